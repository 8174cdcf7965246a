// The target that a board's own facts lead to, so that nobody need know what an ABI is.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/entity.hpp"
#include "domain/runtime.hpp"
#include "inspect/plan/memory_plan.hpp"
#include "inspect/target/target_wish.hpp"

namespace kilograph::inspect {

struct BoardTarget {
  PlanTarget target;
  std::vector<std::string> basis;    // what each of the three follows from, as a sentence each
  std::vector<std::string> assumed;  // what the board does not state, as a sentence each; empty: nothing
  std::vector<PlanTarget> others;    // other kernels that its core can run, for the same runtime and ABI
};

// Runtime: the first that the board declares and a plan knows, else the first of `known` (assumed).
// Kernels: the runtime's own default, as `fit` judges by. ABI: by the core, else by the pointer width,
// else 32-bit Arm (assumed). What `wish` names is taken as it is.
// Errors: unsupported, when no memory can be planned for the board's runtimes, its core or what is wished.
Result<BoardTarget> board_target(const domain::DeviceEntity& board, const TargetWish& wish,
                                 const std::vector<domain::Runtime>& known);

}  // namespace kilograph::inspect
