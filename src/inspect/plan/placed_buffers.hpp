// Buffers that have their place, found by time.
#pragma once

#include <cstdint>
#include <vector>

namespace kilograph::inspect::plan_detail {

// A buffer at its place; uses are inclusive and at least -1.
struct Placed {
  std::uint64_t offset = 0;
  std::uint64_t end = 0;  // kept beside the offset, so that a scan touches one array
  std::int32_t first_use = -1;
  std::int32_t last_use = -1;
};

// A set of placed buffers that answers which of them are alive within a span of steps. Adding one and
// counting take O(log steps), naming k of them O(log steps + span + k).
class PlacedBuffers {
 public:
  explicit PlacedBuffers(std::int32_t last_step);  // the highest last use that will come

  void add(const Placed& placed);
  std::size_t count_alive(std::int32_t first_use, std::int32_t last_use) const;
  // Replaces `alive` by those alive within the span, by offset.
  void find_alive(std::int32_t first_use, std::int32_t last_use, std::vector<Placed>& alive) const;

 private:
  // How many were added at or before a step.
  class Counter {
   public:
    explicit Counter(std::size_t steps) : sums_(steps + 1, 0) {}
    void add(std::size_t step);
    std::size_t up_to(std::size_t steps) const;  // of the first so many steps

   private:
    std::vector<std::size_t> sums_;
  };

  static std::size_t index(std::int32_t step) { return static_cast<std::size_t>(std::int64_t{step} + 1); }

  std::size_t leaves_ = 1;
  std::vector<std::vector<Placed>> spans_;   // a binary tree over steps; a node's buffers live through all of its
  std::vector<std::vector<Placed>> starts_;  // by first step
  Counter started_, ended_;
};

}  // namespace kilograph::inspect::plan_detail
