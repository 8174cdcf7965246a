// Which targets a caller means who names a runtime, kernels or an ABI, or none of them.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "inspect/plan/memory_plan.hpp"

namespace kilograph::inspect {

// Names as in PlanTarget; empty where anything will do.
struct TargetWish {
  std::string runtime{}, kernels{}, abi{};

  bool is_open() const { return runtime.empty() && kernels.empty() && abi.empty(); }
};

// For an open wish the three usual cores: Cortex-M with the reference kernels, Cortex-M with CMSIS-NN for
// cores with DSP instructions, and a 64-bit host with the reference kernels; all with the runtime that runs
// on devices today. Else every known target that agrees with the wish, reference kernels first. Errors: usage, when
// none does, listing those there are.
Result<std::vector<PlanTarget>> targets_for(const TargetWish& wish);

}  // namespace kilograph::inspect
