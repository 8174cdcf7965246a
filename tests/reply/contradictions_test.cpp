// Sources that disagree: which of them counts, by which rule, and that verdicts go by it.
#include "reply/contradictions.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "reply/workplace.hpp"

namespace kilograph::reply {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using namespace domain;

DocumentFacts<DeviceFacts> board(Basis basis, const std::string& by, std::uint64_t clock) {
  DeviceFacts facts;
  facts.clock_hz = clock;
  return {{basis, by}, facts};
}

TEST(Contradictions, TheOrderOfDocumentsIsTheRule) {
  DeviceEntity device{"urn:d", "d", {board(Basis::measured, "ada", 60), board(Basis::declared, "sheet", 64)}};
  auto found = contradictions_of(device);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].fact, "clock in Hz");
  EXPECT_EQ(found[0].counted.value, "60");
  EXPECT_EQ(found[0].counted.source.by, "ada");
  EXPECT_EQ(found[0].others.at(0).value, "64");
  EXPECT_EQ(found[0].rule, "measured counts before declared");
  device.documents[0].source.basis = Basis::declared;
  EXPECT_EQ(contradictions_of(device).at(0).rule, "of equal standing, the newest counts");
  device.bases = {
      std::make_shared<const DeviceEntity>(DeviceEntity{"urn:b", "b", {board(Basis::measured, "maker", 80)}})};
  device.documents.pop_back();
  found = contradictions_of(device);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].counted.value, "60");
  EXPECT_EQ(found[0].rule, "what it states itself counts before what it is based on");
  device.bases.clear();
  EXPECT_THAT(contradictions_of(device), IsEmpty());
}

DocumentFacts<DeviceFacts> memory(const std::string& by, Basis basis, std::uint64_t free_bytes) {
  DeviceFacts facts;
  facts.regions = {
      {.name = "SRAM", .kind = RegionKind::ram, .size_bytes = 1'000, .free_bytes = free_bytes, .basis = basis}};
  return {{Basis::declared, by}, facts};
}

TEST(Contradictions, OfMemoryTheRuleOfRegionsHolds) {
  const DeviceEntity device{"urn:d", "d", {memory("sheet", Basis::declared, 900), memory("elf", Basis::measured, 700)}};
  const auto found = contradictions_of(device);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].counted.value, "700 B (measured free)");
  EXPECT_EQ(found[0].counted.source.by, "elf");
  EXPECT_EQ(found[0].others.at(0).value, "900 B (declared free)");
  EXPECT_EQ(found[0].rule, "measured free counts before declared free");
  const DeviceEntity agreed{"urn:d", "d", {memory("sheet", Basis::declared, 900), memory("b", Basis::measured, 900)}};
  EXPECT_THAT(contradictions_of(agreed), IsEmpty());
}

