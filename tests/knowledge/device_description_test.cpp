// Thing Descriptions with our context to facts: every fact, and values that cannot be right.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "base/bytes.hpp"
#include "knowledge/intake.hpp"

namespace kilograph::knowledge {
namespace {

using namespace domain;

Intake taken_in(const std::string& json) {
  const Origin origin{sha256(view_of(json)), "device.td.json", "application/td+json"};
  auto intake = documents_from_rdf(origin, view_of(json), rdf::Syntax::jsonld, {});
  EXPECT_TRUE(intake.has_value()) << (intake ? "" : intake.error().to_text());
  return intake ? *std::move(intake) : Intake{};
}

DeviceFacts facts_of(const Intake& intake) {
  return intake.documents.size() == 1 ? std::get<DeviceFacts>(intake.documents.front().facts) : DeviceFacts{};
}

TEST(DeviceDescription, GivesEveryFact) {
  std::ifstream file(std::string(KILOGRAPH_SOURCE_DIR) + "/tests/shacl/every_fact.td.json");
  const Intake intake = taken_in({std::istreambuf_iterator<char>(file), {}});
  EXPECT_TRUE(intake.left_out.empty());
  DeviceFacts expected;
  expected.title = "Every fact";
  expected.power_source = "battery";
  expected.labels = {{"site", "hall 3"}};
  expected.based_on = {"https://example.org/models/m", "https://example.org/boards/b"};
  expected.mcu = "nRF52840";
  expected.processor = "Cortex-M4F";
  expected.isa = "ARMv7E-M";
  expected.has_fpu = true;
  expected.has_dsp = true;
  expected.has_mve = false;
  expected.clock_hz = 64000000;
  expected.pointer_bits = 32;
  expected.accelerators = {{"Ethos-U55", {TensorType::int8, TensorType::int16}}};
  expected.runtimes = {"tflm-2026-08"};
  expected.implements = {"https://w3id.org/kilograph/id/model/a"};
  expected.regions = {
      {"SRAM", RegionKind::ram, 262144, std::nullopt, Basis::declared, "", RegionMedium::sram, 16384, true, false},
      {"QSPI", RegionKind::flash, 2097152, std::nullopt, Basis::declared, "", RegionMedium::external_flash}};
  expected.sensors = {
      {"Camera", "HM0360", 15.5, std::nullopt, 1, 640, 480, 8},
      {"Accelerometer", "", 1600, 3, std::nullopt, std::nullopt, std::nullopt, std::nullopt, -16, 15.9, "g"}};
  expected.affordances = {
      {Affordance::Kind::property, "person", "", {}, {"https://w3id.org/kilograph/id/model/a#output"}},
      {Affordance::Kind::action, "look", "", {"https://w3id.org/kilograph/id/model/a#input"}}};
  DeviceFacts facts = facts_of(intake);
  // The order of a JSON object's members has no meaning.
  std::ranges::stable_sort(facts.affordances, {}, &Affordance::kind);
  EXPECT_EQ(facts, expected);
}

std::string with_part(const std::string& part) {
  return R"({"@context": ["https://www.w3.org/2022/wot/td/v1.1", "https://w3id.org/kilograph/context/v1"],
             "id": "urn:x", "title": "X", "security": "n", "securityDefinitions": {"n": {"scheme": "nosec"}},
             "parts": [)" +
         part + "]}";
}

struct BadPart {
  const char *part, *where, *message;
};

class DeviceDescriptionBad : public testing::TestWithParam<BadPart> {};

TEST_P(DeviceDescriptionBad, IsReportedWithItsPlaceAndLeftOut) {
  const Intake intake = taken_in(with_part(GetParam().part));
  ASSERT_EQ(intake.left_out.size(), 1u);
  EXPECT_EQ(intake.left_out[0].place, GetParam().where);
  EXPECT_TRUE(intake.left_out[0].message.starts_with(GetParam().message)) << intake.left_out[0].message;
}

INSTANTIATE_TEST_SUITE_P(
    Parts, DeviceDescriptionBad,
    testing::Values(
        BadPart{R"({"@type": "Camera", "rateHz": -1})", "/parts/0/rateHz",
                "rateHz is -1; expected samples a second, a number above 0."},
        BadPart{R"({"@type": "Camera", "rateHz": "16 kHz"})", "/parts/0/rateHz",
                "rateHz is the text \"16 kHz\"; expected samples a second, a number above 0."},
        BadPart{R"({"@type": "Camera", "width": 0})", "/parts/0/width",
                "width is 0; expected a whole number of pixels, 1 to 1000000."},
        BadPart{R"({"@type": "Camera", "resolutionBits": 8.5})", "/parts/0/resolutionBits",
                "resolutionBits is 8.5E0; expected a whole number of bits, 1 to 64."},
        BadPart{R"({"@type": "Gyroscope", "axes": 30})", "/parts/0/axes",
                "axes is 30; expected a whole number, 1 to 16."},
        BadPart{R"({"@type": "MicroController", "fpu": "yes"})", "/parts/0/fpu",
                "fpu is the text \"yes\"; expected true or false."},
        BadPart{
            R"({"@type": "MicroController", "accelerators": [{"@type": "Accelerator", "formats": ["int8", "int9"]}]})",
            "/parts/0/accelerators/0/formats/1",
            "formats is \"int9\"; expected one of int8, uint8, int16, int4, float16, float32 (the nearest is int8)."},
        BadPart{
            R"({"@type": "MicroController", "memory": [{"@type": "MemoryRegion", "kind": "working", "medium": "SRAMM"}]})",
            "/parts/0/memory/0/medium",
            "medium is \"SRAMM\"; expected one of SRAM, TCM, PSRAM, flash, external flash (the nearest is SRAM)."},
        BadPart{
            R"({"@type": "MicroController", "memory": [{"@type": "MemoryRegion", "kind": "working", "sizeBytes": 10, "reservedBytes": 11}]})",
            "/parts/0/memory/0/reservedBytes", "reservedBytes is 11; expected at most sizeBytes, 10."},
        BadPart{
            R"({"@type": "MicroController", "memory": [{"@type": "MemoryRegion", "kind": "working", "sizeBytes": 0}]})",
            "/parts/0/memory/0/sizeBytes", "sizeBytes is 0; expected a whole number of bytes, 1 to 281474976710656."}));

// One value is meant, and several are given: none counts, because nobody says which.
INSTANTIATE_TEST_SUITE_P(
    Several, DeviceDescriptionBad,
    testing::Values(
        BadPart{R"({"@type": "MicroController", "processor": ["Cortex-M7", "Cortex-M0"]})", "/parts/0/processor/1",
                "processor has 2 values: Cortex-M0, Cortex-M7; expected one."},
        BadPart{R"({"@type": "MicroController", "mcu": ["b", "a"]})", "/parts/0/mcu/1",
                "mcu has 2 values: a, b; expected one."},
        BadPart{R"({"@type": "MicroController", "isa": ["ARMv7E-M", "RV32"]})", "/parts/0/isa/0",
                "isa has 2 values: ARMv7E-M, RV32; expected one."},
        BadPart{R"({"@type": "MicroController", "isa": 5})", "/parts/0/isa", "isa is 5; expected one text."},
        BadPart{R"({"@type": "Camera"}], "powerSource": ["mains", "battery")", "/powerSource/1",
                "powerSource has 2 values: battery, mains; expected one."},
        BadPart{
            R"({"@type": "MicroController", "memory": [{"@type": "MemoryRegion", "kind": "working", "medium": ["TCM", "SRAM"]}]})",
            "/parts/0/memory/0/medium/1",
            "medium has 2 values: SRAM, TCM; expected one of SRAM, TCM, PSRAM, flash, external flash. It is left out"},
        BadPart{
            R"({"@type": "MicroController", "memory": [{"@type": "MemoryRegion", "kind": "working", "basis": ["measured", "declared"]}]})",
            "/parts/0/memory/0/basis/1",
            "basis has 2 values: declared, measured; expected one of measured, planned, predicted, declared. It is "
            "left"},
        BadPart{
            R"({"@type": "MicroController", "memory": [{"@type": "MemoryRegion", "kind": ["working", "program"]}]})",
            "/parts/0/memory/0/kind/1",
            "kind has 2 values: program, working; expected one of working, program. The region is left "
            "out"}));

TEST(DeviceDescription, WhatHasSeveralValuesIsUnknown) {
  const DeviceFacts facts = facts_of(taken_in(with_part(
      R"({"@type": "MicroController", "processor": ["Cortex-M7", "Cortex-M0"], "mcu": ["a", "b"], "isa": 5,
          "memory": [{"@type": "MemoryRegion", "kind": "working", "sizeBytes": 10, "medium": ["SRAM", "TCM"],
                      "basis": ["measured", "declared"]}]}], "powerSource": ["mains", "battery")")));
  EXPECT_EQ(facts.processor + facts.mcu + facts.isa + facts.power_source, "");
  ASSERT_EQ(facts.regions.size(), 1u);
  EXPECT_EQ(facts.regions[0].medium, RegionMedium::unknown);
  EXPECT_EQ(facts.regions[0].basis, Basis::declared);
}

TEST(DeviceDescription, WhatIsKeptHasTheClassesThatItsPlacesImply) {
  const Intake intake = taken_in(with_part(
      R"({"@type": "MicroController", "memory": [{"@id": "urn:r", "kind": "working", "sizeBytes": 10},
                                                 {"@id": "urn:s", "@type": "MemoryRegion", "name": "no kind"}]},
         {"@id": "urn:p", "rateHz": 3}, {"@id": "urn:m", "@type": "Microphon"}],
         "labels": [{"@id": "urn:l", "name": "site"}, {"name": "line", "value": "7"})"));
  const std::string& kept = intake.documents.front().triples;
  for (const char* implied :
       {"<urn:r> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/kilograph/ns#MemoryRegion>",
        "<urn:r> <https://w3id.org/kilograph/ns#basis> <https://w3id.org/kilograph/ns#Declared>",
        "<urn:p> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/ssn/System>",
        "<urn:m> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/kilograph/ns#OtherSensor>"}) {
    EXPECT_NE(kept.find(implied), std::string::npos) << implied;
  }
  EXPECT_EQ(kept.find("urn:s"), std::string::npos) << "a region without a kind";
  EXPECT_EQ(kept.find("urn:l"), std::string::npos) << "a label without a value";
  EXPECT_EQ(facts_of(intake).labels, (std::vector<Label>{{"line", "7"}}));
  EXPECT_EQ(facts_of(intake).sensors.size(), 1u) << "of what has no class nobody knows that it senses";
}

std::vector<std::string> sensors_of(const Intake& intake) {
  std::vector<std::string> classes;
  for (const Sensor& sensor : facts_of(intake).sensors) classes.push_back(sensor.sensor_class);
  return classes;
}

TEST(DeviceDescription, APartOfTwoClassesIsTwoSensors) {
  for (const char* types : {R"(["Camera", "Microphone"])", R"(["Microphone", "Camera"])"}) {
    const Intake intake = taken_in(with_part("{\"@type\": " + std::string(types) + ", \"rateHz\": 10}"));
    EXPECT_EQ(sensors_of(intake), (std::vector<std::string>{"Camera", "Microphone"}));
    EXPECT_TRUE(intake.left_out.empty());
  }
  EXPECT_EQ(sensors_of(taken_in(with_part(R"({"@type": ["sosa:Sensor", "Microphone"]})"))),
            std::vector<std::string>{"Microphone"});
}

TEST(DeviceDescription, WhatAPartOfTwoClassesStatesWrongIsToldOnce) {
  const Intake intake = taken_in(with_part(R"({"@type": ["Camera", "Microphone"], "width": 1.5})"));
  ASSERT_EQ(intake.left_out.size(), 1u);
  EXPECT_TRUE(intake.left_out[0].message.starts_with("width is 1.5E0; expected")) << intake.left_out[0].message;
}

TEST(DeviceDescription, ASensorThatIsAControllerTooCountsAsBoth) {
  const Intake intake =
      taken_in(with_part(R"({"@type": ["Microphone", "MicroController"], "processor": "Cortex-M4"})"));
  EXPECT_EQ(sensors_of(intake), std::vector<std::string>{"Microphone"});
  EXPECT_EQ(facts_of(intake).processor, "Cortex-M4");
  ASSERT_EQ(intake.warnings.size(), 1u);
  EXPECT_EQ(intake.warnings[0],
            "a part is MicroController and Microphone at once and counts as both; describe each as a part of its own: "
            "X");
}

// A member that no context defines is a fact lost.
struct BadWord {
  const char *part, *where, *message;
};

class DeviceDescriptionUnknown : public testing::TestWithParam<BadWord> {};

TEST_P(DeviceDescriptionUnknown, WordsAreReportedWithTheNearest) {
  const Intake intake = taken_in(with_part(GetParam().part));
  ASSERT_EQ(intake.left_out.size(), 1u);
  EXPECT_EQ(intake.left_out[0].place, GetParam().where);
  EXPECT_TRUE(intake.left_out[0].message.starts_with(GetParam().message)) << intake.left_out[0].message;
}

INSTANTIATE_TEST_SUITE_P(
    Words, DeviceDescriptionUnknown,
    testing::Values(
        BadWord{R"({"@type": "MicroController", "proccessor": "Cortex-M4"})", "/parts/0/proccessor",
                "'proccessor' is no word of the hardware section (the nearest is processor). What it states"},
        BadWord{R"({"@type": "MicroController", "memory": [{"@type": "MemoryRegion", "kind": "working", "zzz": 1}]})",
                "/parts/0/memory/0/zzz", "'zzz' is no word of the hardware section. What it states"},
        BadWord{R"({"rateHz": 3})", "/parts/0", "the part has no @type"},
        BadWord{R"({"@type": "Microcontroler"})", "/parts/0/@type", "@type is \"Microcontroler\"; expected one of "},
        BadWord{R"({"@type": "Camera"}], "lables": [{"name": "a", "value": "b"})", "/lables",
                "'lables' is no word of the Thing's contexts (the nearest is labels). What it states"}));

TEST(DeviceDescription, WordsOfAnotherContextAreNobodysMistake) {
  for (const char* own : {R"({"proccessor": "urn:x:p", "lables": "urn:x:l"})", R"({"@vocab": "urn:v:"})",
                          "\"https://example.org/unknown/context\""}) {
    const Intake intake = taken_in(R"({"@context": ["https://www.w3.org/2022/wot/td/v1.1",
      "https://w3id.org/kilograph/context/v1", )" +
                                   std::string(own) + R"(], "id": "urn:x", "title": "X", "security": "n", "lables": "l",
      "securityDefinitions": {"n": {"scheme": "nosec"}},
      "parts": [{"@type": "http://w3id.org/s3n/MicroController", "proccessor": "p", "ex:a": 1}]})");
    EXPECT_TRUE(intake.left_out.empty()) << own << ": " << intake.left_out.front().message;
  }
}

