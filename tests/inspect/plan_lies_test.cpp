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
using testing::IsEmpty;

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

std::vector<std::string> refusals(const Model& model) { return plan(model, kArm).value().refusals; }
std::vector<std::string> doubts(const Model& model) { return plan(model, kArm).value().doubts; }

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

TEST(PlanLies, RefusesWeightsWithoutAScale) {
  Model model = convolution();
  model.subgraphs[0].tensors[1].scales.clear();
  EXPECT_THAT(refusals(model), ElementsAre("CONV_2D has quantized weights without a scale, tensor 1 \"weights\""));
}

TEST(PlanLies, RefusesAnActivationThatIsLimitedByNoScale) {
  Model model = convolution();
  model.subgraphs[0].tensors[2].scales.clear();
  EXPECT_THAT(doubts(model), ElementsAre("CONV_2D: its quantized output has no scale"));
  model.subgraphs[0].operators[0].options.activation = domain::Activation::relu6;
  EXPECT_THAT(refusals(model), ElementsAre(HasSubstr("quantized output without a scale, tensor 2 \"activation\"")));
}

TEST(PlanLies, RefusesAConvolutionThatWritesAnotherType) {
  Model model = convolution();
  model.subgraphs[0].tensors[2].spec.type = TensorType::int16;
  EXPECT_THAT(refusals(model),
              ElementsAre("CONV_2D cannot be prepared: it reads int8 and writes int16 to tensor 2 \"activation\""));
}

TEST(PlanLies, SaysThatTheInputOrTheWeightsAreMissing) {
  Model model = convolution();
  model.subgraphs[0].operators[0].inputs[0] = -1;
  EXPECT_THAT(refusals(model), ElementsAre("CONV_2D has no input, which its kernel needs"));
  model.subgraphs[0].operators[0].inputs = {0, -1};
  EXPECT_THAT(refusals(model), ElementsAre("CONV_2D has no weights, which its kernel needs"));
}

TEST(PlanLies, GivesNoFigureForAWindowWithoutItsOptions) {
  Model model = convolution();
  model.subgraphs[0].operators[0].options = {};
  EXPECT_FALSE(plan(model, kArm).value().arena);
  EXPECT_THAT(doubts(model), ElementsAre("CONV_2D: its options (padding, strides) are missing"));
  model = convolution();
  model.subgraphs[0].operators[0].options.stride_width = 0;
  EXPECT_THAT(doubts(model), ElementsAre("CONV_2D: its stride is below 1"));
}

// One operator over the tensors, of which the last is its output.
Model of(const std::string& name, const std::vector<domain::Shape>& shapes) {
  Model model = convolution();
  domain::Subgraph& main = model.subgraphs[0];
  Operator& op = main.operators[0];
  op.name = name;
  op.version = 1;
  op.inputs.clear();
  main.tensors.clear();
  main.inputs.clear();
  for (const domain::Shape& shape : shapes) {
    op.inputs.push_back(static_cast<std::int32_t>(main.tensors.size()));
    main.tensors.push_back(int8_tensor(shape));
  }
  op.inputs.pop_back();
  main.inputs = op.inputs;
  main.outputs = op.outputs = {static_cast<std::int32_t>(shapes.size()) - 1};
  return model;
}

TEST(PlanLies, RefusesAReshapeToAnotherNumberOfElements) {
  EXPECT_TRUE(plan(of("RESHAPE", {{1, 6}, {2, 3}}), kArm).value().exact());
  EXPECT_THAT(refusals(of("RESHAPE", {{1, 6}, {2, 9}})),
              ElementsAre("RESHAPE is to make 2×9 for tensor 1 \"activation\" of 1×6, another number of elements"));
}

struct ShapeCase {
  std::string name;
  std::vector<domain::Shape> holds;
  std::vector<domain::Shape> lies;
};

class PlanOutputShape : public testing::TestWithParam<ShapeCase> {};

TEST_P(PlanOutputShape, IsDoubtedWhereItDoesNotFollow) {
  const auto made = [&](const std::vector<domain::Shape>& shapes) {
    Model model = of(GetParam().name, shapes);
    domain::OperatorOptions& options = model.subgraphs[0].operators[0].options;
    options.filter_height = options.filter_width = 2;
    options.stride_height = options.stride_width = 2;
    options.padding = domain::Padding::valid;
    options.axis = -1;
    model.subgraphs[0].tensors[1].is_constant = GetParam().name == "FULLY_CONNECTED";
    return model;
  };
  EXPECT_THAT(doubts(made(GetParam().holds)), IsEmpty());
  EXPECT_THAT(doubts(made(GetParam().lies)), ElementsAre(HasSubstr("does not follow from its inputs")));
  EXPECT_FALSE(plan(made(GetParam().lies), kArm).value().arena->used.exact());
}

