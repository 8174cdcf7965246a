// Devices side by side as one integer program.
#pragma once

#include <cstdint>
#include <vector>

#include "match/assign/assignment.hpp"

namespace kilograph::match::assign {

struct Solved {
  std::vector<Chosen> chosen;  // of each device
  std::uint64_t bound = 0;     // of the priorities that can be served
  bool is_exact = false;
};

// One device of each place named, some more than once; of a task with `left`, at most so many are served (absent: any).
Result<Solved> solve(const Problem& problem, const std::vector<std::uint32_t>& places,
                     const std::vector<std::optional<std::uint64_t>>& left);

}  // namespace kilograph::match::assign
