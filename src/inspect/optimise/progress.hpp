// How far a run of an OrderProblem's steps has come.
#pragma once

#include <cstdint>
#include <vector>

#include "inspect/optimise/order_problem.hpp"

namespace kilograph::inspect::optimise_detail {

// A set of steps, a bit each.
using StepSet = std::vector<std::uint64_t>;

inline bool contains(const std::uint64_t* set, std::int32_t step) {
  return (set[static_cast<std::size_t>(step) / 64] >> (static_cast<std::size_t>(step) % 64)) & 1u;
}
inline void insert(std::uint64_t* set, std::int32_t step) {
  set[static_cast<std::size_t>(step) / 64] |= std::uint64_t{1} << (static_cast<std::size_t>(step) % 64);
}

// Keeps what is alive and which steps may come next. Starting takes as long as the problem is large,
// a step as long as it has values and followers. The problem must outlive it.
class Progress {
 public:
  explicit Progress(const OrderProblem& problem);

  // Goes to where exactly the steps of a set have run, in an allowed order.
  void restart(const std::uint64_t* done);

  const std::vector<std::int32_t>& ready() const { return ready_; }  // may run next; ascending after a restart
  std::uint64_t alive_bytes() const { return alive_bytes_; }
  std::uint64_t peak_of(std::int32_t step) const;          // alive while that step runs next
  std::int64_t growth_of(std::int32_t step) const;         // of alive_bytes by running it next
  void run(std::int32_t step);                             // must be ready

  // Bytes alive before the first step.
  std::uint64_t start_bytes() const { return start_bytes_; }

 private:
  const OrderProblem& problem_;
  std::vector<std::vector<std::int32_t>> followers_;
  std::vector<std::int32_t> missing_;   // steps before each that have not run
  std::vector<std::int32_t> unread_;    // readers of each value that have not run
  std::vector<std::int32_t> ready_;
  std::uint64_t start_bytes_ = 0;
  std::uint64_t alive_bytes_ = 0;
};

}  // namespace kilograph::inspect::optimise_detail
