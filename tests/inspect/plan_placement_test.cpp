// Where buffers go, on made-up lifetimes.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <random>

#include "inspect/plan/placement.hpp"

namespace kilograph::inspect::plan_detail {
namespace {

bool overlap(const Lifetime& a, const Lifetime& b) { return a.first_use <= b.last_use && b.first_use <= a.last_use; }

std::vector<Lifetime> random_buffers(std::mt19937& random, std::size_t count) {
  std::uniform_int_distribution<std::uint64_t> sixteens(1, 400);
  std::uniform_int_distribution<std::int32_t> start(0, static_cast<std::int32_t>(count));
  std::uniform_int_distribution<std::int32_t> length(0, 6);
  std::vector<Lifetime> buffers;
  for (std::size_t i = 0; i < count; ++i) {
    const std::int32_t first = start(random);
    buffers.push_back({sixteens(random) * 16, first, first + length(random)});
  }
  return buffers;
}

// The same rule, said again without a sorted list: try every end of an overlapping buffer, lowest first.
std::vector<std::uint64_t> place_plainly(const std::vector<Lifetime>& buffers) {
  std::vector<std::size_t> order;
  for (std::size_t i = buffers.size(); i-- > 0;) order.push_back(i);
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return buffers[a].bytes > buffers[b].bytes; });
  std::vector<std::uint64_t> offsets(buffers.size(), 0);
  std::vector<std::size_t> placed;
  for (const std::size_t index : order) {
    std::vector<std::uint64_t> candidates{0};
    for (const std::size_t other : placed) {
      if (overlap(buffers[index], buffers[other])) candidates.push_back(offsets[other] + buffers[other].bytes);
    }
    std::sort(candidates.begin(), candidates.end());
    for (const std::uint64_t candidate : candidates) {
      const bool free = std::none_of(placed.begin(), placed.end(), [&](std::size_t other) {
        return overlap(buffers[index], buffers[other]) && candidate < offsets[other] + buffers[other].bytes &&
               offsets[other] < candidate + buffers[index].bytes;
      });
      if (!free) continue;
      offsets[index] = candidate;
      break;
    }
    placed.push_back(index);
  }
  return offsets;
}

TEST(PlanPlacement, NothingTakesNothing) {
  EXPECT_TRUE(place_greedily({}).empty());
  EXPECT_EQ(extent({}, {}), 0u);
}

TEST(PlanPlacement, ReusesMemoryOverTime) {
  const std::vector<Lifetime> buffers{{160, 0, 1}, {160, 1, 2}, {160, 2, 3}};
  const std::vector<std::uint64_t> offsets = place_greedily(buffers);
  EXPECT_EQ(offsets, (std::vector<std::uint64_t>{0, 160, 0}));
  EXPECT_EQ(extent(buffers, offsets), 320u);
}

TEST(PlanPlacement, PlacesEqualSizesInReverseOrder) {
  EXPECT_EQ(place_greedily({{64, 0, 0}, {64, 0, 0}, {64, 0, 0}}), (std::vector<std::uint64_t>{128, 64, 0}));
}

TEST(PlanPlacement, FillsTheLowestGap) {
  // The largest at 0, the next above it; what overlaps only the upper one goes below it.
  EXPECT_EQ(place_greedily({{320, 0, 1}, {160, 1, 3}, {160, 3, 4}, {16, 2, 2}}),
            (std::vector<std::uint64_t>{0, 320, 0, 0}));
}

TEST(PlanPlacement, KeepsWhatIsPlannedOffline) {
  const std::vector<Lifetime> buffers{{160, 0, 2}, {160, 0, 2, 640}, {32, 0, 2}, {160, 0, 0, 640}};
  EXPECT_EQ(place_greedily(buffers), (std::vector<std::uint64_t>{0, 640, 160, 640}));
}

TEST(PlanPlacement, NeverOverlapsWhatIsAliveTogether) {
  std::mt19937 random(20260820);
  for (int round = 0; round < 200; ++round) {
    const std::vector<Lifetime> buffers = random_buffers(random, 1 + static_cast<std::size_t>(round) % 60);
    const std::vector<std::uint64_t> offsets = place_greedily(buffers);
    EXPECT_EQ(offsets, place_plainly(buffers)) << "round " << round;
    EXPECT_EQ(offsets, place_greedily_by_scanning(buffers)) << "round " << round;
    for (std::size_t a = 0; a < buffers.size(); ++a) {
      for (std::size_t b = a + 1; b < buffers.size(); ++b) {
        if (!overlap(buffers[a], buffers[b])) continue;
        EXPECT_TRUE(offsets[a] + buffers[a].bytes <= offsets[b] || offsets[b] + buffers[b].bytes <= offsets[a])
            << "round " << round << ": buffers " << a << " and " << b;
      }
    }
    EXPECT_EQ(place_greedily(buffers), offsets);
  }
}

TEST(PlanPlacement, PlacesManyAsScanningDoes) {
  std::mt19937 random(20261121);
  for (std::size_t count = 390; count < 1200; count += 45) {
    const std::vector<Lifetime> buffers = random_buffers(random, count);
    EXPECT_TRUE(place_greedily(buffers) == place_greedily_by_scanning(buffers)) << count << " buffers";
  }
}

TEST(PlanPlacement, PlacesTwentyThousandBuffersAsScanningDoes) {
  std::mt19937 random(7);
  for (const std::int32_t longest : {1, 60, 20'000}) {
    std::vector<Lifetime> buffers = random_buffers(random, 20'000);
    std::uniform_int_distribution<std::int32_t> length(0, longest);
    for (std::size_t i = 0; i < buffers.size(); i += 7) {
      buffers[i].last_use = std::min(buffers[i].first_use + length(random), 20'006);
    }
    for (std::size_t i = 0; i < buffers.size(); i += 500) buffers[i].first_use = buffers[i].last_use = -1;
    for (std::size_t i = 3; i < buffers.size(); i += 900) buffers[i].fixed_offset = static_cast<std::int64_t>(i * 16);
    const auto start = std::chrono::steady_clock::now();
    const std::vector<std::uint64_t> offsets = place_greedily(buffers);
    const auto middle = std::chrono::steady_clock::now();
    const std::vector<std::uint64_t> scanned = place_greedily_by_scanning(buffers);
    const auto end = std::chrono::steady_clock::now();
    EXPECT_TRUE(offsets == scanned) << "lifetimes up to " << longest;
    const std::chrono::duration<double, std::milli> fast = middle - start, slow = end - middle;
    std::printf("20,000 buffers, lifetimes up to %d: placed in %.1f ms, by scanning in %.1f ms\n", longest,
                fast.count(), slow.count());
  }
}

}  // namespace
}  // namespace kilograph::inspect::plan_detail
