// Custom operators that the runtime brings. That whole plans equal the wheels is for tests/oracle/wheel to say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "inspect/hand_made_models.hpp"
#include "inspect/plan/memory_plan.hpp"

namespace kilograph::inspect {
namespace {

using domain::CustomOption;
using domain::Model;
using domain::Tensor;
using domain::TensorType;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;
using tests::tensor;

const PlanTarget kWheel{"tflm-2026-10", "reference", Abi::host64};
const PlanTarget kEarlier{"tflm-2025-01", "reference", Abi::host64};
const PlanTarget kArm{"tflm-2026-08", "reference", Abi::arm32};

// One operator over `inputs` that makes `outputs`.
Model model_of(const std::string& name, const std::vector<Tensor>& inputs, const std::vector<Tensor>& outputs,
               std::vector<CustomOption> options) {
  domain::Subgraph main{"main", inputs, {}, {}, {}};
  domain::Operator op;
  op.name = "CUSTOM:" + name;
  op.options.custom = std::move(options);
  main.tensors.insert(main.tensors.end(), outputs.begin(), outputs.end());
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(main.tensors.size()); ++i)
    (i < static_cast<std::int32_t>(inputs.size()) ? op.inputs : op.outputs).push_back(i);
  main.inputs = op.inputs;
  main.outputs = op.outputs;
  main.operators = {op};
  Model model;
  model.subgraphs = {main};
  return model;
}

// What the operator takes of the tail: what for, and bytes.
std::vector<std::pair<std::string, std::uint64_t>> items_of(const Model& model, const PlanTarget& target) {
  std::vector<std::pair<std::string, std::uint64_t>> items;
  const MemoryPlan planned = plan(model, target).value();
  for (const TailItem& item : planned.arena.value().tail_items) {
    const std::size_t at = item.what.find("operator 0");
    if (at != std::string::npos) items.emplace_back(item.what.substr(0, at), item.bytes);
  }
  return items;
}

Model transform(std::vector<CustomOption> options) {
  return model_of("SignalRfft", {tensor({512}, TensorType::int16)}, {tensor({514}, TensorType::int16)},
                  std::move(options));
}

TEST(PlanCustom, TransformKeepsItsTurnsAndCopiesAFrame) {
  const Model model = transform({{"T", 7}, {"fft_length", 512}});
  EXPECT_THAT(items_of(model, kWheel), ElementsAre(Pair("data of ", 48), Pair("state of the transform, ", 2848)));
  EXPECT_THAT(items_of(model, kArm), ElementsAre(Pair("data of ", 32), Pair("state of the transform, ", 2836)));
  const MemoryPlan planned = plan(model, kWheel).value();
  EXPECT_TRUE(planned.exact());
  EXPECT_EQ(planned.arena->buffers.back().bytes, 1024u);
  EXPECT_TRUE(planned.arena->buffers.back().is_scratch());
}

TEST(PlanCustom, FramerRoundsItsRingToWholeSteps) {
  const Model model = model_of("SignalFramer", {tensor({2, 160}, TensorType::int16)},
                               {tensor({2, 1, 400}, TensorType::int16), tensor({}, TensorType::boolean)},
                               {{"frame_size", 400}, {"frame_step", 160}, {"prefill", 1}});
  EXPECT_THAT(items_of(model, kWheel),
              ElementsAre(Pair("data of ", 40), Pair("pointers to memories, ", 16), Pair("pointers to rings, ", 16),
                          Pair("ring, ", 1960), Pair("ring, ", 1960)));  // 40 and two rings of 480
}

TEST(PlanCustom, DetectionAsksForElevenBuffers) {
  const auto made = [](domain::Shape shape) { return tensor(std::move(shape), TensorType::float32); };
  const Model model = model_of("TFLite_Detection_PostProcess", {made({1, 100, 4}), made({1, 100, 3}), made({100, 4})},
                               {made({1, 10, 4}), made({1, 10}), made({1, 10}), made({1})},
                               {{"max_detections", 10}, {"num_classes", 2}, {"nms_iou_threshold", {}}});
  const MemoryPlan planned = plan(model, kEarlier).value();
  EXPECT_TRUE(planned.exact());
  std::vector<std::uint64_t> bytes;
  for (const PlannedBuffer& buffer : planned.arena->buffers)
    if (buffer.is_scratch()) bytes.push_back(buffer.bytes);
  EXPECT_THAT(bytes, ElementsAre(112, 1600, 1200, 400, 400, 4000, 4000, 400, 4000, 4000, 4000));
}

TEST(PlanCustom, GivesNoFigureWithoutTheOptionsThatDecide) {
  const auto why = [](std::vector<CustomOption> options) {
    const MemoryPlan planned = plan(transform(std::move(options)), kWheel).value();
    EXPECT_TRUE(planned.starts());
    EXPECT_FALSE(planned.exact());
    EXPECT_FALSE(planned.arena);
    return planned.doubts.at(0);
  };
  const std::string unknown = "what memory CUSTOM:SignalRfft takes is not known: its option ";
  EXPECT_EQ(why({}), unknown + "fft_length is not there");
  EXPECT_EQ(why({{"T", 7}, {"fft_length", {}}}), unknown + "fft_length is not there");
  EXPECT_EQ(why({{"T", 7}, {"fft_length", 511}}), unknown + "fft_length is odd");
  EXPECT_EQ(why({{"T", 7}, {"fft_length", -2}}), unknown + "fft_length is -2");
  EXPECT_EQ(why({{"T", 7}, {"fft_length", 1 << 30}}), unknown + "fft_length is 1073741824");
  EXPECT_EQ(why({{"T", 0}, {"fft_length", 512}}), unknown + "T is another type than its input's");
}

TEST(PlanCustom, KeepsNoStatesBeyondCounting) {
  const Model model = model_of("SignalDelay", {tensor({1 << 20, 1}, TensorType::int16)},
                               {tensor({1 << 20, 1}, TensorType::int16)}, {{"delay_length", 1}});
  const MemoryPlan planned = plan(model, kWheel).value();
  EXPECT_FALSE(planned.arena);
  EXPECT_THAT(planned.doubts, Each(HasSubstr("it keeps 1048576 states")));
}

TEST(PlanCustom, RefusesOutputsThatKernelsDo) {
  const auto why = [](const std::string& name, domain::Shape input, domain::Shape output, TensorType written) {
    const TensorType read = name == "CIRCULAR_BUFFER" ? TensorType::int8 : TensorType::int16;
    const Model model = model_of(name, {tensor(std::move(input), read)}, {tensor(std::move(output), written)},
                                 {{"fft_length", 512}, {"T", 7}});
    const auto refused = plan(model, kWheel).value().refusals;
    return refused.empty() ? "" : refused.front();
  };
  EXPECT_THAT(why("SignalRfft", {512}, {514}, TensorType::int8), HasSubstr("writes int8, its kernel only int16"));
  EXPECT_THAT(why("SignalRfft", {1, 512}, {514}, TensorType::int16), HasSubstr("an output of 1 dimensions"));
  EXPECT_THAT(why("SignalOverlapAdd", {2, 4}, {2, 4}, TensorType::int16), HasSubstr("its kernel takes 1"));
  EXPECT_THAT(why("CIRCULAR_BUFFER", {1, 1, 1, 5}, {1, 3, 1, 6}, TensorType::int8),
              HasSubstr("in more than its second dimension"));
  EXPECT_EQ(why("CIRCULAR_BUFFER", {1, 1, 1, 5}, {1, 3, 1, 5}, TensorType::int8), "");
  EXPECT_EQ(why("SignalRfft", {512}, {514}, TensorType::int16), "");
}

TEST(PlanCustom, DecodingIsAnEstimate) {
  Tensor coded = tensor({8}, TensorType::uint8);
  coded.is_constant = true;
  Model model = model_of("TFLM_DECODE", {coded, coded}, {tensor({4, 4}, TensorType::int8)}, {});
  model.subgraphs[0].inputs.clear();
  const MemoryPlan planned = plan(model, kWheel).value();
  EXPECT_THAT(planned.doubts, ElementsAre("CUSTOM:TFLM_DECODE: how its constants are coded is not read"));
  EXPECT_LT(planned.arena->used.low, planned.arena->used.best);
  EXPECT_GT(planned.arena->used.high, planned.arena->used.best);
  EXPECT_THAT(plan(model, kEarlier)->refusals, ElementsAre("CUSTOM:TFLM_DECODE is no operator of this runtime"));
}

TEST(PlanCustom, BoundsWhatWasMeasuredOnTheHostAlone) {
  const MemoryPlan planned = plan(transform({{"T", 7}, {"fft_length", 512}}), kArm).value();
  EXPECT_THAT(planned.doubts, ElementsAre("CUSTOM:SignalRfft: measured on an earlier version alone"));
  EXPECT_THAT(planned.refusals, IsEmpty());
  EXPECT_LT(planned.arena->used.low, planned.arena->used.high);
}

}  // namespace
}  // namespace kilograph::inspect
