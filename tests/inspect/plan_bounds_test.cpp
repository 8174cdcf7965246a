// Targets without measured figures: estimates whose bounds hold what is known.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.hpp"
#include "ingest/tflite/model_reader.hpp"
#include "inspect/plan/memory_plan.hpp"
#include "reference_models.hpp"
#include "shared_data.hpp"

namespace kilograph::inspect {
namespace {

using testing::HasSubstr;

constexpr const char* kToday = "tflm-2026-08";

void expect_ordered(const ByteRange& range) {
  EXPECT_LE(range.low, range.best);
  EXPECT_LE(range.best, range.high);
}

domain::Model read(const std::filesystem::path& path) {
  const Bytes bytes = read_file(path, 16 << 20).value();
  return ingest::read_model(bytes, path.stem().string(), {}).value();
}

// One convolution of int8 with a 3×3 filter over 10×10×5, four filters.
domain::Model convolution(std::int32_t filter, std::int32_t height) {
  const auto tensor = [](domain::Shape shape) {
    domain::Tensor made;
    made.spec.type = domain::TensorType::int8;
    made.spec.shape = std::move(shape);
    made.scales = {0.5F};
    made.zero_points = {0};
    return made;
  };
  domain::Tensor weights = tensor({4, height == 1 ? 1 : filter, filter, 5});
  weights.is_constant = true;
  domain::Operator op;
  op.name = "CONV_2D";
  op.inputs = {0, 1};
  op.outputs = {2};
  op.options.padding = domain::Padding::same;
  op.options.stride_height = op.options.stride_width = 1;
  domain::Model model;
  model.subgraphs = {
      domain::Subgraph{"main", {tensor({1, height, 10, 5}), weights, tensor({1, height, 10, 4})}, {0}, {2}, {op}}};
  return model;
}

std::uint64_t scratch_bytes(const domain::Model& model, const std::string& kernels, Abi abi = Abi::arm32) {
  const MemoryPlan planned = plan(model, {kToday, kernels, abi}).value();
  std::uint64_t bytes = 0;
  for (const PlannedBuffer& buffer : planned.arena.value().buffers) bytes += buffer.is_scratch() ? buffer.bytes : 0;
  return bytes;
}

TEST(PlanBounds, VectorKernelsUnfoldFourColumns) {
  EXPECT_EQ(scratch_bytes(convolution(3, 10), "cmsis-nn-mve"), 64u * 3);  // 45 values in three vectors of 16
  EXPECT_EQ(scratch_bytes(convolution(3, 10), "cmsis-nn-dsp"), 192u);     // two columns of 48 int16
  EXPECT_EQ(scratch_bytes(convolution(3, 10), "cmsis-nn"), 192u);
  EXPECT_EQ(scratch_bytes(convolution(1, 10), "cmsis-nn-mve"), 0u);
  EXPECT_EQ(scratch_bytes(convolution(3, 10), "reference"), 0u);
  EXPECT_GT(scratch_bytes(convolution(3, 10), "esp-nn", Abi::xtensa), 12u * 12 * 5);  // a padded copy of the input
}

TEST(PlanBounds, NeverClaimsWhatWasNotMeasured) {
  const domain::Model model = convolution(3, 10);
  for (const PlanTarget& target :
       {PlanTarget{kToday, "cmsis-nn", Abi::arm32}, PlanTarget{kToday, "reference", Abi::riscv32},
        PlanTarget{kToday, "esp-nn", Abi::xtensa}}) {
    SCOPED_TRACE(to_text(target));
    const MemoryPlan planned = plan(model, target).value();
    EXPECT_FALSE(planned.exact());
    EXPECT_THAT(planned.doubts.front(), HasSubstr("no figure was measured with " + target.kernels + " kernels on"));
    EXPECT_FALSE(planned.arena->used.exact());
    EXPECT_FALSE(planned.arena->minimum.exact());
  }
}

TEST(PlanBounds, HoldTheFiguresOfTheNextOfKin) {
  KG_NEEDS_SHARED("reference/models");
  for (const auto& path : tests::models_below(tests::shared("reference/models"))) {
    SCOPED_TRACE(path.filename().string());
    const domain::Model model = read(path);
    const MemoryPlan arm = plan(model, {kToday, "reference", Abi::arm32}).value();
    const MemoryPlan risc = plan(model, {kToday, "reference", Abi::riscv32}).value();
    EXPECT_EQ(arm.starts(), risc.starts());
    if (!arm.arena || !risc.arena) continue;
    EXPECT_EQ(arm.arena->head.best, risc.arena->head.best);  // tensors are the same
    EXPECT_LE(risc.arena->used.low, arm.arena->used.best);   // enumerations are wider there
    EXPECT_GE(risc.arena->used.high, arm.arena->used.best);
    const MemoryPlan host = plan(model, {kToday, "reference", Abi::host64}).value();
    EXPECT_LT(risc.arena->used.high, host.arena->used.best + arm.arena->used.best);
  }
}

TEST(PlanBounds, AreOrderedForEveryModelOnEveryTarget) {
  KG_NEEDS_SHARED("reference");
  std::size_t plans = 0;
  for (const char* folder : {"reference/models", "reference/models_more"}) {
    for (const auto& path : tests::models_below(tests::shared(folder))) {
      const domain::Model model = read(path);
      for (const PlanTarget& target : plan_targets()) {
        SCOPED_TRACE(path.filename().string() + " on " + to_text(target));
        const auto planned = plan(model, target);
        if (!planned || !planned->arena) continue;
        const Arena& arena = *planned->arena;
        for (const ByteRange& range : {arena.head, arena.tail, arena.used, arena.minimum}) expect_ordered(range);
        EXPECT_GE(arena.minimum.best, arena.used.best);
        EXPECT_GE(arena.head.best, arena.peak.bytes);
        EXPECT_EQ(planned->exact(), arena.used.exact());
        ++plans;
      }
    }
  }
  EXPECT_GT(plans, 500u);
}

}  // namespace
}  // namespace kilograph::inspect
