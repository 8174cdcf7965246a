// When each buffer of a model is first and last used.
#pragma once

#include <optional>
#include <vector>

#include "base/result.hpp"
#include "domain/model.hpp"
#include "inspect/plan/memory_plan.hpp"
#include "inspect/plan/offline_plan.hpp"

namespace kilograph::inspect::plan_detail {

// Scratch memory that an operator asked for.
struct ScratchRequest {
  std::int32_t subgraph = 0;
  std::int32_t op = 0;
  std::uint64_t bytes = 0;
  std::uint64_t low = 0, high = 0;  // bounds, where the rule is in doubt; else as bytes
};

// What happens at each step of a run; index 0 is the start.
struct Step {
  std::int32_t subgraph = 0;
  std::int32_t op = -1;  // -1: the subgraph's entry
};

struct Timeline {
  std::vector<Step> steps;
  std::vector<PlannedBuffer> buffers;  // tensors of all subgraphs in order, then scratch; bytes as asked for
};

// Walks the main subgraph, and each subgraph that IF, WHILE and CALL_ONCE call at the operator that
// calls it, as the runtime marks them. Buffers: every tensor with bytes that is neither constant nor
// variable, also one that no step touches. A tensor's time starts where it is written last, so that
// a subgraph that two operators call counts as called by the later one. Buffers that kernels bring
// themselves (the outputs of VAR_HANDLE) are not planned. Errors: too_large, where calls of
// subgraphs go deeper than 64 or make more than a million steps.
Result<Timeline> timeline_of(const domain::Model& model, const std::vector<ScratchRequest>& scratch,
                             const std::optional<OfflinePlan>& offline);

// The step with the most bytes alive.
Peak peak_of(const Timeline& timeline);

}  // namespace kilograph::inspect::plan_detail
