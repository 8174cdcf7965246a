// The order of steps with the fewest bytes alive at once.
#pragma once

#include <cstdint>
#include <vector>

#include "inspect/optimise/order_problem.hpp"

namespace kilograph::inspect::optimise_detail {

struct FoundOrder {
  std::vector<std::int32_t> order;  // the file's where none is better
  std::uint64_t peak_bytes = 0;
  std::uint64_t bound = 0;          // no allowed order has a smaller peak

  bool is_proven() const { return peak_bytes == bound; }
};

// How much work a search may do: about so many looks at a step or value.
inline constexpr std::uint64_t kOrderSearchWork = 60'000'000;

// What has run decides what is alive, so that a search over sets of steps, smallest peak first, finds the best order
// (Liberis and Lane, arXiv 1910.05110, do the same by recursion from the end). A step that fits under the
// peak that must be paid anyway, and frees as much as it takes, is run at once: bringing it forward can only lower
// what is alive at the others. When the work is used up, what is open bounds the peak from below, and a beam
// search (many orders kept side by side, step by step) looks for a good one. With `work` 0 only the file's
// order is weighed.
FoundOrder best_order(const OrderProblem& problem, std::uint64_t work = kOrderSearchWork);

// The beam search alone, `width` orders side by side.
std::vector<std::int32_t> order_by_beam(const OrderProblem& problem, std::size_t width);

}  // namespace kilograph::inspect::optimise_detail