TEST(Contradictions, OfWorkingMemoryTheLargestEvidentFigureCounts) {
  const auto figure = [](Basis basis, std::uint64_t bytes) {
    ModelFacts facts;
    facts.memory = {{.bytes = bytes, .runtime = "tflm-2021", .pointer_bits = 32, .basis = basis}};
    return DocumentFacts<ModelFacts>{{basis, std::string(name_of(basis))}, facts};
  };
  const ModelEntity model{
      "urn:m", "m", {figure(Basis::measured, 800), figure(Basis::planned, 720), figure(Basis::declared, 9'000)}};
  const auto found = contradictions_of(model);
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].fact, HasSubstr("working memory for tflm-2021"));
  EXPECT_EQ(found[0].counted.value, "800 B");
  ASSERT_THAT(found[0].others, SizeIs(2));
  EXPECT_EQ(found[0].others[0].value, "720 B");
  EXPECT_EQ(found[0].others[1].value, "9,000 B");
  EXPECT_THAT(found[0].rule, HasSubstr("the largest"));
  const ModelEntity agreed{"urn:m", "m", {figure(Basis::measured, 700), figure(Basis::planned, 720)}};
  EXPECT_THAT(contradictions_of(agreed), IsEmpty()) << "it used less than it must be given";
}

class ContradictoryCatalogue : public tests::Workplace {
 protected:
  nlohmann::json json_of(std::string_view verb, tests::Values values) {
    const auto answered = run(verb, values);
    if (!answered) ADD_FAILURE() << answered.error().to_text();
    return answered ? nlohmann::json::parse(json_text(*answered)) : nlohmann::json();
  }
};

// A model's file and a table of figures, a board of a list and its owner's description: each says another thing.
TEST_F(ContradictoryCatalogue, SaysInEachAnswerWhichSourceWonAndWhy) {
  ask<AddAnswer>("add", {{"path", write_sample("tiny.tflite", "tiny_float")}});
  const auto planned = ask<ModelAnswer>("show", {{"name", "tiny"}});
  const auto key = std::ranges::find_if(planned.model.documents.front().facts.memory, [](const auto& one) {
    return one.runtime == "tflm-2026-08" && one.abi == "arm32" && one.kernels == "reference" && one.is_exact();
  });
  ASSERT_NE(key, planned.model.documents.front().facts.memory.end());
  const std::uint64_t more = key->bytes + 64;
  ask<AddAnswer>(
      "add", {{"path", write("figures.csv", "model,arm32_ref_arena_used_bytes\ntiny," + std::to_string(more) + "\n")}});
  const std::string device = R"({"@context": ["https://www.w3.org/2022/wot/td/v1.1",
    "https://w3id.org/kilograph/context/v1"], "id": "https://w3id.org/kilograph/id/board/platformio/pico",
    "title": "Pico", "security": "n", "securityDefinitions": {"n": {"scheme": "nosec"}}, "parts": [
      {"@type": "MicroController", "clockHz": 125000000, "memory": [
        {"@type": "MemoryRegion", "name": "RAM", "kind": "working", "freeBytes": 2000},
        {"@type": "MemoryRegion", "name": "flash", "kind": "program", "freeBytes": 1000000}]}]})";
  ask<AddAnswer>("add", {{"path", write("pico.json", R"({"build": {"mcu": "rp2040", "f_cpu": "133000000L"},
    "name": "Pico", "vendor": "Raspberry Pi", "url": "https://example.org", "frameworks": ["arduino"],
    "upload": {"maximum_ram_size": 270336, "maximum_size": 2097152}})")},
                         {"path", write("pico.td.json", device)}});
  const auto shown_model = json_of("show", {{"name", "tiny"}});
  ASSERT_FALSE(shown_model["contradictions"].empty());
  const auto& of_model = shown_model["contradictions"][0];
  EXPECT_EQ(of_model["of"], "model");
  EXPECT_THAT(of_model["rule"].get<std::string>(), HasSubstr("the largest"));
  const auto shown_device = json_of("show", {{"name", "Pico"}});
  ASSERT_FALSE(shown_device["contradictions"].empty()) << shown_device.dump(1);
  EXPECT_EQ(shown_device["contradictions"][0]["fact"], "clock in Hz");
  const std::string clock = std::to_string(shown_device["clock_hz"].get<std::uint64_t>());
  std::string counted = shown_device["contradictions"][0]["counted"]["value"];
  std::erase(counted, ',');
  EXPECT_EQ(counted, clock) << "the one that counts elsewhere";
  const auto why = json_of("why", {{"model", "tiny"}, {"device", "Pico"}});
  EXPECT_EQ(why["contradictions"].size(), shown_model["contradictions"].size() + shown_device["contradictions"].size());
  const auto fit = json_of("fit", {{"model", "tiny"}, {"device", "Pico"}});
  EXPECT_EQ(fit["verdict"], why["verdict"]);
  for (const auto& line : why["requirements"]) {
    if (line["kind"] == "working-memory") {
      EXPECT_EQ(line["required"], more) << "the larger of two that are evident";
    }
  }
}

}  // namespace
}  // namespace kilograph::reply
