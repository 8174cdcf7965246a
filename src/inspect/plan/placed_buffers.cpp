#include "inspect/plan/placed_buffers.hpp"

#include <algorithm>
#include <bit>

namespace kilograph::inspect::plan_detail {

// A Fenwick tree.
void PlacedBuffers::Counter::add(std::size_t step) {
  for (std::size_t i = step + 1; i < sums_.size(); i += i & (~i + 1)) ++sums_[i];
}

std::size_t PlacedBuffers::Counter::up_to(std::size_t steps) const {
  std::size_t sum = 0;
  for (std::size_t i = steps; i > 0; i -= i & (~i + 1)) sum += sums_[i];
  return sum;
}

PlacedBuffers::PlacedBuffers(std::int32_t last_step)
    : leaves_(std::bit_ceil(index(last_step) + 1)),
      spans_(2 * leaves_),
      starts_(leaves_),
      started_(leaves_),
      ended_(leaves_) {}

void PlacedBuffers::add(const Placed& placed) {
  starts_[index(placed.first_use)].push_back(placed);
  started_.add(index(placed.first_use));
  ended_.add(index(placed.last_use));
  std::size_t from = leaves_ + index(placed.first_use);
  std::size_t to = leaves_ + index(placed.last_use) + 1;
  for (; from < to; from /= 2, to /= 2) {
    if (from % 2 == 1) spans_[from++].push_back(placed);
    if (to % 2 == 1) spans_[--to].push_back(placed);
  }
}

std::size_t PlacedBuffers::count_alive(std::int32_t first_use, std::int32_t last_use) const {
  return started_.up_to(index(last_use) + 1) - ended_.up_to(index(first_use));
}

void PlacedBuffers::find_alive(std::int32_t first_use, std::int32_t last_use, std::vector<Placed>& alive) const {
  alive.clear();
  for (std::size_t node = leaves_ + index(first_use); node > 0; node /= 2) {
    alive.insert(alive.end(), spans_[node].begin(), spans_[node].end());
  }
  for (std::size_t step = index(first_use) + 1; step <= index(last_use); ++step) {
    alive.insert(alive.end(), starts_[step].begin(), starts_[step].end());
  }
  std::ranges::sort(alive, {}, &Placed::offset);
}

}  // namespace kilograph::inspect::plan_detail
