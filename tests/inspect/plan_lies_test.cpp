// Models that lie: never a wrong figure shown as exact.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "inspect/plan/memory_plan.hpp"

namespace kilograph::inspect {
namespace {

using domain::Model;
using domain::Operator;
using domain::Tensor;
using domain::TensorType;
using testing::ElementsAre;
using testing::HasSubstr;

const PlanTarget kArm{"tflm-2026-08", "reference", Abi::arm32};

Tensor int8_tensor(domain::Shape shape) {
  Tensor made;
  made.spec.name = "activation";
  made.spec.type = TensorType::int8;
  made.spec.shape = std::move(shape);
  made.scales = {0.25F};
  made.zero_points = {0};
  return made;
}

// A 3×3 convolution over 8×8×2, four filters.
Model convolution() {
  Tensor weights = int8_tensor({4, 3, 3, 2});
  weights.is_constant = true;
  weights.spec.name = "weights";
  Operator op;
  op.name = "CONV_2D";
  op.version = 3;
  op.inputs = {0, 1};
  op.outputs = {2};
  op.options.stride_height = op.options.stride_width = 1;
  op.options.padding = domain::Padding::same;
  Model model;
  model.subgraphs = {
      domain::Subgraph{"main", {int8_tensor({1, 8, 8, 2}), weights, int8_tensor({1, 8, 8, 4})}, {0}, {2}, {op}}};
  return model;
}

std::string error_of(const Model& model) {
  const auto planned = plan(model, kArm);
  return planned ? "" : planned.error().to_text();
}

TEST(PlanLies, TheModelItselfIsExact) { EXPECT_TRUE(plan(convolution(), kArm).value().exact()); }

TEST(PlanLies, NamesTensorAndOperatorOfASizeThatCannotBe) {
  Model model = convolution();
  model.subgraphs[0].tensors[2].spec.shape = {1, -1, 8, 4};
  EXPECT_THAT(error_of(model), HasSubstr("tensor 2 \"activation\", made by operator 0 \"CONV_2D\": its shape 1×?×8×4"));
  model.subgraphs[0].tensors[2].spec.shape = {1 << 30, 1 << 30, 4};
  EXPECT_THAT(error_of(model), HasSubstr("made by operator 0 \"CONV_2D\": it is too large to be planned"));
  model.subgraphs[0].tensors[2].spec.shape = {1 << 24, 1 << 23};
  model.subgraphs[0].tensors[0].spec.shape = {1 << 24, 1 << 24};
  EXPECT_THAT(error_of(model), HasSubstr("tensors up to here are too large"));
}

TEST(PlanLies, RefusesAnOperatorWithoutItsTensors) {
  Model model = convolution();
  model.subgraphs[0].operators[0].inputs = {0};
  EXPECT_THAT(plan(model, kArm).value().refusals, ElementsAre("CONV_2D has 1 inputs, its kernel needs 2"));
  model = convolution();
  model.subgraphs[0].operators[0].outputs = {};
  EXPECT_THAT(plan(model, kArm).value().refusals, ElementsAre("CONV_2D has 0 outputs, its kernel needs 1"));
}

TEST(PlanLies, DoubtsWeightsWithoutAScale) {
  Model model = convolution();
  model.subgraphs[0].tensors[1].scales.clear();
  const MemoryPlan planned = plan(model, kArm).value();
  EXPECT_FALSE(planned.exact());
  EXPECT_THAT(planned.doubts, ElementsAre("CONV_2D: its weights are quantized and have no scale"));
}

TEST(PlanLies, DoubtsTensorsWithoutElements) {
  Model model = convolution();
  model.subgraphs[0].tensors[0].spec.shape = {1, 0, 8, 2};
  const MemoryPlan planned = plan(model, kArm).value();
  EXPECT_FALSE(planned.exact());
  EXPECT_THAT(planned.doubts, ElementsAre("CONV_2D: its input 0 has no elements"));
  EXPECT_FALSE(planned.arena->used.exact());
}

TEST(PlanLies, DoubtsAnOperatorOfAVersionThatIsNotKnown) {
  Model model = convolution();
  model.subgraphs[0].operators[0].version = 99;
  EXPECT_THAT(plan(model, kArm).value().doubts, ElementsAre(HasSubstr("CONV_2D: version 99 is newer than")));
}

}  // namespace
}  // namespace kilograph::inspect
