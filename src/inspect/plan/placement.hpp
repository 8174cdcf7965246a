// Where buffers go that share memory over time.
#pragma once

#include <cstdint>
#include <vector>

namespace kilograph::inspect::plan_detail {

inline constexpr std::int64_t kNotPlanned = -1;

// A buffer to be placed. Its two uses are inclusive; buffers overlap in time when they share a step.
struct Lifetime {
  std::uint64_t bytes = 0;
  std::int32_t first_use = -1;
  std::int32_t last_use = -1;
  std::int64_t fixed_offset = kNotPlanned;  // 0 or more: planned offline, not to be moved
};

// Offsets by greedy placement in order of size, as the runtime's planner does it: fixed buffers
// first, in order of adding; the others by size, descending, equal ones in reverse order of adding;
// each at the lowest gap among the placed buffers that it overlaps in time. One offset a buffer.
// Takes O(n (log n + k)) for n buffers of which k are alive together, at most n² / 2. Uses are at least
// -1, the last not before the first.
std::vector<std::uint64_t> place_greedily(const std::vector<Lifetime>& buffers);

// The same, as the runtime's planner goes about it: each buffer is held against all placed ones. The slow
// twin of the above, for tests and for comparing their cost.
std::vector<std::uint64_t> place_greedily_by_scanning(const std::vector<Lifetime>& buffers);

// The highest end of a placed buffer; 0 without buffers.
std::uint64_t extent(const std::vector<Lifetime>& buffers, const std::vector<std::uint64_t>& offsets);

}  // namespace kilograph::inspect::plan_detail
