// What was read, made into documents.
#include "knowledge/intake.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/file.hpp"
#include "knowledge/graph/graph.hpp"
#include "knowledge/graph_facts.hpp"
#include "shared_data.hpp"

namespace kilograph::knowledge {
namespace {

Origin origin_of(ByteView bytes, std::string place) { return {sha256(bytes), std::move(place), "text/turtle"}; }

Result<Intake> take(std::string_view text, rdf::Syntax syntax = rdf::Syntax::turtle, std::string_view base = {}) {
  return documents_from_rdf(origin_of(view_of(text), "file"), view_of(text), syntax, base);
}

Bytes board(const char* name) {
  return *read_file(std::filesystem::path(KILOGRAPH_SOURCE_DIR) / "catalog/devices" / name, 1 << 20);
}

TEST(Intake, FactsBecomeADocument) {
  const auto facts = tests::full_model();
  const Origin origin{sha256(view_of("file")), "model.tflite", "application/vnd.tensorflow.tflite"};
  const std::string entity = domain::model_iri(*facts.sha256);
  const Document document = document_from(origin, entity, facts, {domain::Basis::planned, "kilograph 0.1.0"});
  EXPECT_EQ(document.iri, domain::document_iri(origin.file, entity));
  EXPECT_EQ(document.kind, domain::EntityKind::model);
  EXPECT_EQ(document.name, facts.name);
  EXPECT_EQ(document.source.document, document.iri);
  EXPECT_EQ(document.source.place, "model.tflite");
  EXPECT_EQ(std::get<domain::ModelFacts>(document.facts), facts);
  EXPECT_EQ(document.triples,
            document_from(origin, entity, facts, {domain::Basis::planned, "kilograph 0.1.0"}).triples);
}

TEST(Intake, AThingDescriptionIsItsDevicesDocument) {
  const Bytes bytes = board("arduino-nano-33-ble.td.json");
  const auto intake = documents_from_rdf(origin_of(bytes, "nano.td.json"), bytes, rdf::Syntax::jsonld, "");
  ASSERT_TRUE(intake.has_value()) << intake.error().to_text();
  EXPECT_TRUE(intake->warnings.empty()) << intake->warnings.front();
  ASSERT_EQ(intake->documents.size(), 1u);
  const Document& document = intake->documents[0];
  EXPECT_EQ(document.kind, domain::EntityKind::device);
  EXPECT_EQ(document.entity, "https://w3id.org/kilograph/id/device/arduino-nano-33-ble");
  EXPECT_EQ(document.name, "Arduino Nano 33 BLE");
  EXPECT_TRUE(document.derived_from.empty());
  const auto& facts = std::get<domain::DeviceFacts>(document.facts);
  ASSERT_EQ(facts.sensors.size(), 5u);
  EXPECT_EQ(facts.sensors[0].sensor_class, "Thermometer");
  ASSERT_EQ(facts.regions.size(), 2u);
  const domain::MemoryRegion ram{"RAM",  domain::RegionKind::ram, 262144,
                                 172000, domain::Basis::declared, std::string(domain::kPublishedStudy)};
  EXPECT_EQ(facts.regions[0], ram);
  EXPECT_EQ(facts.regions[1].kind, domain::RegionKind::flash);
  EXPECT_EQ(facts.regions[1].free_bytes, 628000u);
  EXPECT_EQ(facts.processor, "Cortex-M4F");
  EXPECT_EQ(facts.clock_hz, 64000000u);
  EXPECT_EQ(facts.pointer_bits, 32u);
  EXPECT_EQ(facts.manufacturer, "Arduino");
  ASSERT_EQ(facts.affordances.size(), 5u);
  EXPECT_EQ(facts.affordances[0].name, "temperature");
  EXPECT_EQ(facts.affordances[0].title, "Temperature");
}

TEST(Intake, ADescriptionWithoutThingTypeAndWithRuntimesIsRead) {
  const std::string_view text = R"({
    "@context": ["https://www.w3.org/2022/wot/td/v1.1", "https://w3id.org/kilograph/context/v1"],
    "id": "urn:example:lamp", "title": "Lamp", "security": "none", "securityDefinitions": {"none": {"scheme": "nosec"}},
    "parts": [{"@type": "MicroController", "runtimes": ["tflm-2026-08", "tflm-2021"],
               "implements": ["https://w3id.org/kilograph/id/model/a"]}],
    "actions": {"toggle": {"forms": [{"href": "coap://lamp/toggle"}]}},
    "events": {"broken": {"data": {"type": "string"}, "forms": [{"href": "coap://lamp/broken"}]}}})";
  const auto intake = take(text, rdf::Syntax::jsonld);
  ASSERT_TRUE(intake.has_value()) << intake.error().to_text();
  ASSERT_EQ(intake->documents.size(), 1u);
  const auto& facts = std::get<domain::DeviceFacts>(intake->documents[0].facts);
  EXPECT_EQ(intake->documents[0].entity, "urn:example:lamp");
  EXPECT_EQ(facts.runtimes.size(), 2u);
  EXPECT_TRUE(std::ranges::find(facts.runtimes, "tflm-2026-08") != facts.runtimes.end());
  EXPECT_EQ(facts.implements, std::vector<std::string>{"https://w3id.org/kilograph/id/model/a"});
  ASSERT_EQ(facts.affordances.size(), 2u);
  EXPECT_EQ(facts.affordances[0].kind, domain::Affordance::Kind::action);
  EXPECT_EQ(facts.affordances[1].name, "broken");
  EXPECT_TRUE(facts.regions.empty());
}

