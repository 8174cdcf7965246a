#include "inspect/plan/placement.hpp"

#include <algorithm>

namespace kilograph::inspect::plan_detail {
namespace {

// Ends are kept beside offsets, so that a scan touches one array.
struct Placed {
  std::uint64_t offset;
  std::uint64_t end;
  std::int32_t first_use;
  std::int32_t last_use;
};

std::vector<std::size_t> placing_order(const std::vector<Lifetime>& buffers) {
  std::vector<std::size_t> order;
  order.reserve(buffers.size());
  for (std::size_t i = 0; i < buffers.size(); ++i) {
    if (buffers[i].fixed_offset >= 0) order.push_back(i);
  }
  const std::size_t fixed = order.size();
  for (std::size_t i = buffers.size(); i-- > 0;) {
    if (buffers[i].fixed_offset < 0) order.push_back(i);
  }
  std::stable_sort(order.begin() + static_cast<std::ptrdiff_t>(fixed), order.end(),
                   [&](std::size_t a, std::size_t b) { return buffers[a].bytes > buffers[b].bytes; });
  return order;
}

std::uint64_t lowest_gap(const std::vector<Placed>& placed, const Lifetime& wanted) {
  std::uint64_t candidate = 0;
  for (const Placed& other : placed) {
    if (other.first_use > wanted.last_use || wanted.first_use > other.last_use) continue;
    if (other.offset >= candidate && other.offset - candidate >= wanted.bytes) break;
    candidate = std::max(candidate, other.end);
  }
  return candidate;
}

}  // namespace

std::vector<std::uint64_t> place_greedily(const std::vector<Lifetime>& buffers) {
  std::vector<std::uint64_t> offsets(buffers.size(), 0);
  std::vector<Placed> placed;  // by offset
  placed.reserve(buffers.size());
  for (const std::size_t index : placing_order(buffers)) {
    const Lifetime& buffer = buffers[index];
    const std::uint64_t offset =
        buffer.fixed_offset >= 0 ? static_cast<std::uint64_t>(buffer.fixed_offset) : lowest_gap(placed, buffer);
    offsets[index] = offset;
    const auto after = std::upper_bound(placed.begin(), placed.end(), offset,
                                        [](std::uint64_t value, const Placed& other) { return value < other.offset; });
    placed.insert(after, Placed{offset, offset + buffer.bytes, buffer.first_use, buffer.last_use});
  }
  return offsets;
}

std::uint64_t extent(const std::vector<Lifetime>& buffers, const std::vector<std::uint64_t>& offsets) {
  std::uint64_t highest = 0;
  for (std::size_t i = 0; i < buffers.size(); ++i) highest = std::max(highest, offsets[i] + buffers[i].bytes);
  return highest;
}

}  // namespace kilograph::inspect::plan_detail
