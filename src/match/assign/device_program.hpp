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

// What a search may take: a node of a program counts its variables, and its start as many nodes as kNodesOfStart.
struct Steps {
  std::uint64_t left = kMostSteps;
  std::uint64_t taken = 0;
};
inline constexpr std::uint64_t kNodesOfStart = 50, kMostNodes = 5'000;

// One device of each place named, some more than once; of a task with `left`, at most so many are served (absent: any).
// When the steps end, what was found until then stands, and is not exact. One start is always made.
Result<Solved> solve(const Problem& problem, const std::vector<std::uint32_t>& places,
                     const std::vector<std::optional<std::uint64_t>>& left, Steps& steps);

}  // namespace kilograph::match::assign
