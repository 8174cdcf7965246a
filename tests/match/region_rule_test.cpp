// Which of a device's memory figures counts, and what is said of the estimate.
#include <gmock/gmock.h>

#include "match/figure.hpp"
#include "match/fit.hpp"

namespace kilograph::match {
namespace {

using namespace domain;
using testing::HasSubstr;

MemoryRegion ram(std::optional<std::uint64_t> size, std::optional<std::uint64_t> free, Basis basis = Basis::declared) {
  MemoryRegion region{.name = "RAM"};
  region.size_bytes = size;
  region.free_bytes = free;
  region.basis = basis;
  return region;
}

DeviceEntity device_of(std::vector<std::vector<MemoryRegion>> documents) {
  DeviceEntity device{.id = "urn:d", .name = "d", .documents = {}};
  for (auto& regions : documents) {
    DeviceFacts facts;
    facts.regions = std::move(regions);
    device.documents.push_back({{Basis::declared, "source " + std::to_string(device.documents.size())}, facts});
  }
  return device;
}

RegionChoice counted(const DeviceEntity& device) { return best_region(device, RegionKind::ram, FactSet::best).value(); }

TEST(RegionRule, MeasuredFreeBeforeDeclaredFreeBeforeLessReserveBeforeSize) {
  auto reserved = ram(300'000, {});
  reserved.reserved_bytes = 100'000;
  const std::vector<MemoryRegion> size{ram(400'000, {})}, less{reserved}, declared{ram({}, 150'000)},
      measured{ram({}, 90'000, Basis::measured)};
  EXPECT_EQ(counted(device_of({size})).rule, RegionRule::total);
  EXPECT_FALSE(counted(device_of({size})).is_free);
  EXPECT_EQ(counted(device_of({size, less})).bytes, 200'000U);
  EXPECT_EQ(counted(device_of({size, less})).rule, RegionRule::less_reserve);
  EXPECT_TRUE(counted(device_of({size, less})).is_free);
  EXPECT_EQ(counted(device_of({size, less, declared})).bytes, 150'000U);
  EXPECT_EQ(counted(device_of({size, less, declared, measured})).bytes, 90'000U);
  EXPECT_EQ(counted(device_of({measured, declared, less, size})).rule, RegionRule::measured_free);
  EXPECT_EQ(counted(device_of({size, less, declared, measured})).source.by, "source 3");
}

TEST(RegionRule, OfOneRuleTheFirstDocumentCountsWithItsLargestRegion) {
  const DeviceEntity device = device_of({{ram({}, 10), ram({}, 30), ram(99, {})}, {ram({}, 50)}});
  EXPECT_EQ(counted(device).bytes, 30U);
  EXPECT_EQ(region_choices(device, RegionKind::ram, FactSet::best).size(), 4U);
}

TEST(RegionRule, PlatformsReserveIsNamedWithItsEvidence) {
  DeviceEntity device = device_of({{ram(270'336, {})}});
  device.documents[0].facts.mcu = "rp2040";
  device.documents[0].facts.labels = {{"framework", "arduino"}};
  const RegionChoice choice = counted(device);
  EXPECT_EQ(choice.bytes, 217'680U);
  EXPECT_THAT(choice.reserve, HasSubstr("52,656 B that arduino usually takes (Blink"));
}

TEST(RegionRule, AReserveLargerThanTheRegionLeavesNothing) {
  auto region = ram(100, {});
  region.reserved_bytes = 200;
  EXPECT_EQ(counted(device_of({{region}})).bytes, 0U);
}

TEST(RegionRule, NothingReservedIsAStatementToo) {
  auto region = ram(100, {});
  region.reserved_bytes = 0;
  EXPECT_EQ(counted(device_of({{region}})).rule, RegionRule::less_reserve);
  EXPECT_EQ(counted(device_of({{region}})).bytes, 100U);
}

TEST(RegionRule, AFlashThatRunsNoCodeCountsOnlyAlone) {
  auto inner = ram(1'000, {}), outer = ram(9'000, {});
  inner.kind = outer.kind = RegionKind::flash;
  outer.executable = false;
  const auto bytes = [](std::vector<MemoryRegion> regions) {
    return best_region(device_of({std::move(regions)}), RegionKind::flash, FactSet::best).value().bytes;
  };
  EXPECT_EQ(bytes({inner, outer}), 1'000U);
  EXPECT_EQ(bytes({outer}), 9'000U);
  outer.executable = true;
  EXPECT_EQ(bytes({inner, outer}), 9'000U);
}

TEST(RegionRule, OnlyFreeBytesOfTheStudyCountWithItsFacts) {
  auto reserved = ram(300'000, {});
  reserved.reserved_bytes = 1;
  reserved.by = kPublishedStudy;
  EXPECT_FALSE(best_region(device_of({{reserved}}), RegionKind::ram, FactSet::published));
}

Judge judging() {
  Runtime runtime{.id = "tflm", .title = {}, .kernels = "reference", .number_formats = {}, .source = {}, .code = {}};
  return {.runtimes = {runtime}, .kinds = {RequirementKind::working_memory}};
}

ModelEntity model_of(std::uint64_t bytes) {
  ModelFacts facts;
  facts.memory = {{.bytes = bytes,
                   .runtime = "tflm",
                   .kernels = "reference",
                   .pointer_bits = 32,
                   .abi = "arm32",
                   .basis = Basis::measured,
                   .by = "a test"}};
  return {.id = "urn:m", .name = "m", .documents = {{{Basis::measured, "a test"}, facts}}};
}

TEST(RegionRule, AnEstimateGivesAVerdictAndSaysSo) {
  auto region = ram(300'000, {});
  region.reserved_bytes = 100'000;
  DeviceEntity device = device_of({{region}});
  device.documents[0].facts.processor = "Cortex-M4";
  const Verdict fits = judge(model_of(150'000), device, judging());
  EXPECT_EQ(fits.answer, Answer::fits);
  EXPECT_EQ(fits.lines[0].available, "200,000 B usually free in RAM");
  EXPECT_THAT(fits.lines[0].note,
              HasSubstr("estimated: RAM has 300,000 B, less 100,000 B that are stated to be reserved"));
  EXPECT_EQ(judge(model_of(250'000), device, judging()).answer, Answer::does_not_fit);
}

TEST(RegionRule, CoresThatNobodyKnowsAreNotTakenForArm) {
  DeviceEntity device = device_of({{ram({}, 300'000)}});
  device.documents[0].facts.mcu = "gizmo9000";
  const Verdict unknown = judge(model_of(1'000), device, judging());
  EXPECT_EQ(unknown.answer, Answer::unknown);
  EXPECT_THAT(unknown.lines[0].note, HasSubstr("the core of gizmo9000 is not known here"));
  device.documents[0].facts.mcu = "atmega328p";
  EXPECT_THAT(judge(model_of(1'000), device, judging()).lines[0].note,
              HasSubstr("no runtime that is known here was built for avr"));
  device.documents[0].facts.mcu = "nrf52840";
  EXPECT_EQ(judge(model_of(1'000), device, judging()).answer, Answer::fits);
}

}  // namespace
}  // namespace kilograph::match
