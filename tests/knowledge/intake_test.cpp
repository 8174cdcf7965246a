// What was read, made into documents.
#include "knowledge/intake.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>

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

TEST(Intake, AnAnonymousThingGetsAUuidThatDependsOnItsBytes) {
  const std::string_view text = R"({"@context": "https://www.w3.org/2022/wot/td/v1.1", "title": "X",
    "security": "n", "securityDefinitions": {"n": {"scheme": "nosec"}}})";
  const auto first = take(text, rdf::Syntax::jsonld), second = take(text, rdf::Syntax::jsonld);
  ASSERT_TRUE(first.has_value()) << first.error().to_text();
  ASSERT_EQ(first->documents.size(), 1u);
  const Document& document = first->documents[0];
  EXPECT_EQ(document.entity, second->documents[0].entity);
  EXPECT_TRUE(std::regex_match(document.entity, std::regex("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-"
                                                           "[89ab][0-9a-f]{3}-[0-9a-f]{12}")))
      << document.entity;
  EXPECT_NE(document.triples.find("<" + document.entity + "> <https://www.w3.org/2019/wot/td#title> \"X\""),
            std::string::npos);
  EXPECT_NE(take(std::string(text) + " ", rdf::Syntax::jsonld)->documents[0].entity, document.entity);
}