INSTANTIATE_TEST_SUITE_P(
    Operators, PlanOutputShape,
    testing::Values(
        ShapeCase{"CONV_2D", {{1, 9, 8, 2}, {4, 3, 3, 2}, {1, 4, 3, 4}}, {{1, 9, 8, 2}, {4, 3, 3, 2}, {1, 4, 4, 4}}},
        ShapeCase{"CONV_2D", {{1, 9, 8, 2}, {4, 3, 3, 1}, {1, 4, 3, 4}}, {{1, 9, 8, 2}, {4, 3, 3, 3}, {1, 4, 3, 4}}},
        ShapeCase{"DEPTHWISE_CONV_2D",
                  {{1, 8, 8, 2}, {1, 3, 3, 4}, {1, 3, 3, 4}},
                  {{1, 8, 8, 2}, {1, 3, 3, 4}, {1, 3, 3, 2}}},
        ShapeCase{"MAX_POOL_2D", {{1, 8, 8, 2}, {1, 4, 4, 2}}, {{1, 8, 8, 2}, {1, 4, 12, 2}}},
        ShapeCase{"FULLY_CONNECTED", {{1, 2, 6}, {5, 6}, {1, 2, 5}}, {{1, 7}, {5, 6}, {1, 5}}},
        ShapeCase{"FULLY_CONNECTED", {{1, 2, 6}, {5, 6}, {2, 5}}, {{1, 2, 6}, {5, 6}, {3, 5}}},
        ShapeCase{"ADD", {{1, 8, 8}, {1, 1, 8}, {1, 8, 8}}, {{1, 8, 8}, {1, 8, 9}, {1, 8, 8}}},
        ShapeCase{"CONCATENATION", {{1, 3}, {1, 4}, {1, 7}}, {{1, 3}, {1, 4}, {1, 21}}},
        ShapeCase{"LOGISTIC", {{1, 3}, {1, 3}}, {{1, 3}, {1, 9}}}));

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

// A convolution with an offline plan of these words.
MemoryPlan with_offline(std::vector<std::int32_t> words) {
  Model model = convolution();
  model.metadata = {{"OfflineMemoryAllocation", 4 * words.size(), std::move(words)}};
  return plan(model, kArm).value();
}

TEST(PlanLies, GivesNoFigureByABrokenOfflinePlan) {
  EXPECT_TRUE(with_offline({1, 0, 3, 0, -1, 256}).exact());
  const MemoryPlan cut = with_offline({1, 0, 3, 0});
  EXPECT_TRUE(cut.starts() && !cut.arena);
  EXPECT_THAT(cut.doubts, ElementsAre(HasSubstr("is cut off: it holds 1 offsets of 3")));
  const MemoryPlan before = with_offline({1, 0, 3, 0, -1, -2});
  EXPECT_TRUE(before.starts() && !before.arena);
  EXPECT_THAT(before.doubts, ElementsAre(HasSubstr("gives tensor 2 the offset -2, before the arena's start")));
}

TEST(PlanLies, GivesNoFigureWhereTheRuntimeDoesNotFindAConstant) {
  Model model = convolution();
  model.subgraphs[0].tensors[1].is_behind = true;
  for (const PlanTarget& target : {kArm, PlanTarget{"tflm-2020-07", "reference", Abi::arm32}}) {
    const MemoryPlan planned = plan(model, target).value();
    EXPECT_FALSE(planned.exact());
    EXPECT_FALSE(planned.arena);
    EXPECT_THAT(planned.doubts, ElementsAre(HasSubstr("tensor 1 \"weights\": its data lie behind the FlatBuffer")));
  }
}

TEST(PlanLies, GivesNoFigureForATensorThatTheRuntimeCannotCount) {
  Model model = convolution();
  model.subgraphs[0].tensors[2].spec.shape = {1 << 11, 1 << 10, 1 << 10};
  const MemoryPlan planned = plan(model, kArm).value();
  EXPECT_FALSE(planned.arena);
  EXPECT_THAT(planned.doubts, ElementsAre(HasSubstr("2147483648 bytes are beyond 2^31")));
  model.subgraphs[0].tensors[2].spec.shape = {(1 << 11) - 1, 1 << 10, 1 << 10};
  EXPECT_TRUE(plan(model, kArm).value().arena);
}

