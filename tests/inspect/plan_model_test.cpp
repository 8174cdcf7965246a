// Plans of small models made by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

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
using testing::HasSubstr;
using testing::IsEmpty;
using tests::chain;
using tests::constant;
using tests::model_of;
using tests::step;
using tests::tensor;

const PlanTarget kArm{"tflm-2026-08", "reference", Abi::arm32};
const PlanTarget kHost{"tflm-2026-08", "reference", Abi::host64};

// The main subgraph calls one of two others; both work on 64 bytes.
Model branch() {
  Operator choice = step("IF", {0, 1}, {2});
  choice.options.called_subgraphs = {1, 2};
  const auto body = [] {
    return Subgraph{"body", {tensor({1, 16}), tensor({1, 16})}, {0}, {1}, {step("ADD", {0, 0}, {1})}};
  };
  return model_of(
      {Subgraph{"main", {tensor({}, TensorType::boolean), tensor({1, 16}), tensor({1, 16})}, {0, 1}, {2}, {choice}},
       body(), body()});
}

TEST(PlanModel, SaysWhenEachBufferIsUsed) {
  const Arena arena = plan(chain(), kHost).value().arena.value();
  ASSERT_EQ(arena.buffers.size(), 4u);
  EXPECT_EQ(arena.buffers[0], (PlannedBuffer{0, 0, -1, 160, 0, 0, 2}));
  EXPECT_EQ(arena.buffers[1], (PlannedBuffer{0, 1, -1, 160, 320, 1, 3}));
  EXPECT_EQ(arena.buffers[2], (PlannedBuffer{0, 2, -1, 160, 160, 2, 3}));
  EXPECT_EQ(arena.buffers[3], (PlannedBuffer{0, 3, -1, 160, 0, 3, 3}));
  EXPECT_EQ(arena.head.best, 480u);
  EXPECT_EQ(arena.peak, (Peak{0, 1, 480}));
}

TEST(PlanModel, ListsTheTailInTheRuntimesOrder) {
  const Arena arena = plan(chain(), kArm).value().arena.value();
  std::uint64_t tail = 0;
  for (const TailItem& item : arena.tail_items)
    tail = (tail + item.bytes + item.alignment - 1) / item.alignment * item.alignment;
  EXPECT_EQ(tail, arena.tail.best);
  EXPECT_EQ(arena.used.best, arena.head.best + arena.tail.best);
  EXPECT_EQ(arena.tail_items.front(), (TailItem{"arena allocator", 36, 4}));
  EXPECT_EQ(arena.tail_items.back(), (TailItem{"tensor of graph output 0", 32, 4}));
  EXPECT_THAT(arena.tail_items, testing::Contains(TailItem{"options of operator 1 MUL", 1, 1}));
  EXPECT_THAT(arena.tail_items, testing::Contains(TailItem{"data of operator 0 ADD", 60, 16}));
}

TEST(PlanModel, RecursesIntoCalledSubgraphs) {
  const MemoryPlan planned = plan(branch(), kHost).value();
  const Arena& arena = planned.arena.value();
  // Steps: 0 start, 1 IF, 2 entry of the first branch, 3 its ADD, 4 entry of the second, 5 its ADD.
  ASSERT_EQ(arena.buffers.size(), 7u);
  EXPECT_EQ(arena.buffers[2].first_use, 1);  // the output of IF lives through both
  EXPECT_EQ(arena.buffers[2].last_use, 5);
  EXPECT_EQ(arena.buffers[3].first_use, 2);
  EXPECT_EQ(arena.buffers[4].last_use, 3);
  EXPECT_EQ(arena.buffers[5].first_use, 4);
  EXPECT_EQ(arena.buffers[6].last_use, 5);
  EXPECT_EQ(arena.buffers[3].offset, arena.buffers[5].offset);  // the branches share their memory
}

TEST(PlanModel, CountsVariablesAsLasting) {
  Model model = chain();
  model.subgraphs[0].tensors.push_back(tensor({1, 100}));
  const std::uint64_t unused = plan(model, kArm).value().arena->head.best;
  model.subgraphs[0].tensors.back().is_variable = true;
  const Arena variable = plan(model, kArm).value().arena.value();
  EXPECT_EQ(unused, 480u);  // a tensor that no step touches shares the memory of all
  EXPECT_EQ(variable.buffers.size(), 4u);
  EXPECT_THAT(variable.tail_items, testing::Contains(TailItem{"variable tensor 4", 400, 16}));
}

TEST(PlanModel, TakesTheOfflinePlanOfTheFile) {
  Model model = chain();
  model.metadata.push_back({"OfflineMemoryAllocation", 28, {1, 0, 4, 0, -1, 640, -1}});
  const MemoryPlan planned = plan(model, kHost).value();
  EXPECT_EQ(planned.arena->buffers[0].offset, 0u);
  EXPECT_EQ(planned.arena->buffers[2].offset, 640u);
  EXPECT_EQ(planned.arena->head.best, 800u);
  model.metadata[0].words[2] = 3;
  EXPECT_THAT(plan(model, kHost).value().refusals, ElementsAre(HasSubstr("speaks of 3 tensors, the model has 4")));
  model.metadata[0].words = {1, 0, 4, 0, -1, -640, -1};
  EXPECT_THAT(plan(model, kHost).value().doubts, ElementsAre(HasSubstr("gives tensor 2 the offset -640")));
  model.metadata[0].words.clear();
  EXPECT_THAT(plan(model, kHost).value().doubts, ElementsAre(HasSubstr("cut off before its number of tensors")));
}