TEST(Intake, AnAnonymousThingGetsAnIriThatDependsOnItsBytes) {
  const std::string_view text = R"({"@context": "https://www.w3.org/2022/wot/td/v1.1", "title": "X",
    "security": "n", "securityDefinitions": {"n": {"scheme": "nosec"}}})";
  const auto first = take(text, rdf::Syntax::jsonld), second = take(text, rdf::Syntax::jsonld);
  ASSERT_TRUE(first.has_value()) << first.error().to_text();
  ASSERT_EQ(first->documents.size(), 1u);
  EXPECT_EQ(first->documents[0].entity, second->documents[0].entity);
  EXPECT_TRUE(first->documents[0].entity.starts_with("https://w3id.org/kilograph/id/"));
}

TEST(Intake, SeveralEntitiesOfTodayAreDerivedFromOneGraph) {
  const domain::Source source{domain::Basis::declared, "x", "urn:d", "y"};
  const std::string text = graph::to_ntriples("urn:m", "urn:d1", tests::full_model(), source) +
                           graph::to_ntriples("urn:v", "urn:d2", tests::full_device(), source);
  const auto intake = take(text, rdf::Syntax::ntriples);
  ASSERT_TRUE(intake.has_value()) << intake.error().to_text();
  ASSERT_EQ(intake->documents.size(), 3u);
  EXPECT_EQ(intake->documents[0].kind, domain::EntityKind::graph);
  EXPECT_EQ(intake->documents[0].triples, text);
  EXPECT_EQ(std::get<domain::ModelFacts>(intake->documents[1].facts), tests::full_model());
  EXPECT_EQ(std::get<domain::DeviceFacts>(intake->documents[2].facts), tests::full_device());
  EXPECT_EQ(intake->documents[2].derived_from, intake->documents[0].iri);
}

TEST(Intake, OneEntityHasOneDocumentOfAFile) {
  const auto intake = take(R"(@prefix n: <http://tinyml-schema.org/networkschema#> . @prefix s: <https://schema.org/> .
    <urn:a> a n:NeuralNetwork ; s:identifier "7" ; s:name "A" . <urn:b> a n:NeuralNetwork ; s:identifier "7" ; s:name "B" .)");
  ASSERT_TRUE(intake.has_value()) << intake.error().to_text();
  ASSERT_EQ(intake->documents.size(), 2u);
  EXPECT_EQ(intake->documents[1].entity, "https://w3id.org/kilograph/id/model/7");
  EXPECT_EQ(intake->warnings, std::vector<std::string>{"a second description of the same entity is left out: A"});
}

TEST(Intake, OtherRdfIsKeptAsAGraph) {
  const auto intake = take("<urn:a> <urn:b> <None> .");
  ASSERT_TRUE(intake.has_value());
  ASSERT_EQ(intake->documents.size(), 1u);
  EXPECT_EQ(intake->documents[0].kind, domain::EntityKind::graph);
  EXPECT_TRUE(std::holds_alternative<std::monostate>(intake->documents[0].facts));
  ASSERT_EQ(intake->warnings.size(), 1u);
  EXPECT_TRUE(intake->warnings[0].starts_with(
      "line 1: <None> is a relative IRI; it is resolved against https://w3id.org/kilograph/id/graph/"));
  const auto stated = take("<urn:a> <urn:b> <None> .", rdf::Syntax::turtle, "http://example.org/x/");
  EXPECT_NE(stated->documents[0].triples.find("<http://example.org/x/None>"), std::string::npos);
  EXPECT_EQ(stated->documents[0].base, "http://example.org/x/");
}

TEST(Intake, BrokenRdfIsRefusedWithItsPlace) {
  const auto intake = take("<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> ;;; .");
  ASSERT_FALSE(intake.has_value());
  EXPECT_EQ(intake.error().kind, ErrorKind::bad_input);
  EXPECT_NE(intake.error().where.find("line 2"), std::string::npos) << intake.error().to_text();
}

TEST(Intake, NothingIsFetched) {
  const auto intake = take(R"({"@context": "https://example.org/context", "title": "x"})", rdf::Syntax::jsonld);
  ASSERT_FALSE(intake.has_value());
  EXPECT_EQ(intake.error().kind, ErrorKind::not_found);
  EXPECT_NE(intake.error().to_text().find("https://example.org/context"), std::string::npos);
}

TEST(Intake, ABoardCutAnywhereIsAnErrorOrADocument) {
  const Bytes bytes = board("adafruit-pybadge.td.json");
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    const ByteView part = ByteView(bytes).first(length);
    const auto intake = documents_from_rdf(origin_of(part, "cut"), part, rdf::Syntax::jsonld, "");
    EXPECT_FALSE(intake.has_value() && length + 3 < bytes.size()) << length;
  }
}

}  // namespace
}  // namespace kilograph::knowledge
