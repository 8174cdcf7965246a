#include "inspect/plan/placement.hpp"

#include <algorithm>

#include "inspect/plan/placed_buffers.hpp"

namespace kilograph::inspect::plan_detail {
namespace {

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

std::uint64_t offset_of(const std::vector<Placed>& placed, const Lifetime& buffer) {
  return buffer.fixed_offset >= 0 ? static_cast<std::uint64_t>(buffer.fixed_offset) : lowest_gap(placed, buffer);
}

void insert_by_offset(std::vector<Placed>& placed, const Placed& one) {
  const auto after = std::upper_bound(placed.begin(), placed.end(), one.offset,
                                      [](std::uint64_t value, const Placed& other) { return value < other.offset; });
  placed.insert(after, one);
}

}  // namespace

std::vector<std::uint64_t> place_greedily(const std::vector<Lifetime>& buffers) {
  // Looking up who is alive pays where few of many are; sorting them costs more than passing all.
  constexpr std::size_t kWorthIndexing = 400, kWorthLookingUp = 16;
  if (buffers.size() < kWorthIndexing) return place_greedily_by_scanning(buffers);
  std::int32_t last_step = -1;
  for (const Lifetime& buffer : buffers) last_step = std::max({last_step, buffer.first_use, buffer.last_use});
  std::vector<std::uint64_t> offsets(buffers.size(), 0);
  PlacedBuffers by_time(last_step);
  std::vector<Placed> by_offset, alive;
  by_offset.reserve(buffers.size());
  for (const std::size_t index : placing_order(buffers)) {
    const Lifetime& buffer = buffers[index];
    const auto span = static_cast<std::size_t>(buffer.last_use - buffer.first_use);
    const std::size_t found = by_time.count_alive(buffer.first_use, buffer.last_use);
    const bool look_up = kWorthLookingUp * found + span < by_offset.size();
    if (look_up && buffer.fixed_offset < 0) by_time.find_alive(buffer.first_use, buffer.last_use, alive);
    offsets[index] = offset_of(look_up ? alive : by_offset, buffer);
    const Placed placed{offsets[index], offsets[index] + buffer.bytes, buffer.first_use, buffer.last_use};
    by_time.add(placed);
    insert_by_offset(by_offset, placed);
  }
  return offsets;
}

std::vector<std::uint64_t> place_greedily_by_scanning(const std::vector<Lifetime>& buffers) {
  std::vector<std::uint64_t> offsets(buffers.size(), 0);
  std::vector<Placed> by_offset;
  for (const std::size_t index : placing_order(buffers)) {
    const Lifetime& buffer = buffers[index];
    offsets[index] = offset_of(by_offset, buffer);
    insert_by_offset(by_offset, {offsets[index], offsets[index] + buffer.bytes, buffer.first_use, buffer.last_use});
  }
  return offsets;
}

std::uint64_t extent(const std::vector<Lifetime>& buffers, const std::vector<std::uint64_t>& offsets) {
  std::uint64_t highest = 0;
  for (std::size_t i = 0; i < buffers.size(); ++i) highest = std::max(highest, offsets[i] + buffers[i].bytes);
  return highest;
}

}  // namespace kilograph::inspect::plan_detail