TEST(PlanModel, RefusesWhatTheRuntimeDoesNotTake) {
  Model model = chain();
  model.subgraphs[0].operators[1].name = "CONV_3D";
  MemoryPlan planned = plan(model, kArm).value();
  EXPECT_THAT(planned.refusals, ElementsAre("CONV_3D is no operator of this runtime"));
  EXPECT_FALSE(planned.arena);
  EXPECT_FALSE(planned.operators[1].registered);

  Model hybrid = model_of({Subgraph{"main",
                                    {tensor({1, 8}), constant({4, 8}, TensorType::int8), tensor({1, 4})},
                                    {0},
                                    {2},
                                    {step("FULLY_CONNECTED", {0, 1, -1}, {2})}}});
  EXPECT_THAT(plan(hybrid, kArm).value().refusals, ElementsAre(HasSubstr("hybrid: float32 activations with int8")));
  hybrid.subgraphs[0].tensors[0].spec.type = TensorType::string;
  EXPECT_THAT(plan(hybrid, kArm).value().refusals.front(), HasSubstr("tensors of type string have no size"));
}

TEST(PlanModel, CallsAnUnmeasuredRuleAnEstimate) {
  Model model = chain();
  EXPECT_TRUE(plan(model, kArm).value().exact());
  model.subgraphs[0].operators[1].name = "DIV";
  const MemoryPlan planned = plan(model, kArm).value();
  EXPECT_FALSE(planned.exact());
  EXPECT_THAT(planned.doubts, ElementsAre("DIV: measured on an earlier version alone"));
  EXPECT_LT(planned.arena->used.low, planned.arena->used.best);
  EXPECT_GT(planned.arena->used.high, planned.arena->used.best);
  EXPECT_TRUE(planned.arena->head.exact());
}

TEST(PlanModel, BoundsTheHeadWhereScratchIsInDoubt) {
  Model model = chain();
  model.subgraphs[0].operators[1].name = "ADD_N";
  const Arena arena = plan(model, kArm).value().arena.value();
  EXPECT_EQ(arena.head, (ByteRange{496, 480, 496}));  // three tensors, and two pointers in 16 bytes, or 16 again
}

TEST(PlanModel, NamesTheTensorWithoutAFixedSize) {
  Model model = chain();
  model.subgraphs[0].tensors[2].spec.shape = {-1, 40};
  model.subgraphs[0].tensors[2].spec.name = "middle";
  const auto planned = plan(model, kArm);
  ASSERT_FALSE(planned);
  EXPECT_EQ(planned.error().kind, ErrorKind::bad_input);
  EXPECT_THAT(planned.error().to_text(),
              HasSubstr("subgraph 0, tensor 2 \"middle\", made by operator 1 \"MUL\": its shape ?×40 is not known"));
  model.subgraphs[0].tensors[2].spec.shape = {1 << 30, 1 << 30};
  EXPECT_THAT(plan(model, kArm).error().to_text(), HasSubstr("too large to be planned"));
}

TEST(PlanModel, BoundsCallsThatDouble) {
  std::vector<Subgraph> subgraphs;
  for (std::int32_t i = 0; i < 40; ++i) {
    Subgraph subgraph{"s", {tensor({1}), tensor({1})}, {0}, {1}, {step("ADD", {0, 0}, {1})}};
    if (i < 39) {
      Operator call = step("WHILE", {0}, {1});
      call.options.called_subgraphs = {i + 1, i + 1};
      subgraph.operators = {call};
    }
    subgraphs.push_back(subgraph);
  }
  EXPECT_EQ(plan(model_of(subgraphs), kArm).error().kind, ErrorKind::too_large);
}

TEST(PlanModel, KnowsItsTargets) {
  const std::vector<PlanTarget> targets = plan_targets();
  EXPECT_EQ(targets.front().runtime, "tflm-2026-08");
  EXPECT_THAT(targets, testing::Contains(PlanTarget{"tflm-2026-08", "cmsis-nn-mve", Abi::arm32}));
  EXPECT_THAT(targets, testing::Contains(PlanTarget{"tflm-2021", "reference", Abi::host64}));
  for (const PlanTarget& target : targets) EXPECT_TRUE(plan(chain(), target)) << to_text(target);
  const auto planned = plan(chain(), {"tflm-2026-08", "esp-nn", Abi::arm32});
  EXPECT_EQ(planned.error().kind, ErrorKind::usage);
  EXPECT_THAT(planned.error().to_text(), HasSubstr("tflm-2026-08, cmsis-nn-dsp, arm32"));
  EXPECT_EQ(abi_from("host64"), Abi::host64);
  EXPECT_EQ(abi_from("z80"), std::nullopt);
}

TEST(PlanModel, PlansFiveHundredOperators) {
  Subgraph main{"main", {tensor({1, 64})}, {0}, {500}, {}};
  for (std::int32_t i = 0; i < 500; ++i) {
    main.tensors.push_back(tensor({1, 16 + i % 37 * 8}));
    main.operators.push_back(step(i % 2 ? "ADD" : "MUL", {i, std::max(0, i - i % 11)}, {i + 1}));
  }
  const Model model = model_of({main});
  const auto start = std::chrono::steady_clock::now();
  const MemoryPlan first = plan(model, kArm).value();
  const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - start;
  std::printf("500 operators planned in %.2f ms\n", spent.count());
  const MemoryPlan second = plan(model, kArm).value();
  EXPECT_EQ(first.arena->buffers, second.arena->buffers);
  EXPECT_EQ(first.arena->tail_items, second.arena->tail_items);
  EXPECT_EQ(first.operators, (std::vector<OperatorNeed>{{"MUL", 1, 250, true}, {"ADD", 1, 250, true}}));
}

}  // namespace
}  // namespace kilograph::inspect
