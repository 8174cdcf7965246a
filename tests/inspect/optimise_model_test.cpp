// What would shrink models: small ones made by hand, and the reference ones.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "base/file.hpp"
#include "ingest/tflite/model_reader.hpp"
#include "inspect/hand_made_models.hpp"
#include "inspect/optimise/in_place.hpp"
#include "inspect/optimise/model_order.hpp"
#include "inspect/optimise/optimisation.hpp"
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
using testing::IsEmpty;
using tests::model_of;
using tests::step;

const PlanTarget kArm{"tflm-2026-08", "reference", Abi::arm32};
const PlanTarget kHost{"tflm-2026-08", "reference", Abi::host64};

Tensor tensor(std::int32_t bytes) {
  Tensor made;
  made.spec.type = TensorType::int8;
  made.spec.shape = {1, bytes};
  return made;
}

// The example of arXiv 1910.05110 as a model. All sizes are multiples of 16.
Model published_example() {
  std::vector<Tensor> tensors;
  for (const std::int32_t bytes : {1568, 3136, 1568, 512, 512, 256, 256, 512}) tensors.push_back(tensor(bytes));
  return model_of(
      {Subgraph{"main",
                tensors,
                {0},
                {7},
                {step("CONCATENATION", {0}, {1}), step("CONCATENATION", {1}, {2}), step("CONCATENATION", {2}, {3}),
                 step("CONCATENATION", {1}, {4}), step("CONCATENATION", {3}, {5}), step("CONCATENATION", {4}, {6}),
                 step("CONCATENATION", {5, 6}, {7})}}});
}

std::uint64_t head_of(const Model& model) { return plan(model, kHost).value().arena->head.best; }

Model copy_of(const Model& model, const Optimisations::Copy& copy) {
  Model changed = copy.orders.empty() ? model : optimise_detail::in_order(model, copy.orders);
  if (!copy.words.empty())
    changed.metadata.push_back({std::string(kOfflinePlanName), 4 * copy.words.size(), copy.words});
  return changed;
}

// What every answer must hold, whatever the model.
void expect_sound(const Model& model, const Optimisations& found) {
  EXPECT_LE(found.order.alive_bytes, found.order.alive_bytes_today);
  EXPECT_LE(found.order.alive_bound, found.order.alive_bytes);
  EXPECT_LE(found.order.alive_bytes, found.order.need.head_bytes);
  EXPECT_GE(found.placement.need.head_bytes, found.placement.head_bound);
  if (model.metadata.empty()) {
    EXPECT_LE(found.placement.need.head_bytes, found.today.head_bytes);
    EXPECT_LE(found.in_place.head_bytes, found.today.head_bytes);
  }
  EXPECT_GE(found.in_place.head_bytes, found.in_place.alive_bytes);
  const Optimisations::Copy copy = found.best_copy();
  EXPECT_LE(copy.need.head_bytes, found.today.head_bytes);
  EXPECT_EQ(copy.changes(), copy.need.head_bytes < found.today.head_bytes);
  const MemoryPlan planned = plan(copy_of(model, copy), found.target).value();
  ASSERT_TRUE(planned.arena);
  EXPECT_EQ(copy.need, (ArenaNeed{planned.arena->head.best, planned.arena->used.best, planned.arena->minimum.best}));
}

TEST(OptimiseModel, FindsThePublishedOrder) {
  const Model model = published_example();
  const Optimisations found = optimise(model, kHost).value();
  EXPECT_EQ(found.order.alive_bytes_today, 5216u);
  EXPECT_EQ(found.order.alive_bytes, 4960u);
  EXPECT_TRUE(found.order.is_proven);
  EXPECT_TRUE(found.order.is_new);
  EXPECT_EQ(found.today.head_bytes, head_of(model));
  EXPECT_EQ(found.order.need.head_bytes, head_of(optimise_detail::in_order(model, found.order.orders)));
  expect_sound(model, found);
}

TEST(OptimiseModel, KeepsStateInOrder) {
  // A large value could be made later, but what reads and assigns the variable stays as it is.
  Model model = model_of(
      {Subgraph{"main",
                {tensor(16), tensor(1600), tensor(16), tensor(16), tensor(16)},
                {0},
                {4},
                {step("VAR_HANDLE", {}, {2}), step("READ_VARIABLE", {2}, {1}), step("ASSIGN_VARIABLE", {2, 0}, {}),
                 step("RELU", {0}, {3}), step("CONCATENATION", {1, 3}, {4})}}});
  model.subgraphs[0].tensors[2].spec.type = TensorType::resource;
  const Optimisations found = optimise(model, kHost).value();
  std::vector<std::int32_t> stateful;
  for (const std::int32_t op : found.order.orders[0]) {
    if (op < 3) stateful.push_back(op);
  }
  EXPECT_THAT(stateful, ElementsAre(0, 1, 2));
  expect_sound(model, found);
}

