// Offsets that need less than the runtime's own placement.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <numeric>
#include <random>

#include "inspect/optimise/placement_search.hpp"
#include "inspect/optimise/skyline_search.hpp"

namespace kilograph::inspect::optimise_detail {
namespace {

using plan_detail::extent;
using plan_detail::Lifetime;
using plan_detail::place_greedily;

bool overlap(const Lifetime& a, const Lifetime& b) { return a.first_use <= b.last_use && b.first_use <= a.last_use; }

std::vector<Lifetime> random_buffers(std::mt19937& random, std::size_t count, std::uint64_t largest = 40) {
  std::vector<Lifetime> buffers;
  for (std::size_t i = 0; i < count; ++i) {
    const auto first = static_cast<std::int32_t>(random() % count);
    buffers.push_back({(1 + random() % largest) * 16, first, first + static_cast<std::int32_t>(random() % 5)});
  }
  return buffers;
}

// As the runtime ends up with them.
std::vector<std::uint64_t> placed(const std::vector<Lifetime>& buffers, const FoundPlacement& found) {
  std::vector<Lifetime> fixed = buffers;
  for (std::size_t i = 0; i < fixed.size(); ++i) fixed[i].fixed_offset = found.fixed_offsets[i];
  return place_greedily(fixed);
}

void expect_no_overlap(const std::vector<Lifetime>& buffers, const std::vector<std::uint64_t>& offsets) {
  for (std::size_t a = 0; a < buffers.size(); ++a) {
    for (std::size_t b = a + 1; b < buffers.size(); ++b) {
      if (!overlap(buffers[a], buffers[b])) continue;
      EXPECT_TRUE(offsets[a] + buffers[a].bytes <= offsets[b] || offsets[b] + buffers[b].bytes <= offsets[a])
          << "buffers " << a << " and " << b;
    }
  }
}

// The slow twin: every order of placing, each buffer at its lowest gap, which meets the smallest placement.
std::uint64_t smallest_extent(const std::vector<Lifetime>& buffers) {
  std::vector<std::size_t> order(buffers.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::uint64_t smallest = UINT64_MAX;
  do {
    std::vector<std::uint64_t> ends(buffers.size(), 0);
    for (std::size_t i = 0; i < order.size(); ++i) {
      std::uint64_t at = 0;
      for (std::size_t j = 0; j < i; ++j) {
        if (overlap(buffers[order[i]], buffers[order[j]])) at = std::max(at, ends[order[j]]);
      }
      ends[order[i]] = at + buffers[order[i]].bytes;
    }
    smallest = std::min(smallest, *std::ranges::max_element(ends));
  } while (std::next_permutation(order.begin(), order.end()));
  return smallest;
}

TEST(OptimisePlacement, NothingTakesNothing) {
  const FoundPlacement found = best_placement({}, {});
  EXPECT_TRUE(found.is_proven());
  EXPECT_EQ(found.extent, 0u);
}

TEST(OptimisePlacement, KeepsTheRuntimesWhereItIsBest) {
  const std::vector<Lifetime> buffers{{160, 0, 1}, {160, 1, 2}, {160, 2, 3}};
  const FoundPlacement found = best_placement(buffers, {true, true, true});
  EXPECT_EQ(found.extent, 320u);
  EXPECT_TRUE(found.is_proven());
  EXPECT_EQ(found.fixed_offsets, (std::vector<std::int64_t>{-1, -1, -1}));
}

TEST(OptimisePlacement, FindsTheSmallestOfFewBuffers) {
  std::mt19937 random(7);
  int better = 0;
  for (int round = 0; round < 150; ++round) {
    const std::vector<Lifetime> buffers = random_buffers(random, 2 + static_cast<std::size_t>(round) % 6, 6);
    const std::uint64_t smallest = smallest_extent(buffers);
    const FoundPlacement found = best_placement(buffers, std::vector<bool>(buffers.size(), true));
    EXPECT_EQ(found.extent, smallest) << "round " << round;
    EXPECT_TRUE(found.is_proven()) << "round " << round;
    const SkylineResult exact = search_skylines(buffers, UINT64_MAX, 0, 1'000'000'000);
    EXPECT_TRUE(exact.has_ended);
    EXPECT_EQ(exact.extent, smallest) << "round " << round;
    better += smallest < extent(buffers, place_greedily(buffers)) ? 1 : 0;
  }
  EXPECT_GT(better, 3);  // the test has something to find
}

TEST(OptimisePlacement, IsNeverWorseThanGreedyNorBelowTheBound) {
  std::mt19937 random(20260820);
  int better = 0, proven = 0;
  for (int round = 0; round < 120; ++round) {
    const std::vector<Lifetime> buffers = random_buffers(random, 5 + static_cast<std::size_t>(round) % 60);
    std::vector<bool> may_fix;
    for (std::size_t i = 0; i < buffers.size(); ++i) may_fix.push_back(round % 2 == 0 || random() % 4 != 0);
    const FoundPlacement found = best_placement(buffers, may_fix, 2'000'000);
    const std::vector<std::uint64_t> offsets = placed(buffers, found);
    EXPECT_EQ(extent(buffers, offsets), found.extent) << "round " << round;
    EXPECT_LE(found.extent, extent(buffers, place_greedily(buffers))) << "round " << round;
    EXPECT_GE(found.bound, alive_at_once(buffers)) << "round " << round;
    EXPECT_GE(found.extent, found.bound) << "round " << round;
    expect_no_overlap(buffers, offsets);
    for (std::size_t i = 0; i < buffers.size(); ++i) EXPECT_TRUE(may_fix[i] || found.fixed_offsets[i] < 0);
    better += found.extent < extent(buffers, place_greedily(buffers)) ? 1 : 0;
    proven += found.is_proven() ? 1 : 0;
  }
  std::printf("of 120 random sets %d were placed smaller than greedily, %d proven smallest\n", better, proven);
  EXPECT_GT(better, 10);
  EXPECT_GT(proven, 10);
}

TEST(OptimisePlacement, GivesTheSameAnswerEachTime) {
  std::mt19937 random(5);
  const std::vector<Lifetime> buffers = random_buffers(random, 80);
  const std::vector<bool> all(buffers.size(), true);
  EXPECT_EQ(best_placement(buffers, all).fixed_offsets, best_placement(buffers, all).fixed_offsets);
}

TEST(OptimisePlacement, ClaimsNothingWhenItWasCutShort) {
  std::mt19937 random(9);
  const std::vector<Lifetime> buffers = random_buffers(random, 40);
  const SkylineResult cut = search_skylines(buffers, UINT64_MAX, 0, 100);
  EXPECT_FALSE(cut.has_ended);
}

TEST(OptimisePlacement, TakesItsTimeForAThousandBuffers) {
  std::mt19937 random(1000);
  const std::vector<Lifetime> buffers = random_buffers(random, 1'000);
  const auto start = std::chrono::steady_clock::now();
  const FoundPlacement found = best_placement(buffers, std::vector<bool>(buffers.size(), true));
  const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - start;
  EXPECT_LE(found.extent, extent(buffers, place_greedily(buffers)));
  std::printf("1,000 buffers: %.1f ms, %llu of greedy's %llu, bound %llu\n", spent.count(),
              static_cast<unsigned long long>(found.extent),
              static_cast<unsigned long long>(extent(buffers, place_greedily(buffers))),
              static_cast<unsigned long long>(found.bound));
}

}  // namespace
}  // namespace kilograph::inspect::optimise_detail
