// The order of steps with the fewest bytes alive at once.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <random>

#include "inspect/optimise/order_search.hpp"

namespace kilograph::inspect::optimise_detail {
namespace {

using Order = std::vector<std::int32_t>;

// A step reads some values and makes the next one; value 0 is given, those that nobody reads last.
OrderProblem problem_of(const std::vector<std::uint64_t>& bytes, const std::vector<std::vector<std::int32_t>>& reads) {
  OrderProblem problem;
  for (const std::uint64_t size : bytes) problem.values.push_back({size});
  problem.values[0].is_given = true;
  for (std::size_t i = 0; i < reads.size(); ++i) {
    Step step{{}, reads[i], {static_cast<std::int32_t>(i) + 1}};
    for (const std::int32_t value : reads[i]) {
      if (value > 0) step.before.push_back(value - 1);
      ++problem.values[static_cast<std::size_t>(value)].readers;
    }
    problem.steps.push_back(std::move(step));
  }
  for (std::size_t v = 1; v < problem.values.size(); ++v) problem.values[v].lasts = problem.values[v].readers == 0;
  return problem;
}

OrderProblem random_problem(std::mt19937& random, std::size_t steps) {
  std::uniform_int_distribution<std::uint64_t> sixteens(1, 60);
  std::vector<std::uint64_t> bytes{sixteens(random) * 16};
  std::vector<std::vector<std::int32_t>> reads;
  for (std::size_t i = 0; i < steps; ++i) {
    bytes.push_back(sixteens(random) * 16);
    std::vector<std::int32_t> some;
    const std::size_t wanted = 1 + random() % 3;
    for (std::size_t n = 0; n < wanted; ++n) {
      const std::size_t reach = std::min<std::size_t>(i + 1, 1 + random() % 6);
      const auto value = static_cast<std::int32_t>(i - random() % reach);
      if (std::ranges::find(some, value) == some.end()) some.push_back(value);
    }
    reads.push_back(some);
  }
  OrderProblem problem = problem_of(bytes, reads);
  for (Step& step : problem.steps) step.own_bytes = random() % 4 == 0 ? sixteens(random) * 16 : 0;
  return problem;
}

bool is_allowed(const OrderProblem& problem, const Order& order) {
  std::vector<bool> has_run(problem.steps.size(), false);
  for (const std::int32_t step : order) {
    for (const std::int32_t before : problem.steps[static_cast<std::size_t>(step)].before) {
      if (!has_run[static_cast<std::size_t>(before)]) return false;
    }
    has_run[static_cast<std::size_t>(step)] = true;
  }
  return order.size() == problem.steps.size() && std::ranges::find(has_run, false) == has_run.end();
}

// The peak said again plainly: when each value begins and ends, then the sum at every step.
std::uint64_t plain_peak(const OrderProblem& problem, const Order& order) {
  const std::size_t count = order.size();
  std::vector<std::uint64_t> alive(count + 1, 0);  // 0 is the start
  for (std::size_t v = 0; v < problem.values.size(); ++v) {
    const Value& value = problem.values[v];
    std::size_t first = count + 1, last = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const Step& step = problem.steps[static_cast<std::size_t>(order[i])];
      const auto index = static_cast<std::int32_t>(v);
      if (std::ranges::find(step.makes, index) != step.makes.end()) first = last = i + 1;
      if (std::ranges::find(step.reads, index) != step.reads.end()) last = i + 1;
    }
    if (value.is_given) first = 0;
    if (value.lasts) last = count;
    for (std::size_t i = first; i <= last; ++i) alive[i] += value.bytes;
  }
  for (std::size_t i = 0; i < count; ++i) alive[i + 1] += problem.steps[static_cast<std::size_t>(order[i])].own_bytes;
  return *std::ranges::max_element(alive);
}

// The slow twin: every allowed order.
std::uint64_t least_peak(const OrderProblem& problem, Order& order, std::uint64_t least) {
  if (order.size() == problem.steps.size()) return std::min(least, plain_peak(problem, order));
  for (std::int32_t step = 0; step < static_cast<std::int32_t>(problem.steps.size()); ++step) {
    if (std::ranges::find(order, step) != order.end()) continue;
    const std::vector<std::int32_t>& before = problem.steps[static_cast<std::size_t>(step)].before;
    if (!std::ranges::all_of(before, [&](std::int32_t b) { return std::ranges::find(order, b) != order.end(); }))
      continue;
    order.push_back(step);
    least = least_peak(problem, order, least);
    order.pop_back();
  }
  return least;
}

// The example of arXiv 1910.05110: seven operators in two branches, sizes in bytes; in the order of
// the file 5,216 are alive at once, in the best one 4,960.
OrderProblem published_example() {
  return problem_of({1568, 3136, 1568, 512, 512, 256, 256, 512}, {{0}, {1}, {2}, {1}, {3}, {4}, {5, 6}});
}

TEST(OptimiseOrder, FindsThePublishedOrder) {
  const OrderProblem problem = published_example();
  EXPECT_EQ(peak_of(problem, order_of_file(problem)), 5216u);
  const FoundOrder found = best_order(problem);
  EXPECT_EQ(found.peak_bytes, 4960u);
  EXPECT_TRUE(found.is_proven());
  EXPECT_TRUE(is_allowed(problem, found.order));
  EXPECT_EQ(peak_of(problem, {0, 3, 5, 1, 2, 4, 6}), 4960u);  // as published
}

TEST(OptimiseOrder, KeepsTheFilesOrderWhereNoneIsBetter) {
  const OrderProblem chain = problem_of({160, 320, 160, 16}, {{0}, {1}, {2}});
  const FoundOrder found = best_order(chain);
  EXPECT_EQ(found.order, (Order{0, 1, 2}));
  EXPECT_EQ(found.peak_bytes, 480u);
  EXPECT_TRUE(found.is_proven());
}

TEST(OptimiseOrder, TakesAnEmptyProblem) {
  const FoundOrder found = best_order({});
  EXPECT_TRUE(found.order.empty());
  EXPECT_EQ(found.peak_bytes, 0u);
}

TEST(OptimiseOrder, EqualsTheBestOfAllOrders) {
  std::mt19937 random(1910'05110);
  int better = 0;
  for (int round = 0; round < 300; ++round) {
    const OrderProblem problem = random_problem(random, 1 + static_cast<std::size_t>(round) % 8);
    Order order;
    const std::uint64_t least = least_peak(problem, order, UINT64_MAX);
    const FoundOrder found = best_order(problem);
    ASSERT_TRUE(is_allowed(problem, found.order)) << "round " << round;
    EXPECT_EQ(found.peak_bytes, least) << "round " << round;
    EXPECT_EQ(found.bound, least) << "round " << round;
    EXPECT_EQ(plain_peak(problem, found.order), least) << "round " << round;
    better += least < peak_of(problem, order_of_file(problem)) ? 1 : 0;
  }
  EXPECT_GT(better, 50);  // the test has something to find
}

TEST(OptimiseOrder, ClaimsNothingThatItCouldNotSearch) {
  std::mt19937 random(3);
  int proven = 0, open = 0;
  for (int round = 0; round < 100; ++round) {
    const OrderProblem problem = random_problem(random, 8);
    Order order;
    const std::uint64_t least = least_peak(problem, order, UINT64_MAX);
    const FoundOrder found = best_order(problem, 1 + random() % 3'000);
    ASSERT_TRUE(is_allowed(problem, found.order)) << "round " << round;
    EXPECT_LE(found.bound, least) << "round " << round;
    EXPECT_GE(found.peak_bytes, least) << "round " << round;
    EXPECT_LE(found.peak_bytes, peak_of(problem, order_of_file(problem))) << "round " << round;
    if (found.is_proven()) {
      EXPECT_EQ(found.peak_bytes, least) << "round " << round;
    }
    (found.is_proven() ? proven : open) += 1;
  }
  EXPECT_GT(proven, 0);
  EXPECT_GT(open, 0);
}

TEST(OptimiseOrder, BeamKeepsToTheRules) {
  std::mt19937 random(11);
  for (int round = 0; round < 100; ++round) {
    const OrderProblem problem = random_problem(random, 1 + static_cast<std::size_t>(round) % 30);
    for (const std::size_t width : {1u, 8u}) {
      const Order order = order_by_beam(problem, width);
      ASSERT_TRUE(is_allowed(problem, order)) << "round " << round;
      EXPECT_GE(peak_of(problem, order), best_order(problem).bound) << "round " << round;
    }
  }
}

TEST(OptimiseOrder, TakesItsTimeForFiveHundredSteps) {
  std::mt19937 random(500);
  const OrderProblem problem = random_problem(random, 500);
  const auto start = std::chrono::steady_clock::now();
  const FoundOrder found = best_order(problem);
  const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - start;
  EXPECT_TRUE(is_allowed(problem, found.order));
  EXPECT_LE(found.peak_bytes, peak_of(problem, order_of_file(problem)));
  EXPECT_GE(found.peak_bytes, found.bound);
  std::printf("500 steps: %.1f ms, peak %llu of the file's %llu, bound %llu\n", spent.count(),
              static_cast<unsigned long long>(found.peak_bytes),
              static_cast<unsigned long long>(peak_of(problem, order_of_file(problem))),
              static_cast<unsigned long long>(found.bound));
}

}  // namespace
}  // namespace kilograph::inspect::optimise_detail
