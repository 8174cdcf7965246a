// What a model's memory plans mean for a device: facts that `match` can judge by.
#pragma once

#include <cstddef>
#include <vector>

#include "domain/model.hpp"
#include "domain/model_facts.hpp"

namespace kilograph::inspect {

// Planning places buffers, which takes time that grows with the square of their number where all are alive at once;
// a model of more tensors than this is planned only when asked, so that a file that comes in cannot keep us busy.
inline constexpr std::size_t kMaxPlannedTensors = 25'000;
bool is_planned_when_added(const domain::Model& model);

// What plan() says of every target that it knows, basis planned.
struct PlannedFacts {
  // Working memory, in the order of plan_targets(): the bytes to provide (Arena::minimum), with both bounds where it is
  // an estimate. None for a target where the plan has no figures.
  std::vector<domain::MemoryRequirement> memory{};
  // One for each runtime on which the model does not start; one for each kernel set where these have reasons apart.
  std::vector<domain::StartRefusal> refusals{};
};
// Empty where the model is not planned when added, or its sizes are not known before it runs.
PlannedFacts planned_facts(const domain::Model& model);

}  // namespace kilograph::inspect
