// What a model's plans add to a verdict: bounds where they are estimates, and refusals to start.
#include <gmock/gmock.h>

#include "match/samples.hpp"

namespace kilograph::match {
namespace {

using namespace domain;
using namespace tests;
using ::testing::HasSubstr;
using Kind = RequirementKind;

Verdict judged(const ModelEntity& model, const DeviceEntity& device) { return judge(model, device, kBest); }

TEST(Estimate, BoundsProveAYesAboveAndANoBelow) {
  ModelEntity model = camera_model();
  MemoryRequirement bounds = arena(120'000, "tflm-2026-08", 32);
  bounds.least_bytes = 100'000;
  facts_of(model).memory = {bounds, program(1)};
  DeviceEntity device = camera_board();
  const auto with_free = [&](std::uint64_t bytes) {
    facts_of(device).regions = {region(RegionKind::ram, bytes, 262'144), region(RegionKind::flash, 300'000)};
    return *line_of(judged(model, device), Kind::working_memory);
  };
  EXPECT_EQ(with_free(120'000).status, Status::met);
  EXPECT_EQ(with_free(119'999).status, Status::unknown);
  EXPECT_EQ(with_free(100'000).status, Status::unknown);
  EXPECT_EQ(with_free(99'999).status, Status::unmet);
  EXPECT_EQ(with_free(110'000).required, "100,000 to 120,000 B");
  EXPECT_EQ(with_free(110'000).required_least_bytes, 100'000u);
  EXPECT_THAT(with_free(110'000).note, HasSubstr("from 120,000 B free it surely starts, below 100,000 B surely not"));
}

TEST(Estimate, AnExactFigureIsPreferredToBounds) {
  ModelEntity model = camera_model();
  MemoryRequirement bounds = arena(200'000, "tflm-2026-08", 32);
  bounds.least_bytes = 50'000;
  facts_of(model).memory = {bounds, arena(80'000, "tflm-2026-08", 32), program(1)};
  EXPECT_EQ(line_of(judged(model, camera_board()), Kind::working_memory)->required, "80,000 B");
}

TEST(Refusal, ARefusalToStartIsANo) {
  ModelEntity model = camera_model();
  facts_of(model).refusals = {{"tflm-2026-08", "", "CONV_2D is hybrid", Basis::planned, "kilograph"}};
  facts_of(model).memory = {program(1)};
  const Verdict verdict = judged(model, camera_board());
  const auto* line = line_of(verdict, Kind::operators);
  EXPECT_EQ(line->status, Status::unmet);
  EXPECT_EQ(line->note, "the model does not start on tflm-2026-08: CONV_2D is hybrid");
  facts_of(model).refusals[0].kernels = "esp-nn";
  EXPECT_NE(line_of(judged(model, camera_board()), Kind::operators)->status, Status::unmet);
  facts_of(model).refusals[0].kernels.clear();
  MemoryRequirement ran = arena(90'000, "tflm-2026-08", 32);
  ran.basis = Basis::measured;
  facts_of(model).memory = {ran, program(1)};
  EXPECT_NE(line_of(judged(model, camera_board()), Kind::operators)->status, Status::unmet);
}

}  // namespace
}  // namespace kilograph::match