TEST(OptimiseModel, KeepsReadersOfAVariableTensorInOrder) {
  Model model = model_of({Subgraph{"main",
                                   {tensor(320), tensor(16), tensor(1600), tensor(16), tensor(16)},
                                   {0},
                                   {3, 4},
                                   {step("ADD", {0, 1}, {2}), step("RELU", {2}, {3}), step("ADD", {0, 1}, {4})}}});
  model.subgraphs[0].tensors[1].is_variable = true;
  const auto problem = optimise_detail::order_problem_of(model, 0, {}, {0, 0, 0});
  EXPECT_THAT(problem.steps[2].before, ElementsAre(0));
  model.subgraphs[0].tensors[1].is_variable = false;
  EXPECT_THAT(optimise_detail::order_problem_of(model, 0, {}, {0, 0, 0}).steps[2].before, IsEmpty());
}

TEST(OptimiseModel, OrdersWhatIsCalledFirst) {
  Model model = published_example();
  model.subgraphs.push_back(model.subgraphs[0]);
  Operator choice = step("IF", {0, 1}, {2});
  choice.options.called_subgraphs = {1, 2};
  model.subgraphs[0] = {"main", {tensor(1), tensor(1568), tensor(512)}, {0, 1}, {2}, {choice}};
  model.subgraphs[0].tensors[0].spec.type = TensorType::boolean;
  model.subgraphs.push_back({"else", {tensor(1568), tensor(512)}, {0}, {1}, {step("CONCATENATION", {0}, {1})}});
  const Optimisations found = optimise(model, kHost).value();
  EXPECT_TRUE(found.order.is_new);
  EXPECT_THAT(found.order.orders[0], ElementsAre(0));
  EXPECT_TRUE(found.order.is_proven);
  EXPECT_EQ(found.order.alive_bytes_today - found.order.alive_bytes, 256u);
  EXPECT_EQ(found.order.alive_bytes, 4960u + 16 + 1568 + 512);  // and what the caller keeps meanwhile
  expect_sound(model, found);
}

TEST(OptimiseModel, NamesWhatCouldWriteInPlace) {
  // in → RELU → RESHAPE → ADD with the input's twin, which is read once more
  const Model model = model_of({Subgraph{
      "main",
      {tensor(160), tensor(160), tensor(160), tensor(160), tensor(160)},
      {0},
      {4},
      {step("CONCATENATION", {0}, {1}), step("RELU", {1}, {2}), step("RESHAPE", {2}, {3}), step("ADD", {3, 1}, {4})}}});
  const auto buffers = plan(model, kHost).value().arena->buffers;
  // RELU may not write over tensor 1, which ADD reads again.
  EXPECT_THAT(optimise_detail::in_place_uses(model, buffers),
              ElementsAre(InPlaceUse{0, 2, 2, 3, 160}, InPlaceUse{0, 3, 3, 4, 160}));
  const Optimisations found = optimise(model, kHost).value();
  EXPECT_EQ(found.today.head_bytes, 480u);
  EXPECT_EQ(found.in_place.head_bytes, 320u);
  EXPECT_EQ(found.in_place.used_bytes, found.today.used_bytes - 160);
  EXPECT_EQ(found.in_place.alive_bytes, 320u);
}

TEST(OptimiseModel, LeavesBroadcastsAndOtherSizesAlone) {
  Model model = model_of({Subgraph{"main",
                                   {tensor(160), tensor(1), tensor(160), tensor(160)},
                                   {0, 1},
                                   {3},
                                   {step("ADD", {1, 0}, {2}), step("QUANTIZE", {2}, {3})}}});
  domain::Tensor& wider = model.subgraphs[0].tensors[3];
  wider.spec.type = TensorType::int16;
  wider.scales = {0.5F};
  wider.zero_points = {0};
  const auto buffers = plan(model, kHost).value().arena->buffers;
  EXPECT_THAT(optimise_detail::in_place_uses(model, buffers), ElementsAre(InPlaceUse{0, 0, 0, 2, 160}));
}

TEST(OptimiseModel, WeighsAPlanThatTheFileCarries) {
  Model model = published_example();
  const Optimisations plain = optimise(model, kHost).value();
  model.metadata.push_back({std::string(kOfflinePlanName), 44, {1, 0, 8, 0, 1568, 4704, 6272, 6784, 7296, 7552, 7808}});
  const Optimisations found = optimise(model, kHost).value();
  EXPECT_EQ(found.today.head_bytes, 8320u);  // one after the other
  EXPECT_EQ(found.order.need, plain.order.need);
  const Optimisations::Copy copy = found.best_copy();
  EXPECT_EQ(copy.need.head_bytes, plain.best_copy().need.head_bytes);
  EXPECT_FALSE(copy.words.empty());  // the old plan must not stay
  expect_sound(model, found);
}

TEST(OptimiseModel, SaysWhyThereIsNothingToShrink) {
  Model model = published_example();
  model.subgraphs[0].operators[2].name = "HASHTABLE_FIND";
  const auto found = optimise(model, kHost);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, ErrorKind::unsupported);
  EXPECT_THAT(found.error().message, HasSubstr("HASHTABLE_FIND is no operator of this runtime"));
  EXPECT_EQ(optimise(model, {"none", "none", Abi::arm32}).error().kind, ErrorKind::usage);
}

