// What kernels do with inputs, options and shapes that no converter writes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hand_made_models.hpp"
#include "inspect/plan/memory_plan.hpp"

namespace kilograph::inspect {
namespace {

using domain::Model;
using domain::TensorType;
using kilograph::tests::model_of;
using kilograph::tests::step;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const PlanTarget kWheel{"tflm-2025-01", "reference", Abi::host64};

domain::Tensor int8_tensor(domain::Shape shape) {
  domain::Tensor made = kilograph::tests::tensor(std::move(shape), TensorType::int8);
  made.scales = {0.5F};
  made.zero_points = {0};
  return made;
}

domain::Tensor numbers(std::vector<std::int64_t> values, domain::Shape shape) {
  domain::Tensor made = kilograph::tests::constant(std::move(shape), TensorType::int32);
  made.values = std::move(values);
  return made;
}

// An operator that reads the graph's input and these constants, and writes that shape.
Model one_step(const std::string& name, domain::Shape input, const std::vector<domain::Tensor>& constants,
               domain::Shape output) {
  domain::Subgraph graph{"main", {int8_tensor(std::move(input)), int8_tensor(std::move(output))}, {0}, {1}, {}};
  std::vector<std::int32_t> inputs{0};
  for (const domain::Tensor& constant : constants) {
    inputs.push_back(static_cast<std::int32_t>(graph.tensors.size()));
    graph.tensors.push_back(constant);
  }
  graph.operators = {step(name, inputs, {1})};
  return model_of({graph});
}

MemoryPlan planned(const Model& model) { return plan(model, kWheel).value(); }

TEST(PlanHabits, PaddingsDecideOnTheShape) {
  const auto paddings = numbers({0, 0, 1, 2}, {2, 2});
  EXPECT_TRUE(planned(one_step("PAD", {1, 4}, {paddings}, {1, 7})).exact());
  EXPECT_THAT(planned(one_step("PAD", {1, 4}, {paddings}, {1, 8})).refusals,
              ElementsAre(HasSubstr("does not follow from its inputs and options: 1×7 would")));
  domain::Tensor unread = paddings;
  unread.values.clear();
  EXPECT_TRUE(planned(one_step("PAD", {1, 4}, {unread}, {1, 8})).exact()) << "numbers that nobody kept decide nothing";
}

TEST(PlanHabits, PaddingIsComparedByTheOutputsDimensions) {
  const auto pad = [](domain::Shape input, std::int32_t rows, domain::Shape output) {
    return planned(one_step("PAD", std::move(input),
                            {numbers(std::vector<std::int64_t>(static_cast<std::size_t>(rows) * 2), {rows, 2})},
                            std::move(output)));
  };
  const MemoryPlan beyond = pad({4, 4, 4}, 4, {4, 4, 4, 1});
  EXPECT_TRUE(beyond.starts()) << "the wheel starts it, by what lies behind the input's shape";
  EXPECT_FALSE(beyond.exact());
  EXPECT_THAT(pad({4, 4, 4}, 3, {4, 4, 4, 1}).refusals,
              ElementsAre(HasSubstr("has 6 amounts of padding for an output of 4 dimensions")));
  EXPECT_THAT(pad({4, 4, 4}, 4, {4, 5, 4, 1}).refusals, ElementsAre(HasSubstr("cannot be prepared")));
}

TEST(PlanHabits, ABiasMustHaveTheScaleOfItsProducts) {
  const auto with_bias_scale = [](float scale, TensorType weights_type, std::size_t scales) {
    domain::Tensor weights = int8_tensor({4, 8}), bias = int8_tensor({4});
    weights.is_constant = bias.is_constant = true;
    weights.spec.type = weights_type;
    weights.scales.assign(scales, 0.01F);
    weights.zero_points.assign(scales, 0);
    bias.spec.type = TensorType::int32;
    bias.scales = {scale};
    Model model = one_step("FULLY_CONNECTED", {1, 8}, {weights, bias}, {1, 4});
    model.subgraphs[0].tensors[0].scales = {0.1F};
    model.subgraphs[0].tensors[1].scales = {0.05F};
    return planned(model).refusals;
  };
  // The wheel starts those that are 0.019 of the output's scale apart, and refuses 0.021.
  EXPECT_THAT(with_bias_scale(0.001F, TensorType::int8, 1), IsEmpty());
  EXPECT_THAT(with_bias_scale(0.00195F, TensorType::int8, 1), IsEmpty());
  EXPECT_THAT(with_bias_scale(0.00205F, TensorType::int8, 1),
              ElementsAre(HasSubstr("a bias whose scale is not that of its input times its weights")));
  EXPECT_THAT(with_bias_scale(0.5F, TensorType::int8, 4), IsEmpty()) << "of each channel nothing is compared";
}

TEST(PlanHabits, StridesDecideOnTheShape) {
  const auto slice = [](std::int32_t begin_mask, std::int32_t end_mask, std::int32_t shrink, domain::Shape output) {
    Model model = one_step("STRIDED_SLICE", {4, 10},
                           {numbers({1, 2}, {2}), numbers({-1, 9}, {2}), numbers({1, 3}, {2})}, std::move(output));
    model.subgraphs[0].operators[0].options.masks = {begin_mask, end_mask, 0, 0, shrink};
    return planned(model);
  };
  EXPECT_THAT(slice(0, 0, 0, {2, 3}).refusals, IsEmpty());  // rows 1 and 2; columns 2, 5 and 8
  EXPECT_THAT(slice(1, 2, 0, {3, 3}).refusals, IsEmpty());
  EXPECT_THAT(slice(0, 0, 1, {3}).refusals, IsEmpty());
  EXPECT_THAT(slice(0, 0, 0, {2, 4}).refusals, ElementsAre(HasSubstr("2×3 would")));
}

TEST(PlanHabits, AxesDecideOnTheShape) {
  const auto doubts = [](const Model& model) { return planned(model).doubts; };
  EXPECT_THAT(doubts(one_step("TRANSPOSE", {2, 3}, {numbers({1, 0}, {2})}, {3, 2})), IsEmpty());
  EXPECT_THAT(doubts(one_step("TRANSPOSE", {2, 3}, {numbers({1, 0}, {2})}, {2, 3})),
              ElementsAre(HasSubstr("3×2 would")));
  EXPECT_THAT(doubts(one_step("SLICE", {4, 4}, {numbers({1, 0}, {2}), numbers({-1, 2}, {2})}, {3, 2})), IsEmpty());
  EXPECT_THAT(doubts(one_step("SLICE", {4, 4}, {numbers({1, 0}, {2}), numbers({-1, 2}, {2})}, {4, 2})),
              ElementsAre(HasSubstr("3×2 would")));
}

TEST(PlanHabits, InputsLeftOutOrBeyondThoseThatAreTaken) {
  Model model = one_step("PAD", {1, 4}, {numbers({0, 0, 1, 2}, {2, 2})}, {1, 7});
  model.subgraphs[0].operators[0].inputs[1] = -1;
  EXPECT_THAT(planned(model).refusals, ElementsAre("PAD has no input 1, which its kernel needs"));
  model = one_step("RESIZE_NEAREST_NEIGHBOR", {1, 2, 2, 1}, {numbers({4, 4}, {2})}, {1, 4, 4, 1});
  EXPECT_THAT(planned(model).refusals, IsEmpty());
  model.subgraphs[0].operators[0].inputs.push_back(2);
  EXPECT_THAT(planned(model).refusals, ElementsAre("RESIZE_NEAREST_NEIGHBOR has 3 inputs, its kernel takes 2"));
}

TEST(PlanHabits, WhatKernelsDoNotLookAtIsNeverExact) {
  Model model = one_step("ADD", {1, 4}, {}, {1, 4});
  model.subgraphs[0].operators[0].inputs = {0, 0};
  EXPECT_TRUE(planned(model).exact());
  Model lying = model;
  lying.subgraphs[0].tensors[0].zero_points.clear();
  EXPECT_THAT(planned(lying).doubts, Contains(HasSubstr("its quantized tensor 0 has no scale and zero point")));
  lying = model;
  lying.subgraphs[0].operators[0].options.are_missing = true;
  EXPECT_EQ(planned(lying).arena->used, planned(model).arena->used) << "it reads no more of them than an activation";
  EXPECT_TRUE(planned(lying).exact());
  lying.subgraphs[0].operators[0].name = "LEAKY_RELU";
  lying.subgraphs[0].operators[0].inputs = {0};
  EXPECT_THAT(planned(lying).doubts, Contains(HasSubstr("its options are missing")));
  lying = model;
  lying.subgraphs[0].tensors[1].spec.type = TensorType::int16;
  EXPECT_FALSE(planned(lying).exact());
}

TEST(PlanHabits, QuantizationThatKernelsRefuse) {
  Model model = one_step("SOFTMAX", {1, 4}, {}, {1, 4});
  model.subgraphs[0].tensors[1].zero_points = {-128};
  EXPECT_THAT(planned(model).refusals, IsEmpty());
  model.subgraphs[0].tensors[1].spec.type = TensorType::int16;
  EXPECT_THAT(planned(model).refusals,
              ElementsAre("SOFTMAX has an output with the zero point -128, its kernel takes -32768"));
  model = one_step("QUANTIZE", {1, 4}, {}, {1, 4});
  model.subgraphs[0].tensors[1].spec.type = TensorType::int32;
  EXPECT_THAT(planned(model).refusals, IsEmpty());
  model.subgraphs[0].tensors[1].scales.clear();
  EXPECT_THAT(planned(model).refusals, ElementsAre("QUANTIZE has an output without scale and zero point"));
  model = one_step("DEQUANTIZE", {1, 4}, {}, {1, 4});
  EXPECT_THAT(planned(model).refusals, ElementsAre("DEQUANTIZE writes int8, its kernel only float32"));
}

TEST(PlanHabits, FiltersDecideOnTheShapeAndTheBias) {
  Model model = one_step("SVDF", {1, 4},
                         {int8_tensor({6, 4}), int8_tensor({6, 2}), int8_tensor({3}), int8_tensor({1, 12})}, {1, 3});
  domain::Subgraph& graph = model.subgraphs[0];
  for (const std::size_t constant : {2u, 3u, 4u}) graph.tensors[constant].is_constant = true;
  graph.tensors[3].spec.type = graph.tensors[3 + 1].spec.type = TensorType::int16;
  graph.tensors[4].spec.type = TensorType::int32;
  graph.tensors[4].scales = {0.25F};
  graph.tensors[5].spec.type = TensorType::int16;
  graph.tensors[5].is_variable = true;
  graph.operators[0].options.filter_rank = 2;
  EXPECT_THAT(planned(model).refusals, IsEmpty());
  graph.tensors[4].scales = {0.5F};
  EXPECT_THAT(planned(model).refusals,
              ElementsAre("SVDF has a bias whose scale is not that of its state times its time weights"));
  graph.tensors[4].scales = {0.25F};
  graph.tensors[1].spec.shape = {1, 4};
  EXPECT_THAT(planned(model).refusals, ElementsAre(HasSubstr("SVDF cannot be prepared")));
}

TEST(PlanHabits, ACallMustGiveWhatTheSubgraphTakes) {
  domain::Operator choice = step("IF", {0, 1, 1}, {2});
  choice.options.called_subgraphs = {1};
  const auto tensor = [](TensorType type) { return kilograph::tests::tensor({1}, type); };
  const Model model = model_of(
      {{"main", {tensor(TensorType::boolean), int8_tensor({1, 4}), int8_tensor({1, 4})}, {0, 1}, {2}, {choice}},
       {"body", {int8_tensor({1, 4})}, {0}, {0}, {}}});
  EXPECT_THAT(planned(model).refusals, ElementsAre("IF gives 2 tensors to subgraph 1, which has 1 inputs"));
}

TEST(PlanHabits, OfTheInterpreterOf2020AreNotKnown) {
  Model model = one_step("PAD", {1, 4}, {numbers({0, 0, 1, 2}, {2, 2})}, {1, 8});
  model.subgraphs[0].operators[0].options.are_missing = true;
  const MemoryPlan old = plan(model, {"tflm-2020-07", "reference", Abi::arm32}).value();
  EXPECT_THAT(old.refusals, IsEmpty());
  EXPECT_FALSE(old.exact()) << "and nothing rests on a file that contradicts itself";
}

}  // namespace
}  // namespace kilograph::inspect
