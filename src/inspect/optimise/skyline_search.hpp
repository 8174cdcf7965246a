// The exact search for the smallest placement of few buffers.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "inspect/plan/placement.hpp"

namespace kilograph::inspect::optimise_detail {

struct SkylineResult {
  std::vector<std::uint64_t> offsets;  // empty: nothing below `limit` was found
  std::uint64_t extent = 0;            // of these; `limit` where there are none
  bool has_ended = false;              // all was searched: no placement has a smaller extent
};

// Buffers are set down in the order of their offsets, each on the highest of those below it that it
// shares a step with; the best placement of all is among these. A branch is left where what stands at
// some step, and what must still stand there, reaches what was found before. Looks for extents below
// `limit`; stops at `bound`, which none can go below.
SkylineResult search_skylines(const std::vector<plan_detail::Lifetime>& buffers, std::uint64_t limit,
                              std::uint64_t bound, std::uint64_t work);

}  // namespace kilograph::inspect::optimise_detail