TEST(OptimiseModel, TakesAModelWithoutOperators) {
  const Model model = model_of({Subgraph{"main", {tensor(16)}, {0}, {0}, {}}});
  const Optimisations found = optimise(model, kHost).value();
  EXPECT_TRUE(found.order.is_proven);
  EXPECT_FALSE(found.best_copy().changes());
}

TEST(OptimiseModel, WritesWordsAsLittleEndianBytes) {
  EXPECT_EQ(metadata_bytes({1, -1, 0x01020304}), (Bytes{1, 0, 0, 0, 255, 255, 255, 255, 4, 3, 2, 1}));
}

Model random_model(std::mt19937& random, std::size_t operators) {
  Subgraph graph{"main", {tensor(static_cast<std::int32_t>(16 + random() % 600))}, {0}, {}, {}};
  std::vector<int> readers{1};
  for (std::size_t i = 0; i < operators; ++i) {
    std::vector<std::int32_t> reads;
    for (std::size_t n = 1 + random() % 2; n-- > 0;)
      reads.push_back(static_cast<std::int32_t>(i - random() % std::min<std::size_t>(i + 1, 5)));
    const bool is_sum = random() % 5 == 0;
    if (is_sum && reads.size() == 1) reads.push_back(reads[0]);
    for (const std::int32_t read : reads) ++readers[static_cast<std::size_t>(read)];
    graph.tensors.push_back(tensor(static_cast<std::int32_t>(16 + random() % 600)));
    readers.push_back(0);
    graph.operators.push_back(
        step(is_sum ? "SUM" : "CONCATENATION", reads, {static_cast<std::int32_t>(graph.tensors.size()) - 1}));
  }
  for (std::size_t t = 0; t < readers.size(); ++t) {
    if (readers[t] == 0) graph.outputs.push_back(static_cast<std::int32_t>(t));
  }
  return model_of({graph});
}

TEST(OptimiseModel, IsSoundOnRandomModels) {
  std::mt19937 random(6);
  int better_order = 0, better_placement = 0;
  for (int round = 0; round < 80; ++round) {
    SCOPED_TRACE(round);
    const Model model = random_model(random, 1 + static_cast<std::size_t>(round) % 25);
    const Optimisations found = optimise(model, round % 2 == 0 ? kHost : kArm).value();
    expect_sound(model, found);
    EXPECT_TRUE(found.order.is_proven);
    better_order += found.order.is_better ? 1 : 0;
    better_placement += found.placement.is_better ? 1 : 0;
  }
  std::printf("of 80 random models %d have a better order, %d a better placement\n", better_order, better_placement);
  EXPECT_GT(better_order, 10);
  EXPECT_GT(better_placement, 3);
}

TEST(OptimiseModel, TakesItsTimeForFiveHundredOperators) {
  std::mt19937 random(500);
  const Model model = random_model(random, 500);
  const auto start = std::chrono::steady_clock::now();
  const Optimisations found = optimise(model, kHost).value();
  const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - start;
  expect_sound(model, found);
  std::printf("500 operators: %.0f ms\n", spent.count());
}

std::vector<std::filesystem::path> reference_models() {
  std::vector<std::filesystem::path> paths;
  for (const char* folder : {"reference/models", "reference/models_more"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(tests::shared(folder))) {
      if (entry.path().extension() == ".tflite") paths.push_back(entry.path());
    }
  }
  std::ranges::sort(paths);
  return paths;
}

TEST(OptimiseModel, IsSoundOnTheReferenceModels) {
  KG_NEEDS_SHARED("reference/models_more");
  int models = 0, orders = 0, placements = 0, copies = 0;
  for (const auto& path : reference_models()) {
    SCOPED_TRACE(path.filename());
    const Bytes bytes = read_file(path, 16 << 20).value();
    const Model model = ingest::read_model(bytes, path.stem().string(), {}).value();
    if (!plan(model, kArm).value().arena) continue;
    const Optimisations found = optimise(model, kArm).value();
    expect_sound(model, found);
    const Optimisations::Copy copy = found.best_copy();
    ++models;
    orders += found.order.is_better ? 1 : 0;
    placements += found.placement.is_better ? 1 : 0;
    copies += copy.changes() ? 1 : 0;
    if (!copy.changes() && found.in_place.head_bytes == found.today.head_bytes) continue;
    std::printf("%-44s head %7llu order %7llu%s offsets %7llu%s copy %7llu in place %7llu\n",
                path.stem().string().c_str(), static_cast<unsigned long long>(found.today.head_bytes),
                static_cast<unsigned long long>(found.order.need.head_bytes), found.order.is_proven ? " " : "?",
                static_cast<unsigned long long>(found.placement.need.head_bytes), found.placement.is_proven ? " " : "?",
                static_cast<unsigned long long>(copy.need.head_bytes),
                static_cast<unsigned long long>(found.in_place.head_bytes));
  }
  std::printf("%d models: %d have a better order, %d a better placement, %d a smaller copy\n", models, orders,
              placements, copies);
  EXPECT_GT(models, 80);
  EXPECT_GT(copies, 0);
}

}  // namespace
}  // namespace kilograph::inspect
