// The interpreter of 2020, which kept a whole tensor and its quantization for every tensor of the
// graph (Interpreter::whole_tensors). Rules read from the sources of July 2020 and compared with them,
// item by item and buffer by buffer, by tests/oracle/tfmicro; docs/formats/memory_plan.md states them.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "inspect/plan/resolved_target.hpp"

namespace kilograph::inspect::plan_detail {

// Why the model does not start there, or ends at its first run, besides what refusals_of says:
// several subgraphs, element types without a size, a tensor that is made and never read, what single
// kernels do not take, and scratch memory asked for after lasting memory was taken.
std::vector<std::string> refusals_of_2020(const domain::Model& model, const ResolvedTarget& target);

// The plan of a model that starts. Times are those of PlannedBuffer; there the graph's inputs and the
// first operator share a step, which overlaps the same buffers. Adds to `doubts` what is not measured.
Result<Arena> arena_of_2020(const domain::Model& model, const ResolvedTarget& target, std::vector<std::string>& doubts);

}  // namespace kilograph::inspect::plan_detail