TEST(PlanLies, SaysThatAnOfflinePlanOverwritesResults) {
  const MemoryPlan plan = with_offline({1, 0, 3, 0, -1, 0});
  EXPECT_TRUE(plan.starts());
  ASSERT_EQ(plan.doubts.size(), 1u);
  EXPECT_EQ(
      plan.doubts[0],
      "its offline plan of the arena overwrites results: tensor 0 \"activation\" and tensor 2 \"activation\" lie "
      "over each other while both are in use at operator 0 \"CONV_2D\"; the runtime starts with these figures and "
      "does not look");
  EXPECT_EQ(plan.arena->head.best, 256u);  // as the runtime has it
  EXPECT_TRUE(plan.arena->head.exact());
  EXPECT_THAT(with_offline({1, 0, 3, 0, -1, 112}).doubts, ElementsAre(HasSubstr("lie over each other")));
  EXPECT_THAT(with_offline({1, 0, 3, 256, -1, 0}).doubts, IsEmpty());
}

TEST(PlanLies, PlacesAVariableTensorWhereItsOfflinePlanSays) {
  Model model = convolution();
  model.subgraphs[0].tensors.push_back(int8_tensor({1, 64}));
  model.subgraphs[0].tensors.back().is_variable = true;
  const MemoryPlan lasting = plan(model, kArm).value();
  model.metadata = {{"OfflineMemoryAllocation", 0, {1, 0, 4, -1, -1, -1, 1024}}};
  const MemoryPlan placed = plan(model, kArm).value();
  EXPECT_TRUE(placed.exact());
  EXPECT_EQ(placed.arena->head.best, 1024u + 64);
  EXPECT_EQ(lasting.arena->tail.best - placed.arena->tail.best, 64u);
}

TEST(PlanLies, RefusesAWrongOfflinePlanBeforeARightOne) {
  Model model = convolution();
  model.metadata = {{"OfflineMemoryAllocation", 0, {1, 0, 9, -1, -1, -1}},
                    {"OfflineMemoryAllocation", 0, {1, 0, 3, -1, -1, -1}}};
  EXPECT_THAT(refusals(model), ElementsAre(HasSubstr("speaks of 9 tensors, the model has 3")));
}

TEST(PlanLies, RefusesWhatAKernelDemandsOtherwise) {
  Model joined = of("CONCATENATION", {{1, 3}, {1, 4}, {1, 7}});
  joined.subgraphs[0].operators[0].options.activation = domain::Activation::relu;
  EXPECT_THAT(refusals(joined), ElementsAre(HasSubstr("has a fused activation, which its kernel refuses")));
  Model connected = of("FULLY_CONNECTED", {{1, 6}, {5, 6}, {1, 5}});
  EXPECT_THAT(doubts(connected), testing::Contains(HasSubstr("its weights are no constant")));
  connected.subgraphs[0].operators[0].options.weights_format = 3;
  EXPECT_THAT(refusals(connected), ElementsAre(HasSubstr("has the weights format 3")));
  Model mean = of("MEAN", {{1, 4, 4, 2}, {2}, {1, 2}});
  EXPECT_THAT(refusals(mean), ElementsAre(HasSubstr("has an input 1 of int8, which its kernel does not take")));
}

TEST(PlanLies, SaysWhatAnOfflinePlanWithoutItsHeadDoes) {
  const MemoryPlan cut = with_offline({1, 0});
  EXPECT_TRUE(cut.starts());
  EXPECT_FALSE(cut.arena);
  EXPECT_THAT(cut.doubts, ElementsAre(HasSubstr("cut off before its number of tensors")));
  EXPECT_THAT(with_offline({1, 0, -1, 0, 0, 0}).refusals, ElementsAre(HasSubstr("speaks of -1 tensors")));
}

TEST(PlanLies, RefusesAnOfflinePlanThatNoArenaCanHold) {
  EXPECT_THAT(with_offline({1, 0, 3, 0, -1, 2147483632}).refusals,
              ElementsAre(HasSubstr("tensor 2 the offset 2147483632")));
}

}  // namespace
}  // namespace kilograph::inspect