// Two cores have a memory each: that of one holds nothing that runs on the other.
TEST(DeviceDescription, MemoryOfAFurtherControllerIsNotCounted) {
  const Intake intake = taken_in(R"({"@context": ["https://www.w3.org/2022/wot/td/v1.1",
    "https://w3id.org/kilograph/context/v1"], "id": "urn:two", "title": "Two", "security": "n",
    "securityDefinitions": {"n": {"scheme": "nosec"}}, "parts": [
      {"@type": "MicroController", "processor": "Cortex-M7", "memory": [
        {"@type": "MemoryRegion", "name": "A", "kind": "working", "sizeBytes": 65536}]},
      {"@type": "MicroController", "processor": "Cortex-M4", "implements": ["https://example.org/m"], "memory": [
        {"@type": "MemoryRegion", "name": "B", "kind": "working", "sizeBytes": 1048576, "freeBytes": 2097152}]}]})");
  const DeviceFacts facts = facts_of(intake);
  EXPECT_EQ(facts.processor, "Cortex-M7");
  ASSERT_EQ(facts.regions.size(), 1u);
  EXPECT_EQ(facts.regions[0].name, "A");
  EXPECT_EQ(facts.implements, std::vector<std::string>{"https://example.org/m"});
  ASSERT_EQ(intake.left_out.size(), 2u);
  const auto is_told = [&](std::string_view words) {
    return std::ranges::any_of(intake.left_out,
                               [&](const LeftOut& value) { return value.message.find(words) != std::string::npos; });
  };
  EXPECT_TRUE(is_told("a further microcontroller ('Cortex-M4') and its memory are left out"));
  EXPECT_TRUE(is_told("at most sizeBytes, 1048576")) << "what cannot be right there is told, too";
}

