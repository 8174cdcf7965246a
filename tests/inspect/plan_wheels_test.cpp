// What sets the runtimes of the two wheels apart, and rules that the live oracle found. That whole plans equal
// the wheels is for tests/oracle/wheel to say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "inspect/hand_made_models.hpp"
#include "inspect/plan/memory_plan.hpp"

namespace kilograph::inspect {
namespace {

using domain::Model;
using domain::Operator;
using domain::Subgraph;
using domain::Tensor;
using domain::TensorType;
using testing::ElementsAre;
using testing::IsEmpty;
using tests::tensor;

const PlanTarget kToday{"tflm-2026-08", "reference", Abi::host64};
const PlanTarget kEarlier{"tflm-2025-01", "reference", Abi::host64};
const PlanTarget kLater{"tflm-2026-10", "reference", Abi::host64};

Tensor weights(domain::Shape shape, TensorType type, std::vector<float> scales) {
  Tensor made = tensor(std::move(shape), type);
  made.is_constant = true;
  made.zero_points.assign(scales.size(), 0);
  made.scales = std::move(scales);
  return made;
}

// One operator; the last tensor is its output and the graph's, tensors without data are the graph's inputs.
Model model_of(const std::string& name, std::vector<Tensor> tensors) {
  Operator op;
  op.name = name;
  Subgraph main{"main", std::move(tensors), {}, {}, {}};
  for (std::int32_t i = 0; i + 1 < static_cast<std::int32_t>(main.tensors.size()); ++i) {
    op.inputs.push_back(i);
    if (!main.tensors[static_cast<std::size_t>(i)].is_constant) main.inputs.push_back(i);
  }
  op.outputs = main.outputs = {static_cast<std::int32_t>(main.tensors.size()) - 1};
  main.operators = {op};
  Model model;
  model.subgraphs = {main};
  return model;
}

std::vector<std::string> refusals(const Model& model, const PlanTarget& target) {
  return plan(model, target).value().refusals;
}

// What the operator takes of the tail: bytes and what for, in order.
std::vector<std::pair<std::uint64_t, std::string>> taken(const Model& model, const PlanTarget& target) {
  std::vector<std::pair<std::uint64_t, std::string>> items;
  const MemoryPlan planned = plan(model, target).value();
  for (const TailItem& item : planned.arena.value().tail_items) {
    const auto place = item.what.find(model.subgraphs[0].operators[0].name);
    if (place != std::string::npos && !item.what.starts_with("options")) items.emplace_back(item.bytes, item.what);
  }
  return items;
}

TEST(PlanWheels, EmbeddingLookupKeepsItsDataAfterItsShape) {
  const Model model = model_of(
      "EMBEDDING_LOOKUP", {tensor({3}, TensorType::int32), weights({5, 4}, TensorType::float32, {}), tensor({3, 4})});
  for (const PlanTarget& target : {kEarlier, kLater}) {
    EXPECT_THAT(taken(model, target), ElementsAre(std::pair(12u, "shape of the output, operator 0 EMBEDDING_LOOKUP"),
                                                  std::pair(16u, "data, operator 0 EMBEDDING_LOOKUP")));
  }
}

TEST(PlanWheels, PoolByRootOfSquaresKeepsAShapeAlone) {
  const Model model = model_of("L2_POOL_2D", {tensor({1, 4, 4, 2}), tensor({1, 2, 2, 2})});
  EXPECT_THAT(taken(model, kLater), ElementsAre(std::pair(20u, "shape of the output, operator 0 L2_POOL_2D")));
}

TEST(PlanWheels, LayersKeepMoreWhereCompressedTensorsAreSupported) {
  const Model model = model_of("FULLY_CONNECTED", {tensor({1, 8}), weights({4, 8}, TensorType::float32, {}),
                                                   weights({4}, TensorType::float32, {}), tensor({1, 4})});
  EXPECT_THAT(taken(model, kToday), ElementsAre(std::pair(64u, "data of operator 0 FULLY_CONNECTED")));
  EXPECT_THAT(taken(model, kLater), ElementsAre(std::pair(72u, "data of operator 0 FULLY_CONNECTED")));
}

TEST(PlanWheels, RefuseWeightsThatAKernelDoesNotTake) {
  const auto layer = [](TensorType input, TensorType type) {
    return model_of("FULLY_CONNECTED",
                    {tensor({1, 8}, input), weights({2, 8}, type, {0.5F, 0.25F}), tensor({1, 2}, input)});
  };
  const Model packed = layer(TensorType::int8, TensorType::int4);
  for (const PlanTarget& target : {kEarlier, kToday, kLater}) {
    EXPECT_THAT(refusals(packed, target), ElementsAre("FULLY_CONNECTED has int4 weights with a scale a channel, which "
                                                      "its kernel does not take"));
  }
  const Model wide = layer(TensorType::int16, TensorType::int8);
  EXPECT_THAT(refusals(wide, kEarlier),
              ElementsAre("FULLY_CONNECTED has int16 with a scale a channel, which its kernel does not take"));
  EXPECT_THAT(refusals(wide, kLater), IsEmpty());
}

TEST(PlanWheels, RefuseTypesAndOperatorsThatTheyDoNotHave) {
  const Model power = model_of("EXP", {tensor({4}, TensorType::int8), tensor({4}, TensorType::int8)});
  EXPECT_THAT(refusals(power, kToday), ElementsAre("EXP reads int8, which its kernel does not take"));
  const Model turned = model_of("REVERSE_V2", {tensor({4}), weights({1}, TensorType::int32, {}), tensor({4})});
  EXPECT_THAT(refusals(turned, kEarlier), ElementsAre("REVERSE_V2 is no operator of this runtime"));
  EXPECT_TRUE(plan(turned, kLater).value().exact());
}

TEST(PlanWheels, MakeRoomForAsManyVariablesAsHaveNames) {
  Model model = model_of("VAR_HANDLE", {tensor({}, TensorType::resource)});
  Subgraph& main = model.subgraphs[0];
  main.outputs.clear();
  main.operators[0].options.resource = "/state";
  main.operators.push_back(main.operators[0]);
  const auto has = [&](const PlanTarget& target, const char* what) {
    const MemoryPlan planned = plan(model, target).value();
    return std::ranges::any_of(planned.arena.value().tail_items,
                               [&](const TailItem& item) { return item.what == what; });
  };
  EXPECT_TRUE(has(kToday, "table of 2 resource variables"));
  EXPECT_TRUE(has(kEarlier, "table of 1 resource variables"));
  EXPECT_TRUE(has(kLater, "table of 1 resource variables"));
}

}  // namespace
}  // namespace kilograph::inspect
