// The order of a subgraph's operators as a problem of its own: steps, values, bytes.
#pragma once

#include <cstdint>
#include <vector>

namespace kilograph::inspect::optimise_detail {

// What a step makes or reads, and what memory it takes. A value that no step makes is there from the start.
struct Value {
  std::uint64_t bytes = 0;
  std::int32_t readers = 0;   // steps that read it, each counted once
  bool is_given = false;      // alive from the start
  bool lasts = false;         // alive to the end
};

struct Step {
  std::vector<std::int32_t> before;  // steps that must have run, each once
  std::vector<std::int32_t> reads;   // values, each once
  std::vector<std::int32_t> makes;
  std::uint64_t own_bytes = 0;       // taken while it runs: scratch memory, subgraphs that it calls
};

// Step i is the file's operator i, so that 0, 1, 2 … is an allowed order. A value is alive from the step that makes
// it to the last step that reads it, both included.
struct OrderProblem {
  std::vector<Step> steps;
  std::vector<Value> values;
};

// Most bytes alive at once, the start included, when the steps run in an order.
std::uint64_t peak_of(const OrderProblem& problem, const std::vector<std::int32_t>& order);

// 0, 1, 2 …
std::vector<std::int32_t> order_of_file(const OrderProblem& problem);

}  // namespace kilograph::inspect::optimise_detail