TEST(DeviceDescription, ThingModelIsADevice) {
  const Intake intake = taken_in(R"({"@context": "https://www.w3.org/2022/wot/td/v1.1", "@type": "tm:ThingModel",
                                     "id": "urn:m", "title": "Lamp"})");
  EXPECT_EQ(facts_of(intake).is_thing_model, true);
  EXPECT_EQ(facts_of(intake).title, "Lamp");
}

TEST(DeviceDescription, OfASwappedRangeNeitherEndIsKept) {
  const Intake intake = taken_in(
      R"({"@context": ["https://www.w3.org/2022/wot/td/v1.1", "https://w3id.org/kilograph/context/v1"], "id": "urn:x",
          "title": "X", "security": "n", "securityDefinitions": {"n": {"scheme": "nosec"}},
          "parts": [{"@type": "Gyroscope", "rangeLow": 5, "rangeHigh": -5, "rangeUnit": "deg/s"}]})");
  ASSERT_EQ(facts_of(intake).sensors.size(), 1u);
  EXPECT_FALSE(facts_of(intake).sensors[0].range_low);
  EXPECT_FALSE(facts_of(intake).sensors[0].range_high);
  ASSERT_EQ(intake.left_out.size(), 2u);
  EXPECT_EQ(intake.left_out[0].place, "/parts/0/rangeLow");
  EXPECT_TRUE(intake.left_out[0].message.starts_with("rangeLow is 5; expected at most rangeHigh, -5."));
  EXPECT_EQ(intake.left_out[1].place, "/parts/0/rangeHigh");
}

TEST(DeviceDescription, RelativeLinkToAModelIsWarnedOf) {
  const Intake intake = taken_in(
      R"({"@context": "https://www.w3.org/2022/wot/td/v1.1", "id": "urn:x", "title": "X", "security": "n",
          "securityDefinitions": {"n": {"scheme": "nosec"}}, "links": [{"rel": "type", "href": "./lamp.tm.json"}]})");
  EXPECT_TRUE(facts_of(intake).based_on.empty());
  ASSERT_EQ(intake.warnings.size(), 1u);
  EXPECT_EQ(intake.warnings[0],
            "the link to its Thing Model <./lamp.tm.json> is relative and is left out; link to its id: X");
}

}  // namespace
}  // namespace kilograph::knowledge
