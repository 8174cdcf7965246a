// Whether buffers that are in use at the same time lie over each other, as a file's own plan of the arena may have it.
#pragma once

#include <string>
#include <vector>

#include "domain/model.hpp"
#include "inspect/plan/lifetimes.hpp"
#include "inspect/plan/memory_plan.hpp"

namespace kilograph::inspect::plan_detail {

// The first pair, by the step where both are in use, as a sentence that names the two and the operator; empty: none.
std::string overlap_in(const domain::Model& model, const std::vector<PlannedBuffer>& buffers,
                       const std::vector<Step>& steps);

}  // namespace kilograph::inspect::plan_detail
