// What ships as data agrees with itself and with the code.
#include "knowledge/ontology.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <list>
#include <map>
#include <regex>
#include <set>

#include "base/file.hpp"
#include "domain/sensor.hpp"
#include "inspect/runtime/runtimes.hpp"
#include "knowledge/canonical_graph.hpp"
#include "knowledge/graph/earlier_terms.hpp"
#include "knowledge/graph/graph.hpp"
#include "knowledge/graph/terms.hpp"
#include "knowledge/graph/view.hpp"
#include "knowledge/graph/vocabulary.hpp"
#include "knowledge/graph_facts.hpp"
#include "knowledge/rdf/ntriples.hpp"
#include "shared_data.hpp"

namespace kilograph::knowledge {
namespace {

using graph::View;

constexpr std::string_view kLabel = "http://www.w3.org/2000/01/rdf-schema#label";
constexpr std::string_view kComment = "http://www.w3.org/2000/01/rdf-schema#comment";
constexpr std::string_view kSubClass = "http://www.w3.org/2000/01/rdf-schema#subClassOf";
constexpr std::string_view kStatus = "http://www.w3.org/2003/06/sw-vocab-status/ns#term_status";

rdf::Graph all_statements() {
  rdf::Graph all;
  const auto graphs = ontology_graphs();
  EXPECT_TRUE(graphs.has_value()) << (graphs ? "" : graphs.error().to_text());
  for (const OntologyGraph& graph : *graphs) {
    auto part = rdf::parse_triples(view_of(graph.ntriples), rdf::Syntax::ntriples, {});
    EXPECT_TRUE(part.has_value());
    if (part) std::ranges::move(*part, std::back_inserter(all));
  }
  return all;
}

const rdf::Graph& ontology() {
  static const rdf::Graph graph = all_statements();
  return graph;
}

std::string text_of_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool is_declared(const View& view, std::string_view iri) {
  return view.object(iri, kLabel) && view.object(iri, kComment) && view.object(iri, kStatus) &&
         view.object(iri, graph::rdf_term::type);
}

TEST(Ontology, EveryTermOfTheCodeIsDeclared) {
  const View view(ontology());
  const std::string code =
      text_of_file(std::filesystem::path(KILOGRAPH_SOURCE_DIR) / "src/knowledge/graph/vocabulary.hpp");
  std::map<std::string, std::string> spaces;
  const std::regex definition("#define (\\w+) \"([^\"]+)\""), use("KG_TERM\\(\\w+, (?:(\\w+) )?\"([^\"]+)\"\\)");
  for (std::sregex_iterator it(code.begin(), code.end(), definition), end; it != end; ++it) spaces[(*it)[1]] = (*it)[2];
  std::size_t count = 0;
  for (std::sregex_iterator it(code.begin(), code.end(), use), end; it != end; ++it) {
    const std::string iri = spaces[(*it)[1]] + (*it)[2].str();
    if (iri.ends_with('#') || iri.ends_with('/') || iri.starts_with(rdf::kXsd)) continue;
    EXPECT_TRUE(is_declared(view, iri)) << iri;
    ++count;
  }
  EXPECT_GT(count, 120u);
}

TEST(Ontology, EveryTermThatIsWrittenIsDeclared) {
  const View view(ontology());
  const std::string entity = "urn:e", document = "urn:d";
  for (const domain::Facts& facts : {domain::Facts(tests::full_model()), domain::Facts(tests::full_device())}) {
    for (const auto& triple : graph::to_graph(entity, document, facts, {domain::Basis::planned, "x", document, "y"})) {
      EXPECT_TRUE(is_declared(view, triple.predicate.value)) << triple.predicate.value;
      const std::string& object = triple.object.value;
      const bool is_term =
          triple.object.kind == rdf::Term::Kind::iri && object.find("w3id.org/tinyml-schema/") != std::string::npos;
      if (is_term) {
        EXPECT_TRUE(is_declared(view, object)) << object;
      }
    }
  }
}

TEST(Ontology, EveryEnumeratorHasATerm) {
  const View view(ontology());
  for (int i = 0; i < 64; ++i) {
    const auto type = static_cast<domain::TensorType>(i);
    if (type != domain::TensorType::unknown && domain::name_of(type) == "unknown") continue;
    EXPECT_TRUE(is_declared(view, graph::number_format_iri(type))) << domain::name_of(type);
    EXPECT_EQ(graph::number_format_from(graph::number_format_iri(type)), type);
  }
  for (const auto basis :
       {domain::Basis::measured, domain::Basis::planned, domain::Basis::predicted, domain::Basis::declared}) {
    EXPECT_TRUE(is_declared(view, graph::basis_iri(basis)));
    EXPECT_EQ(graph::basis_from(graph::basis_iri(basis)), basis);
  }
  using enum domain::QuantizationScheme;
  for (const auto scheme : {none, per_tensor, per_axis, other})
    EXPECT_TRUE(is_declared(view, graph::scheme_iri(scheme)));
  for (const auto* name : {"Relu", "Relu6", "ReluN1To1", "Tanh", "SignBit", "Sigmoid"}) {
    EXPECT_TRUE(is_declared(view, graph::activation_iri(name))) << name;
  }
}

TEST(Ontology, SensorClassesAgreeWithTheTable) {
  const View view(ontology());
  std::set<std::string_view> known;
  for (const auto& row : domain::sensor_classes()) {
    known.insert(row.iri);
    const auto* parent = row.parent.empty() ? nullptr : domain::sensor_class_by_name(row.parent);
    const std::string_view expected = parent ? parent->iri : graph::other::Sensor;
    EXPECT_TRUE(is_declared(view, row.iri)) << row.iri;
    EXPECT_TRUE(view.states(row.iri, kSubClass, expected)) << row.iri << " below " << expected;
    EXPECT_TRUE(row.iri.ends_with(row.name));
  }
  std::vector<std::string_view> open = {graph::other::Sensor};
  for (std::size_t i = 0; i < open.size(); ++i) {
    for (const auto below : view.subjects(kSubClass, open[i])) open.push_back(below);
  }
  for (const std::string_view klass : open) {
    const bool of_ours = klass.starts_with(graph::kKg) || klass.starts_with(graph::kSosaExtend);
    const bool is_earlier = view.object(klass, "http://www.w3.org/2002/07/owl#deprecated") != nullptr;
    if (of_ours && !is_earlier && klass != graph::kg::OtherSensor) {
      EXPECT_TRUE(known.contains(klass)) << klass;
    }
  }
}

TEST(Ontology, RuntimesAreDeclaredWithTheirFormats) {
  const View view(ontology());
  const auto list = inspect::runtimes();
  ASSERT_TRUE(list.has_value()) << (list ? "" : list.error().to_text());
  ASSERT_GE(list->size(), 2u);
  EXPECT_EQ(list->front().id, "tflm-2026-08");
  for (const auto& runtime : *list) {
    const std::string iri = std::string(graph::kRuntimeBase) + runtime.id;
    EXPECT_TRUE(view.has_type(iri, "https://w3id.org/kilograph/ns#Runtime")) << iri;
    const auto stated = view.objects(iri, "https://w3id.org/kilograph/ns#numberFormats");
    EXPECT_EQ(stated.size(), runtime.number_formats.size()) << iri;
    for (const auto type : runtime.number_formats) {
      EXPECT_TRUE(view.states(iri, "https://w3id.org/kilograph/ns#numberFormats", graph::number_format_iri(type)));
    }
  }
}

// Those too that run on no device: plans and questions name them.
TEST(Ontology, EveryRuntimeOfTheDataIsDeclared) {
  const View view(ontology());
  const auto all = inspect::runtime_descriptions();
  ASSERT_TRUE(all.has_value());
  EXPECT_GE(all->size(), 5u);
  for (const auto& description : *all) {
    const std::string iri = std::string(graph::kRuntimeBase) + description.runtime.id;
    EXPECT_TRUE(view.has_type(iri, "https://w3id.org/kilograph/ns#Runtime")) << iri;
    EXPECT_TRUE(view.object(iri, "http://purl.org/dc/terms/source")) << iri;
    EXPECT_TRUE(is_declared(view, iri)) << iri;
  }
}

TEST(Runtimes, OnlyTheOldOneTakesUint8) {
  const auto list = *inspect::runtimes();
  const auto accepts = [](const domain::Runtime& runtime) {
    return std::ranges::find(runtime.number_formats, domain::TensorType::uint8) != runtime.number_formats.end();
  };
  EXPECT_FALSE(accepts(list.at(0)));
  EXPECT_EQ(list.at(1).id, "tflm-2021");
  EXPECT_TRUE(accepts(list.at(1)));
}

TEST(Ontology, EarlierTermsPointToDeclaredOnes) {
  const View view(ontology());
  EXPECT_GT(graph::earlier_terms().size(), 140u);
  for (const auto& row : graph::earlier_terms()) {
    const bool ours = row.today.starts_with(graph::kKg) || row.today.starts_with("https://w3id.org/tinyml-schema/");
    if (!ours || row.today.ends_with('*')) continue;
    EXPECT_TRUE(is_declared(view, row.today)) << row.earlier << " -> " << row.today;
    EXPECT_NE(row.earlier, row.today);
  }
}

// The page shows each row, in order, with the last part of both names.
TEST(Ontology, ThePageOfEarlierTermsShowsTheTable) {
  const std::string page = text_of_file(std::filesystem::path(KILOGRAPH_SOURCE_DIR) / "docs/formats/earlier_terms.md");
  std::size_t shown = 0;
  for (const auto& row : graph::earlier_terms()) {
    const auto last = [](std::string_view iri) { return std::string(iri.substr(iri.find_last_of("/#:") + 1)); };
    const std::string end = row.today.empty() ? "none known | " : last(row.today) + "` | ";
    const std::string line = end + std::string(row.defect) + " |\n";
    bool found = false;
    for (std::size_t at = page.find(line); at != std::string::npos && !found; at = page.find(line, at + 1)) {
      const std::size_t start = page.rfind('\n', at);
      found = page.substr(start, at - start).find(last(row.earlier) + "` |") != std::string::npos;
    }
    EXPECT_TRUE(found) << row.earlier;
    shown += found ? 1 : 0;
  }
  EXPECT_EQ(shown, graph::earlier_terms().size());
}

TEST(Ontology, HasNoBlankNodesAndOneHeadEach) {
  const auto graphs = ontology_graphs();
  ASSERT_TRUE(graphs.has_value());
  for (const OntologyGraph& graph : *graphs) {
    EXPECT_EQ(graph.ntriples.find("#node-"), std::string_view::npos) << graph.iri;
    EXPECT_NE(graph.ntriples.find(
                  std::string("<").append(graph.iri).append("> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>")),
              std::string_view::npos)
        << graph.iri;
  }
}

TEST(Ontology, PrefixesAreDistinct) {
  std::set<std::string> names, iris;
  for (const auto& prefix : known_prefixes()) {
    EXPECT_TRUE(names.insert(prefix.name).second) << prefix.name;
    EXPECT_TRUE(iris.insert(prefix.iri).second) << prefix.iri;
  }
}

// --- Thing Descriptions

constexpr const char* kSkolem = "https://example.org/td#n";

enum class Contexts { ours, official };

Bytes official(std::string_view url) {
  const bool is_discovery = url.find("discovery") != std::string_view::npos;
  const std::string_view name = is_discovery ? "discovery-context.jsonld" : "td-context-1.1.jsonld";
  return *read_file(tests::shared("reference/td") / name, 1 << 20);
}

// Contexts that nobody ships count as empty ones.
Result<rdf::Graph> under(ByteView document, Contexts contexts) {
  std::vector<std::string> unknown;
  std::list<Bytes> texts;
  rdf::ParseOptions options;
  options.base_iri = "https://example.org/td/";
  options.skolem_prefix = kSkolem;
  options.contexts = known_contexts();
  options.unknown_contexts = &unknown;
  for (auto& context : options.contexts) {
    const bool is_w3c = context.url.starts_with("https://www.w3.org/") || context.url.starts_with("https://w3c.");
    if (contexts == Contexts::official && is_w3c) context.document = texts.emplace_back(official(context.url));
  }
  return rdf::parse_triples(document, rdf::Syntax::jsonld, options);
}

std::vector<std::filesystem::path> board_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(KILOGRAPH_SOURCE_DIR) / "catalog/devices")) {
    files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

TEST(ThingContext, BoardsGiveTheSameTriplesUnderTheOfficialContext) {
  KG_NEEDS_SHARED("reference/td/td-context-1.1.jsonld");
  ASSERT_GT(board_files().size(), 40u);
  for (const auto& path : board_files()) {
    const Bytes bytes = *read_file(path, 1 << 20);
    const auto ours = under(bytes, Contexts::ours), theirs = under(bytes, Contexts::official);
    ASSERT_TRUE(ours.has_value()) << path << ours.error().to_text();
    ASSERT_TRUE(theirs.has_value()) << path << theirs.error().to_text();
    EXPECT_GT(ours->size(), 30u) << path;
    EXPECT_EQ(tests::canonical(*ours, kSkolem), tests::canonical(*theirs, kSkolem)) << path;
  }
}

// The corpus, valid and not, and the Thing Models; what is no JSON is left out by both.
TEST(ThingContext, RealDescriptionsGiveTheSameTriplesUnderTheOfficialContexts) {
  KG_NEEDS_SHARED("reference/td/corpus/valid");
  std::size_t compared = 0, statements = 0;
  for (const char* folder : {"corpus/valid", "corpus/invalid", "thing_models"}) {
    for (const auto& entry : std::filesystem::directory_iterator(tests::shared("reference/td") / folder)) {
      const Bytes bytes = *read_file(entry.path(), 8 << 20);
      const auto ours = under(bytes, Contexts::ours), theirs = under(bytes, Contexts::official);
      ASSERT_EQ(ours.has_value(), theirs.has_value()) << entry.path();
      if (!ours) continue;
      const auto a = tests::canonical(*ours, kSkolem), b = tests::canonical(*theirs, kSkolem);
      std::vector<std::string> differing;
      std::ranges::set_symmetric_difference(a, b, std::back_inserter(differing));
      EXPECT_TRUE(differing.empty()) << entry.path() << ": " << differing.size() << ", first " << differing.front();
      ++compared;
      statements += ours->size();
    }
  }
  EXPECT_GE(compared, 315u);
  EXPECT_GT(statements, 30'000u);
}

}  // namespace
}  // namespace kilograph::knowledge
