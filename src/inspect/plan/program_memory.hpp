// What a model takes of program memory on a target.
#pragma once

#include "inspect/plan/resolved_target.hpp"

namespace kilograph::inspect::plan_detail {

// Code is bounded by domain::code_range where it was measured with these kernels on this ABI. With
// other kernels on the same ABI the bounds are the base alone, and the base with as much as is
// allowed for an unmeasured operator, for each. On other ABIs there are none.
ProgramMemory program_memory(const domain::Model& model, const std::vector<OperatorNeed>& operators,
                             const ResolvedTarget& target);

}  // namespace kilograph::inspect::plan_detail
