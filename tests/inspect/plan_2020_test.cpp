// Plans for the interpreter of July 2020: its own figures, and its rules on small models made by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "base/file.hpp"
#include "ingest/tflite/model_reader.hpp"
#include "inspect/hand_made_models.hpp"
#include "inspect/plan/memory_plan.hpp"
#include "shared_data.hpp"

namespace kilograph::inspect {
namespace {

using domain::Model;
using domain::Operator;
using domain::Subgraph;
using domain::Tensor;
using domain::TensorType;
using testing::ElementsAre;
using testing::HasSubstr;
using tests::chain;
using tests::constant;
using tests::model_of;
using tests::step;
using tests::tensor;

const PlanTarget kArm{"tflm-2020-07", "reference", Abi::arm32};
const PlanTarget kHost{"tflm-2020-07", "reference", Abi::host64};

Tensor variable(domain::Shape shape) {
  Tensor made = tensor(std::move(shape));
  made.is_variable = true;
  return made;
}

Tensor scaled(Tensor made, std::size_t scales) {
  made.scales.assign(scales, 0.5f);
  made.zero_points.assign(scales, 0);
  return made;
}

// Steps of float SVDF with a 1 × 1 convolution between them or after them.
Model filters_and_convolution(bool between) {
  const std::vector<Tensor> tensors{tensor({1, 4}),         constant({4, 4}), constant({4, 2}),
                                    variable({1, 8}),       tensor({1, 4}),   tensor({1, 4}),
                                    constant({1, 1, 1, 4}), tensor({1, 4}),   variable({1, 8})};
  const auto filter = [](std::int32_t in, std::int32_t state, std::int32_t out) {
    return step("SVDF", {in, 1, 2, -1, state}, {out});
  };
  const auto convolution = [](std::int32_t in, std::int32_t out) {
    domain::Operator made = step("CONV_2D", {in, 6}, {out});
    made.options.stride_height = made.options.stride_width = 1;
    made.options.padding = domain::Padding::same;
    return made;
  };
  if (between)
    return model_of({Subgraph{"main", tensors, {0}, {7}, {filter(0, 3, 4), convolution(4, 5), filter(5, 8, 7)}}});
  return model_of({Subgraph{"main", tensors, {0}, {7}, {filter(0, 3, 4), filter(4, 8, 5), convolution(5, 7)}}});
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream parts(line + ",");
  for (std::string cell; std::getline(parts, cell, ',');) cells.push_back(cell);
  return cells;
}

ByteRange exactly(const std::string& figure) {
  const std::uint64_t bytes = std::stoull(figure);
  return {bytes, bytes, bytes};
}

// Columns: abi, model, used, head, tail, minimum; empty where the model does not start. Measured by
// tests/oracle/tfmicro on a 64-bit host and on a Cortex-M4F under QEMU.
TEST(Plan2020, EqualsTheInterpreterForThePublishedModels) {
  KG_NEEDS_SHARED("reference/models");
  std::ifstream figures(std::string(KILOGRAPH_SOURCE_DIR) + "/tests/inspect/data/arena_tflm_2020-07.csv");
  std::size_t started = 0;
  std::size_t refused = 0;
  std::string line;
  std::getline(figures, line);
  while (std::getline(figures, line)) {
    SCOPED_TRACE(line);
    const std::vector<std::string> cells = cells_of(line);
    ASSERT_EQ(cells.size(), 6u);
    const Bytes bytes = read_file(tests::shared("reference/models/" + cells[1]), 16 << 20).value();
    const Model model = ingest::read_model(bytes, cells[1], {}).value();
    const MemoryPlan planned = plan(model, cells[0] == "arm32" ? kArm : kHost).value();
    if (cells[2].empty()) {
      EXPECT_FALSE(planned.starts());
      ++refused;
      continue;
    }
    ASSERT_TRUE(planned.arena);
    EXPECT_TRUE(planned.exact());
    EXPECT_EQ(planned.arena->used, exactly(cells[2]));
    EXPECT_EQ(planned.arena->head, exactly(cells[3]));
    EXPECT_EQ(planned.arena->tail, exactly(cells[4]));
    EXPECT_EQ(planned.arena->minimum, exactly(cells[5]));
    ++started;
  }
  EXPECT_EQ(started, 42u);
  EXPECT_EQ(refused, 4u);
}

TEST(Plan2020, PlacesEqualSizesInOrder) {
  const Arena arena = plan(chain(), kHost).value().arena.value();
  ASSERT_EQ(arena.buffers.size(), 4u);
  EXPECT_EQ(arena.buffers[0], (PlannedBuffer{0, 0, -1, 160, 0, 0, 2}));
  EXPECT_EQ(arena.buffers[1], (PlannedBuffer{0, 1, -1, 160, 160, 1, 3}));
  EXPECT_EQ(arena.buffers[2], (PlannedBuffer{0, 2, -1, 160, 320, 2, 3}));
  EXPECT_EQ(arena.buffers[3], (PlannedBuffer{0, 3, -1, 160, 0, 3, 3}));
  EXPECT_EQ(arena.head.best, 480u);
  EXPECT_EQ(arena.peak, (Peak{0, 1, 480}));
}

TEST(Plan2020, KeepsAWholeTensorAndItsQuantizationForEach) {
  Model model = chain();
  model.subgraphs[0].tensors[1] = scaled(tensor({1, 40}), 3);
  const Arena host = plan(model, kHost).value().arena.value();
  EXPECT_THAT(host.tail_items,
              ElementsAre(TailItem{"arena allocator", 40, 8}, TailItem{"tensors", 448, 8},
                          TailItem{"quantization of tensor 1", 24, 8}, TailItem{"zero points of tensor 1", 16, 4},
                          TailItem{"scales of tensor 1", 16, 4}, TailItem{"nodes", 240, 8},
                          TailItem{"options of operator 0 ADD", 4, 4}, TailItem{"options of operator 1 MUL", 4, 4},
                          TailItem{"options of operator 2 SUB", 4, 4}));
  EXPECT_EQ(host.tail.best, 796u);
  EXPECT_EQ(host.used.best, 1276u);
  EXPECT_EQ(host.minimum.best, 1280u);
  EXPECT_EQ(plan(model, kArm).value().arena->tail.best, 443u);
}

TEST(Plan2020, LetsPlanningNeedMoreThanRunning) {
  Model model = chain();
  for (Tensor& small : model.subgraphs[0].tensors) small = tensor({1, 1});
  const Arena arena = plan(model, kArm).value().arena.value();
  EXPECT_EQ(arena.tail.best, 20u + 4 * 64 + 3 * 40 + 3);
  EXPECT_EQ(arena.head.best, 48u);
  // 399 rounded up to 400, a record of 20 a tensor, 36 a placed buffer, in whole steps of 16.
  EXPECT_EQ(arena.minimum.best, 624u);
}

TEST(Plan2020, TakesAHandleAScratchBufferAndVariablesAfterPlanning) {
  const MemoryPlan planned = plan(filters_and_convolution(false), kArm).value();
  ASSERT_TRUE(planned.starts()) << planned.refusals.front();
  EXPECT_FALSE(planned.exact()) << "a convolution of a row is none that a converter writes";
  const std::vector<TailItem>& items = planned.arena->tail_items;
  ASSERT_EQ(items.size(), 15u);
  EXPECT_EQ(items[6], (TailItem{"data of operator 0 SVDF", 24, 16}));
  EXPECT_EQ(items[9], (TailItem{"handle of a scratch buffer, operator 0 SVDF", 12, 4}));
  EXPECT_EQ(items[10], (TailItem{"handle of a scratch buffer, operator 1 SVDF", 12, 4}));
  EXPECT_EQ(items[11], (TailItem{"multiplier a channel, operator 2 CONV_2D", 4, 16}));
  EXPECT_EQ(items[13], (TailItem{"variable tensor 3", 32, 16}));
  EXPECT_EQ(items[14], (TailItem{"variable tensor 8", 32, 16}));
}

TEST(Plan2020, RefusesWhatItsKernelsAndItsPlannerDoNotTake) {
  const auto why = [](const Model& model) { return plan(model, kArm).value().refusals; };
  EXPECT_THAT(why(filters_and_convolution(true)), ElementsAre(HasSubstr("after another operator took lasting memory")));

  Model unread = chain();
  unread.subgraphs[0].outputs = {2};
  EXPECT_THAT(why(unread), ElementsAre(HasSubstr("tensor 3 \"\" is never read")));

  Model two = chain();
  two.subgraphs.push_back(two.subgraphs[0]);
  EXPECT_THAT(why(two), ElementsAre(HasSubstr("2 subgraphs; this runtime runs one")));

  Model newer = chain();
  newer.subgraphs[0].operators[0].version = 3;
  EXPECT_THAT(why(newer), ElementsAre("ADD of version 3 is newer than this runtime's, which is 2"));

  Model half = chain();
  half.subgraphs[0].tensors.push_back(constant({4}, TensorType::float16));
  EXPECT_THAT(why(half), ElementsAre("tensors of type float16 have no size in this runtime"));

  const Model joined = model_of({Subgraph{"main",
                                          {tensor({1, 4}), tensor({11, 4})},
                                          {0},
                                          {1},
                                          {step("CONCATENATION", std::vector<std::int32_t>(11, 0), {1})}}});
  EXPECT_THAT(why(joined), ElementsAre("CONCATENATION joins 11 tensors; its kernel takes 10"));
}

TEST(Plan2020, RunsUint8AndOnlyMeansOfImages) {
  const auto mean_of = [](domain::Shape shape, domain::Shape axes) {
    return model_of({Subgraph{"main",
                              {tensor(std::move(shape)), constant(std::move(axes), TensorType::int32), tensor({1, 3})},
                              {0},
                              {2},
                              {step("MEAN", {0, 1}, {2})}}});
  };
  EXPECT_TRUE(plan(mean_of({1, 4, 4, 3}, {2}), kArm).value().exact());
  EXPECT_THAT(plan(mean_of({1, 4, 3}, {1}), kArm).value().refusals, ElementsAre(HasSubstr("height and width")));
  Model bytes = chain();
  for (Tensor& each : bytes.subgraphs[0].tensors) each = scaled(tensor({1, 40}, TensorType::uint8), 1);
  EXPECT_TRUE(plan(bytes, kArm).value().exact());
}

}  // namespace
}  // namespace kilograph::inspect
