#include "inspect/optimise/placement_search.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <random>

#include "inspect/optimise/skyline_search.hpp"

namespace kilograph::inspect::optimise_detail {
namespace {

using plan_detail::extent;
using plan_detail::kNotPlanned;
using plan_detail::Lifetime;
using plan_detail::place_greedily;

constexpr std::size_t kMostForSkylines = 200;
constexpr std::uint64_t kMostChanges = 2'000;

using Order = std::vector<std::size_t>;
using Offsets = std::vector<std::uint64_t>;

std::uint64_t duration(const Lifetime& buffer) {
  return static_cast<std::uint64_t>(std::int64_t{buffer.last_use} - buffer.first_use + 1);
}

using Rank = std::uint64_t (*)(const Lifetime&);
constexpr std::array<Rank, 6> kRanks{
    [](const Lifetime& b) { return b.bytes; },
    [](const Lifetime& b) { return b.bytes * duration(b); },
    [](const Lifetime& b) { return duration(b); },
    [](const Lifetime& b) { return b.bytes * b.bytes * duration(b); },
    [](const Lifetime& b) { return UINT64_MAX - static_cast<std::uint64_t>(std::int64_t{b.first_use} + 1); },
    [](const Lifetime& b) { return static_cast<std::uint64_t>(std::int64_t{b.last_use} + 1); },
};

Order order_by(const std::vector<Lifetime>& buffers, Rank rank) {
  Order order(buffers.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return rank(buffers[a]) > rank(buffers[b]); });
  return order;
}

// Each buffer at the lowest gap among those before it in the order.
Offsets place_in(const Order& order, const std::vector<Lifetime>& buffers) {
  struct Placed {
    std::uint64_t offset, end;
    std::int32_t first_use, last_use;
  };
  Offsets offsets(buffers.size(), 0);
  std::vector<Placed> placed;  // by offset
  placed.reserve(buffers.size());
  for (const std::size_t index : order) {
    const Lifetime& wanted = buffers[index];
    std::uint64_t at = 0;
    for (const Placed& other : placed) {
      if (other.first_use > wanted.last_use || wanted.first_use > other.last_use) continue;
      if (other.offset >= at && other.offset - at >= wanted.bytes) break;
      at = std::max(at, other.end);
    }
    offsets[index] = at;
    const auto after = std::ranges::upper_bound(placed, at, {}, &Placed::offset);
    placed.insert(after, Placed{at, at + wanted.bytes, wanted.first_use, wanted.last_use});
  }
  return offsets;
}

class Search {
 public:
  Search(const std::vector<Lifetime>& buffers, const std::vector<bool>& may_fix, std::uint64_t work)
      : buffers_(buffers), may_fix_(may_fix), work_(work), cost_(buffers.size() * buffers.size() / 2 + 16) {
    best_.fixed_offsets.assign(buffers.size(), kNotPlanned);
    best_.extent = extent(buffers, place_greedily(buffers));
    best_.bound = alive_at_once(buffers);
  }

  FoundPlacement run() {
    if (best_.is_proven() || std::ranges::find(may_fix_, true) == may_fix_.end()) return best_;
    try_ranks();
    if (!best_.is_proven() && buffers_.size() <= kMostForSkylines) try_skylines();
    if (!best_.is_proven()) try_changes();
    return best_;
  }

 private:
  bool spend(std::uint64_t cost) {
    if (work_ < cost) return false;
    work_ -= cost;
    return true;
  }

  // As the runtime would: fixed ones first, then the others around them.
  void weigh(const Offsets& offsets) {
    std::vector<Lifetime> lifetimes = buffers_;
    for (std::size_t i = 0; i < lifetimes.size(); ++i) {
      if (may_fix_[i]) lifetimes[i].fixed_offset = static_cast<std::int64_t>(offsets[i]);
    }
    const std::uint64_t bytes = extent(lifetimes, place_greedily(lifetimes));
    if (bytes >= best_.extent) return;
    best_.extent = bytes;
    for (std::size_t i = 0; i < lifetimes.size(); ++i) best_.fixed_offsets[i] = lifetimes[i].fixed_offset;
  }

  void try_order(const Order& order) {
    const Offsets offsets = place_in(order, buffers_);
    const std::uint64_t bytes = extent(buffers_, offsets);
    if (bytes < best_.extent) weigh(offsets);
    if (order_.empty() || bytes <= extent_in_order_) {
      order_ = order;
      extent_in_order_ = bytes;
      offsets_ = offsets;
    }
  }

  void try_ranks() {
    for (const Rank rank : kRanks) {
      if (!best_.is_proven() && spend(2 * cost_)) try_order(order_by(buffers_, rank));
    }
  }

  void try_skylines() {
    const std::uint64_t share = work_ / 4;
    const SkylineResult result = search_skylines(buffers_, best_.extent, best_.bound, share);
    work_ -= share;
    if (result.has_ended) best_.bound = result.extent;
    if (result.offsets.empty()) return;
    weigh(result.offsets);
    order_.resize(buffers_.size());
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    std::ranges::stable_sort(order_, {}, [&](std::size_t i) { return result.offsets[i]; });
    extent_in_order_ = result.extent;
    offsets_ = result.offsets;
  }

  // Moves a buffer at the top, or any, to an earlier place in the order; keeps what is no worse.
  void try_changes() {
    std::minstd_rand random(1);  // the same everywhere
    for (std::uint64_t i = 0; i < kMostChanges && !best_.is_proven() && !order_.empty() && spend(2 * cost_); ++i) {
      Order order = order_;
      const std::size_t from = i % 2 == 0 ? place_of_top(order) : random() % order.size();
      if (from == 0) continue;
      const std::size_t to = random() % from;
      std::rotate(order.begin() + static_cast<std::ptrdiff_t>(to), order.begin() + static_cast<std::ptrdiff_t>(from),
                  order.begin() + static_cast<std::ptrdiff_t>(from) + 1);
      try_order(order);
    }
  }

  std::size_t place_of_top(const Order& order) const {
    const auto ends_highest = [&](std::size_t i) { return offsets_[i] + buffers_[i].bytes == extent_in_order_; };
    return static_cast<std::size_t>(std::ranges::find_if(order, ends_highest) - order.begin());
  }

  const std::vector<Lifetime>& buffers_;
  const std::vector<bool>& may_fix_;
  std::uint64_t work_;
  std::uint64_t cost_;  // of one placement
  FoundPlacement best_;
  Order order_;
  Offsets offsets_;
  std::uint64_t extent_in_order_ = 0;
};

}  // namespace

std::uint64_t alive_at_once(const std::vector<Lifetime>& buffers) {
  std::map<std::int32_t, std::int64_t> change;
  for (const Lifetime& buffer : buffers) {
    change[buffer.first_use] += static_cast<std::int64_t>(buffer.bytes);
    change[buffer.last_use + 1] -= static_cast<std::int64_t>(buffer.bytes);
  }
  std::int64_t alive = 0, most = 0;
  for (const auto& [step, bytes] : change) most = std::max(most, alive += bytes);
  return static_cast<std::uint64_t>(most);
}

FoundPlacement best_placement(const std::vector<Lifetime>& buffers, const std::vector<bool>& may_fix,
                              std::uint64_t work) {
  return Search(buffers, may_fix, work).run();
}

}  // namespace kilograph::inspect::optimise_detail