// A board whose RAM has these bytes.
std::string board_with(std::string_view size_bytes, std::string_view free_bytes) {
  return R"({"@context": ["https://www.w3.org/2022/wot/td/v1.1", "https://w3id.org/kilograph/context/v1"],
    "id": "urn:board", "title": "X", "security": "n", "securityDefinitions": {"n": {"scheme": "nosec"}},
    "parts": [{"@type": "Microphone"}, {"@type": "MicroController", "clockHz": 64000000, "memory": [
      {"@type": "MemoryRegion", "name": "RAM", "kind": "working", "sizeBytes": )" +
         std::string(size_bytes) + R"(, "freeBytes": )" + std::string(free_bytes) + "}]}]}";
}

TEST(Intake, BytesThatCannotBeRightAreLeftOutAndReported) {
  const struct {
    std::string_view size, free, place, said;
    std::optional<std::uint64_t> size_kept, free_kept;
  } cases[] = {
      {"1000", "500", "", "", 1000, 500},
      {"1000", "\"much\"", "/parts/1/memory/0/freeBytes", "the text \"much\"", 1000, {}},
      {"1000", "\"500\"", "/parts/1/memory/0/freeBytes", "the text \"500\"", 1000, {}},
      {"1000", "-5", "/parts/1/memory/0/freeBytes", "freeBytes is -5", 1000, {}},
      {"1000", "0.5", "/parts/1/memory/0/freeBytes", "whole number of bytes", 1000, {}},
      {"1000", "true", "/parts/1/memory/0/freeBytes", "freeBytes is true", 1000, {}},
      {"1000", "1e30", "/parts/1/memory/0/freeBytes", "whole number of bytes", 1000, {}},
      {"1000", "1001", "/parts/1/memory/0/freeBytes", "at most sizeBytes, 1000", 1000, {}},
      {"1000", "18446744073709551615", "/parts/1/memory/0/freeBytes", "0 to 281474976710656", 1000, {}},
      {"281474976710657", "500", "/parts/1/memory/0/sizeBytes", "sizeBytes is 281474976710657", {}, 500},
      {"281474976710656", "281474976710656", "", "", 281474976710656, 281474976710656},
      {"-1", "500", "/parts/1/memory/0/sizeBytes", "sizeBytes is -1", {}, 500},
      {"1000", "[1, 2]", "/parts/1/memory/0/freeBytes/0", "freeBytes has 2 values", 1000, {}},
  };
  for (const auto& one : cases) {
    const auto intake = take(board_with(one.size, one.free), rdf::Syntax::jsonld);
    ASSERT_TRUE(intake.has_value()) << intake.error().to_text();
    ASSERT_EQ(intake->documents.size(), 1u);
    const Document& document = intake->documents[0];
    const auto& facts = std::get<domain::DeviceFacts>(document.facts);
    ASSERT_EQ(facts.regions.size(), 1u) << one.free;
    EXPECT_EQ(facts.regions[0].size_bytes, one.size_kept) << one.free;
    EXPECT_EQ(facts.regions[0].free_bytes, one.free_kept) << one.free;
    EXPECT_EQ(facts.sensors.size(), 1u);
    EXPECT_EQ(facts.clock_hz, 64000000u);
    EXPECT_EQ(document.triples.find("ns#freeBytes>") != std::string::npos, one.free_kept.has_value()) << one.free;
    if (one.place.empty()) {
      EXPECT_TRUE(intake->left_out.empty());
      continue;
    }
    ASSERT_FALSE(intake->left_out.empty()) << one.free;
    EXPECT_EQ(intake->left_out[0].place, one.place);
    EXPECT_NE(intake->left_out[0].message.find(one.said), std::string::npos) << intake->left_out[0].message;
    EXPECT_NE(intake->left_out[0].message.find("expected"), std::string::npos);
  }
}

TEST(Intake, AModelsBytesThatNothingHasAreLeftOutAndReported) {
  const auto model_with = [](std::string_view bytes) {
    return "@prefix k: <https://w3id.org/kilograph/ns#> . @prefix n: "
           "<https://w3id.org/tinyml-schema/neural-network-schema#> .\n"
           "<urn:m> a n:NeuralNetwork ; <https://schema.org/name> \"m\" ; k:hasRequirement <urn:r> .\n"
           "<urn:r> a k:WorkingMemoryRequirement ; k:bytes " +
           std::string(bytes) + " .";
  };
  const auto good = take(model_with("281474976710656"), rdf::Syntax::turtle);
  ASSERT_TRUE(good.has_value()) << good.error().to_text();
  ASSERT_EQ(good->documents.size(), 1u);
  EXPECT_EQ(std::get<domain::ModelFacts>(good->documents[0].facts).memory.size(), 1u);
  EXPECT_TRUE(good->left_out.empty());
  const auto bad = take(model_with("18446744073709551615"), rdf::Syntax::turtle);
  ASSERT_EQ(bad->documents.size(), 1u);
  EXPECT_TRUE(std::get<domain::ModelFacts>(bad->documents[0].facts).memory.empty());
  ASSERT_EQ(bad->left_out.size(), 1u);
  EXPECT_NE(bad->left_out[0].message.find("bytes is 18446744073709551615; expected"), std::string::npos);
}

std::string lamp(std::string_view id, std::string_view part, std::string_view own_context) {
  return std::string(R"({"@context": ["https://www.w3.org/2022/wot/td/v1.1", )") + std::string(own_context) +
         R"(], "id": ")" + std::string(id) + R"(", "@type": "Thing", "title": "Lamp", "parts": [)" + std::string(part) +
         "]}";
}

constexpr std::string_view kOurContext = R"("https://w3id.org/kilograph/context/v1")";

TEST(Intake, AnIdThatIsNoIriOrAnothersIsRefused) {
  for (const char* id : {"", "not an iri", "urn:<x>", "https://w3id.org/kilograph/id/model/ab",
                         "https://w3id.org/kilograph/ns#Document", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"}) {
    const auto intake = take(lamp(id, "", kOurContext), rdf::Syntax::jsonld);
    ASSERT_FALSE(intake.has_value()) << id;
    EXPECT_EQ(intake.error().kind, ErrorKind::bad_input);
    EXPECT_EQ(intake.error().where, "/id") << id;
    EXPECT_NE(intake.error().expected.find("absolute IRI"), std::string::npos);
    EXPECT_FALSE(intake.error().advice.empty());
  }
  EXPECT_TRUE(take(lamp("urn:example:lamp", "", kOurContext), rdf::Syntax::jsonld).has_value());
}

TEST(Intake, AWordThatStandsForNothingIsUnknownAndReported) {
  const std::string part = R"({"@type": "MicroController", "memory": [
      {"@type": "MemoryRegion", "kind": "bogus", "freeBytes": 5, "basis": "declared"},
      {"@type": "MemoryRegion", "kind": "program", "freeBytes": [6, 7], "basis": "guessed"}]},
      {"@type": "Accelerometr"}, {"@type": "Gyroscope"})";
  const auto intake = take(lamp("urn:example:lamp", part, kOurContext), rdf::Syntax::jsonld);
  ASSERT_TRUE(intake.has_value()) << intake.error().to_text();
  const auto& facts = std::get<domain::DeviceFacts>(intake->documents.at(0).facts);
  ASSERT_EQ(facts.regions.size(), 1u);
  EXPECT_EQ(facts.regions[0].kind, domain::RegionKind::flash);
  EXPECT_FALSE(facts.regions[0].free_bytes.has_value());
  EXPECT_EQ(facts.regions[0].basis, domain::Basis::declared);
  std::set<std::string> sensors;  // what the misspelt one senses is not known, but it is there
  for (const domain::Sensor& sensor : facts.sensors) sensors.insert(sensor.sensor_class);
  EXPECT_EQ(sensors, (std::set<std::string>{"Gyroscope", std::string(domain::kOtherSensor)}));
  const auto says = [&](std::string_view place, std::string_view words) {
    return std::ranges::any_of(intake->left_out, [&](const LeftOut& left) {
      return left.place.starts_with(place) && left.message.find(words) != std::string::npos;
    });
  };
  EXPECT_EQ(intake->left_out.size(), 4u);
  EXPECT_TRUE(says("/parts/0/memory/0/kind", "kind is \"bogus\"; expected one of working, program"));
  EXPECT_TRUE(says("/parts/0/memory/1/basis", "basis is \"guessed\""));
  EXPECT_TRUE(says("/parts/0/memory/1/freeBytes", "freeBytes has 2 values: 6, 7"));
  EXPECT_TRUE(says("/parts/1/@type", "the nearest is Accelerometer"));
}

TEST(Intake, HardwareThatNoContextExplainsIsReported) {
  const std::string_view part = R"({"@type": "MicroController", "memory": [{"kind": "working", "freeBytes": 5}]})";
  const auto lost = take(lamp("urn:example:lamp", part, R"({"@vocab": "http://x/"})"), rdf::Syntax::jsonld);
  ASSERT_TRUE(lost.has_value()) << lost.error().to_text();
  ASSERT_EQ(lost->left_out.size(), 1u);
  EXPECT_EQ(lost->left_out[0].place, "/parts");
  const auto kept = take(lamp("urn:example:lamp", part, kOurContext), rdf::Syntax::jsonld);
  ASSERT_TRUE(kept.has_value()) << kept.error().to_text();
  EXPECT_TRUE(kept->left_out.empty());
}

TEST(Intake, ADescriptionsSourceIsWhoStatesIt) {
  const auto a = take(board_with("1000", "500"), rdf::Syntax::jsonld);
  const auto b = take(board_with("1000", "400"), rdf::Syntax::jsonld);
  EXPECT_EQ(a->documents[0].source_key, "description");
  EXPECT_EQ(b->documents[0].source_key, "description");
  const std::string text =
      graph::to_ntriples("urn:v", "urn:d2", tests::full_device(), {domain::Basis::declared, "Ada", "urn:d2", "y"});
  EXPECT_EQ(take(text, rdf::Syntax::ntriples)->documents[0].source_key, "Thing Model description by Ada");
  const std::string own = graph::to_ntriples("urn:m", "urn:d1", tests::full_model(),
                                             {domain::Basis::declared, "kilograph 9.9", "urn:d1", "y"});
  EXPECT_EQ(take(own, rdf::Syntax::ntriples)->documents[0].source_key,
            "description of " + tests::full_model().name + " by kilograph");
}

TEST(Intake, AStatementOfSamenessIsReadBackAsItWasWritten) {
  domain::SameStatement statement{
      domain::EntityKind::device, "urn:a", "urn:b", domain::SameStatement::Status::accepted, {"first", "second"}};
  const auto intake = document_from_statement(statement, "same:b");
  ASSERT_TRUE(intake.has_value()) << intake.error().to_text();
  EXPECT_EQ(intake->document.kind, domain::EntityKind::statement);
  EXPECT_EQ(intake->document.entity, domain::statement_iri("urn:b", "urn:a"));
  EXPECT_EQ(intake->document.name, "same:b");
  EXPECT_EQ(std::get<domain::SameStatement>(intake->document.facts), statement);
  EXPECT_NE(intake->document.triples.find("<urn:a> <https://w3id.org/kilograph/ns#sameBoardAs> <urn:b> ."),
            std::string::npos);
  const auto again = documents_from_rdf(origin_of(intake->bytes, "other.nt"), intake->bytes, rdf::Syntax::turtle, {});
  EXPECT_EQ(std::get<domain::SameStatement>(again->documents.at(0).facts), statement);
  EXPECT_EQ(take("<urn:s> a <https://w3id.org/kilograph/ns#SameStatement> .")->documents[0].kind,
            domain::EntityKind::graph);  // does not say which two
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

TEST(Intake, PublishedBytesThatNothingHasAreWarnedOf) {
  const auto model_with = [](std::string_view kilobytes) {
    return "@prefix n: <https://w3id.org/tinyml-schema/neural-network-schema#> . @prefix s: <https://schema.org/> .\n"
           "<urn:m> a n:NeuralNetwork ; s:name \"m\" ; <http://w3id.org/s3n/hasProcedureFeature> <urn:f> .\n"
           "<urn:f> <http://www.w3.org/ns/ssn/systems/inCondition> <urn:c> .\n<urn:c> a "
           "<https://w3id.org/tinyml-schema/neural-network-schema/s3n_extend/RAM> ; s:unitCode "
           "<http://www.ontology-of-units-of-measure.org/resource/om-2/kilobyte> ; s:minValue " +
           std::string(kilobytes) + " .";
  };
  const auto good = take(model_with("281474976710.656"), rdf::Syntax::turtle);
  ASSERT_TRUE(good.has_value()) << good.error().to_text();
  ASSERT_EQ(std::get<domain::ModelFacts>(good->documents[0].facts).memory.size(), 1u);
  EXPECT_EQ(std::get<domain::ModelFacts>(good->documents[0].facts).memory[0].bytes, 281474976710656u);
  const auto bad = take(model_with("281474976711"), rdf::Syntax::turtle);
  EXPECT_TRUE(std::get<domain::ModelFacts>(bad->documents[0].facts).memory.empty());
  const auto says = [](const std::string& text) { return text.find("281474976711 is no amount") != std::string::npos; };
  EXPECT_TRUE(std::ranges::any_of(bad->warnings, says));
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

TEST(Intake, AnUnknownContextDoesNotMakeAThingInvalid) {
  const auto intake = take(R"({
    "@context": ["https://www.w3.org/2022/wot/td/v1.1", "https://example.org/lamps", {"p": "urn:p#"}, "https://example.org/lamps"],
    "id": "urn:lamp", "title": "Lamp", "p:colour": "red", "security": "none", "securityDefinitions": {"none": {"scheme": "nosec"}}
  })",
                           rdf::Syntax::jsonld);
  ASSERT_TRUE(intake.has_value()) << intake.error().to_text();
  ASSERT_EQ(intake->documents.size(), 1u);
  EXPECT_EQ(intake->documents[0].name, "Lamp");
  EXPECT_NE(intake->documents[0].triples.find("<urn:lamp> <urn:p#colour> \"red\""), std::string::npos);
  ASSERT_EQ(intake->unknown_contexts.size(), 1u);
  EXPECT_EQ(intake->unknown_contexts[0].place, "/@context/1");
  EXPECT_EQ(
      intake->unknown_contexts[0].message,
      "the context <https://example.org/lamps> is not known here, and nothing is fetched: what only it defines is "
      "not understood. Give its file by `kilograph context add https://example.org/lamps FILE`");
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
