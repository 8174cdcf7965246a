// Domain values to RDF and back.
#include "knowledge/graph/graph.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <set>

#include "domain/sensor_need.hpp"
#include "knowledge/graph/relative_iris.hpp"
#include "knowledge/graph/terms.hpp"
#include "knowledge/graph/view.hpp"
#include "knowledge/graph_facts.hpp"
#include "knowledge/rdf/ntriples.hpp"

namespace kilograph::knowledge::graph {
namespace {

using domain::TensorType;
using tests::full_device;
using tests::full_model;
using tests::median_model;

constexpr std::string_view kDocument = "https://w3id.org/kilograph/id/document/d1";
const domain::Source kSource{domain::Basis::planned, "kilograph 0.1.0", std::string(kDocument), "model.tflite"};

template <class F>
F read_back(const F& facts, std::string_view entity) {
  const rdf::Graph graph = to_graph(entity, kDocument, facts, kSource);
  const auto found = entities_in(graph).value();
  EXPECT_EQ(found.size(), 1u);
  if (found.size() != 1) return {};
  EXPECT_EQ(found[0].stated, (domain::Source{kSource.basis, kSource.by}));
  EXPECT_EQ(found[0].iri, entity);
  EXPECT_FALSE(found[0].earlier_terms);
  EXPECT_TRUE(found[0].warnings.empty());
  return std::get<F>(found[0].facts);
}

TEST(Graph, ModelComesBackWhole) {
  const auto facts = full_model();
  EXPECT_EQ(read_back(facts, "https://w3id.org/kilograph/id/model/m1"), facts);
}

TEST(Graph, MedianModelComesBackWhole) {
  const auto facts = median_model();
  EXPECT_EQ(read_back(facts, "https://w3id.org/kilograph/id/model/m2"), facts);
}

TEST(Graph, DeviceComesBackWhole) {
  const auto facts = full_device();
  EXPECT_EQ(read_back(facts, "urn:uuid:6e0c0d40-0000-4000-8000-000000000001"), facts);
}

TEST(Graph, ThatNoSensorIsNeededComesBackAndIsNoSensor) {
  domain::ModelFacts facts;
  facts.name = "Sine";
  facts.sensors = {{std::string(domain::kNoSensor)}};
  EXPECT_EQ(read_back(facts, "urn:sine"), facts);
  for (const auto& triple : to_graph("urn:sine", kDocument, facts, kSource)) {
    EXPECT_EQ(triple.predicate.value.find("provideInput"), std::string::npos);
  }
}

TEST(Graph, EmptyFactsComeBackEmpty) {
  EXPECT_EQ(read_back(domain::ModelFacts{}, "https://w3id.org/kilograph/id/model/m3"), domain::ModelFacts{});
  EXPECT_EQ(read_back(domain::DeviceFacts{}, "https://w3id.org/kilograph/id/device/d3"), domain::DeviceFacts{});
}

TEST(Graph, UnknownMetricIsAbsentAndNeverZero) {
  domain::ModelFacts facts;
  facts.metrics.push_back({"Top_1_accuracy", std::nullopt, "percent", {}, {}, domain::Basis::declared, "x"});
  for (const auto& triple : to_graph("urn:m", kDocument, facts, kSource)) {
    EXPECT_FALSE(triple.predicate.value.ends_with("hasMetricValue"));
  }
}

TEST(Graph, ManyItemsKeepTheirOrder) {
  domain::ModelFacts facts;
  for (int i = 0; i < 25; ++i) {
    facts.sensors.push_back({"Camera", "camera " + std::to_string(24 - i)});
    facts.memory.push_back(
        {domain::MemoryUse::working, static_cast<std::uint64_t>(25 - i), {}, {}, 0, {}, domain::Basis::declared, {}});
  }
  EXPECT_EQ(read_back(facts, "urn:m"), facts);
}

TEST(Graph, StudyFiguresTakeThePublishedShapeToo) {
  domain::ModelFacts facts;
  facts.memory.push_back({domain::MemoryUse::working, 94128, "tflm-2021", "reference", 64, "host64",
                          domain::Basis::measured, std::string(domain::kPublishedStudy)});
  const std::string text = to_ntriples("urn:m", kDocument, facts, kSource);
  EXPECT_NE(text.find("<https://schema.org/minValue> \"94.128\"^^<http://www.w3.org/2001/XMLSchema#decimal>"),
            std::string::npos);
  EXPECT_NE(text.find("s3n_extend/RAM>"), std::string::npos);
  facts.memory[0].by = "somebody else";
  EXPECT_EQ(to_ntriples("urn:m", kDocument, facts, kSource).find("minValue"), std::string::npos);
}

TEST(Graph, NodesHangBelowTheEntityOrTheDocument) {
  const std::string entity = "https://w3id.org/kilograph/id/model/m1";
  for (const auto& triple : to_graph(entity, kDocument, full_model(), kSource)) {
    const std::string& subject = triple.subject.value;
    EXPECT_TRUE(subject == entity || subject == kDocument || subject.starts_with(std::string(kDocument) + "#"))
        << subject;
  }
}

TEST(Graph, NoStatementIsMadeTwice) {
  for (const domain::Facts& facts : {domain::Facts(full_model()), domain::Facts(full_device())}) {
    const rdf::Graph graph = to_graph("urn:e", kDocument, facts, kSource);
    EXPECT_EQ(std::set(graph.begin(), graph.end()).size(), graph.size());
  }
}

TEST(Graph, BytesThatAreNoTextStayValidUtf8) {
  domain::ModelFacts facts;
  facts.name =
      "a\xFF"
      "b\xE2\x82";
  const std::string graph = to_ntriples("urn:m", kDocument, facts, kSource);
  EXPECT_NE(graph.find("a\xEF\xBF\xBD"
                       "b\xEF\xBF\xBD\xEF\xBF\xBD"),
            std::string::npos);
}

TEST(Graph, MedianModelStaysWithinItsBudget) {
  const auto graph = to_graph("urn:m", kDocument, median_model(), kSource);
  EXPECT_LE(graph.size(), 450u);
  EXPECT_GE(graph.size(), 250u);
}

// The target is 3,000 a second and core in a release build; a debug build on a busy machine must not fall
// below a tenth of it.
TEST(Graph, WritingIsFast) {
  const domain::Facts facts = median_model();
  const auto start = std::chrono::steady_clock::now();
  std::size_t bytes = 0, count = 0;
  while (std::chrono::steady_clock::now() - start < std::chrono::milliseconds(300)) {
    bytes += to_ntriples("urn:m", kDocument, facts, kSource).size();
    ++count;
  }
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  RecordProperty("models_per_second", static_cast<int>(static_cast<double>(count) / taken.count()));
  RecordProperty("bytes_per_model", static_cast<int>(bytes / count));
  EXPECT_GT(static_cast<double>(count) / taken.count(), 300.0);
}

TEST(Terms, PublishedNamesKeepTheirIris) {
  EXPECT_EQ(operator_iri("CONV_2D"), "https://w3id.org/tinyml-schema/neural-network-schema#Conv2D");
  EXPECT_EQ(operator_iri("ADD"), "https://w3id.org/kilograph/ns#operator-ADD");
  EXPECT_EQ(number_format_iri(TensorType::int8), "https://w3id.org/tinyml-schema/neural-network-schema#Int8");
  EXPECT_EQ(number_format_iri(TensorType::uint8), "https://w3id.org/kilograph/ns#Uint8");
}

TEST(Terms, OperatorsComeBack) {
  for (const std::string name : {"CONV_2D", "ADD", "CUSTOM:ethos-u", "UNKNOWN(999)", "CUSTOM:50% <odd> \xC3\xA9"}) {
    EXPECT_EQ(operator_from(operator_iri(name)), name);
  }
  EXPECT_EQ(operator_from("https://w3id.org/kilograph/ns#Relu6"), std::nullopt);
}

TEST(Terms, OnlyWhatEveryParserTakesIsAnIri) {
  for (const auto* good : {"https://arxiv.org/abs/2202.09113", "http://a.b:80/c?d=e#f", "urn:uuid:1"})
    EXPECT_TRUE(is_iri(good)) << good;
  for (const auto* bad : {"", "None", "https://", "http://a b", "http://a/%zz", "http://h:port/", "http://a/<x>",
                          "ftp://a", "http://\xC3\xA9", "http://a#b#c"}) {
    EXPECT_FALSE(is_iri(bad)) << bad;
  }
}

TEST(View, NumbersInNamesCompareAsNumbers) {
  EXPECT_TRUE(natural_less("d#sensor-2", "d#sensor-10"));
  EXPECT_FALSE(natural_less("d#sensor-10", "d#sensor-2"));
  EXPECT_FALSE(natural_less("a", "a"));
}

TEST(View, ListThatBitesItsTailEnds) {
  const auto first = [](std::string s, std::string v) {
    return rdf::Triple{rdf::iri(std::move(s)), rdf::iri(std::string(rdf::kRdf) + "first"), rdf::literal(std::move(v))};
  };
  const auto rest = [](std::string s, std::string o) {
    return rdf::Triple{rdf::iri(std::move(s)), rdf::iri(std::string(rdf::kRdf) + "rest"), rdf::iri(std::move(o))};
  };
  const rdf::Graph graph = {first("urn:1", "a"), rest("urn:1", "urn:2"), first("urn:2", "b"), rest("urn:2", "urn:1")};
  EXPECT_EQ(View(graph).list("urn:1").size(), 2u);
}

// A thousand models that share a thousand layers: a million layers in four thousand statements.
TEST(View, SharedNodesDoNotKeepUsBusy) {
  const std::string nnet = "https://w3id.org/tinyml-schema/neural-network-schema#";
  rdf::Graph graph;
  for (int i = 0; i < 1000; ++i) {
    const std::string model = "urn:m" + std::to_string(i), layer = "urn:l" + std::to_string(i);
    graph.push_back({rdf::iri(model), rdf::iri(std::string(rdf::kRdf) + "type"), rdf::iri(nnet + "NeuralNetwork")});
    graph.push_back({rdf::iri(layer), rdf::iri(nnet + "hasIndex"), rdf::literal("1")});
    for (int j = 0; j < 100; ++j)
      graph.push_back({rdf::iri(model), rdf::iri(nnet + "middleLayer"), rdf::iri("urn:l" + std::to_string(j))});
  }
  const auto found = entities_in(graph);
  ASSERT_TRUE(found.has_value() || found.error().kind == ErrorKind::too_large);
  for (int i = 0; i < 1000; ++i) {
    for (int j = 0; j < 50; ++j) {
      graph.push_back({rdf::iri("urn:l" + std::to_string(i)), rdf::iri("https://w3id.org/kilograph/ns#inputTensor"),
                       rdf::iri("urn:t" + std::to_string(j))});
    }
  }
  const auto busy = entities_in(graph);
  ASSERT_FALSE(busy.has_value());
  EXPECT_EQ(busy.error().kind, ErrorKind::too_large);
}

TEST(View, WholeNumbersInEveryNotation) {
  EXPECT_EQ(integer_of("7.158144e+06"), 7158144);
  EXPECT_EQ(integer_of("+12"), 12);
  EXPECT_EQ(integer_of("1.5"), std::nullopt);
  EXPECT_EQ(integer_of("1e300"), std::nullopt);
  EXPECT_EQ(integer_of("twelve"), std::nullopt);
}

TEST(RelativeIris, AreFoundOutsideStringsAndComments) {
  const auto found = relative_iris(
      "@prefix a: <http://a#> . # <no>\na:b a:c <None> ;\n a:d \"<no>\", \"\"\"<no>\n\"\"\", <x.y/z> .\n");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].text, "None");
  EXPECT_EQ(found[0].line, 2u);
  EXPECT_EQ(found[1].text, "x.y/z");
  EXPECT_EQ(found[1].line, 4u);
  EXPECT_TRUE(relative_iris("@base <http://a/> . <b> <c> <d> .").empty());
  EXPECT_TRUE(relative_iris("<").empty());
}

}  // namespace
}  // namespace kilograph::knowledge::graph
