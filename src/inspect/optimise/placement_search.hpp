// Offsets that need a smaller head than the runtime's own placement.
#pragma once

#include <cstdint>
#include <vector>

#include "inspect/plan/placement.hpp"

namespace kilograph::inspect::optimise_detail {

// Most bytes alive at one step; buffers that no step touches (-1) count together as one more. No placement has a
// smaller extent.
std::uint64_t alive_at_once(const std::vector<plan_detail::Lifetime>& buffers);

struct FoundPlacement {
  std::vector<std::int64_t> fixed_offsets;  // a buffer; -1: the runtime shall place it
  std::uint64_t extent = 0;                 // as the runtime places the others around the fixed ones
  std::uint64_t bound = 0;                  // no placement is smaller

  bool is_proven() const { return extent == bound; }
};

// How much work a search may do: about so many looks at a buffer.
inline constexpr std::uint64_t kPlacementSearchWork = 80'000'000;

// Never larger than the runtime's own placement, which is kept (no fixed offsets) where nothing smaller is found.
// `may_fix` says which buffers the file can give an offset to; scratch memory cannot be, so each
// candidate is weighed with the runtime placing it. In turn, until the bound is met: lowest gaps by several
// orders of the buffers; branch and bound over skylines, which is exact when it ends in time; small
// changes to the best order found.
FoundPlacement best_placement(const std::vector<plan_detail::Lifetime>& buffers, const std::vector<bool>& may_fix,
                              std::uint64_t work = kPlacementSearchWork);

}  // namespace kilograph::inspect::optimise_detail
