// What a model's memory plans mean for a device: requirements that `match` can judge by.
#pragma once

#include <cstddef>
#include <vector>

#include "domain/model_facts.hpp"
#include "domain/model.hpp"

namespace kilograph::inspect {

// Working memory for each target on which the model starts and its plan is exact, of runtimes that run on
// devices:
// the bytes to provide (Arena::minimum), basis planned. A target with doubts, or one that refuses the
// model, has none, so that an estimate is never judged as if it were exact. None either for a model
// of more than kMaxPlannedTensors tensors: placing buffers takes time that grows with the square of
// their number, and a file that comes in must not be able to keep us busy.
inline constexpr std::size_t kMaxPlannedTensors = 5'000;
std::vector<domain::MemoryRequirement> planned_requirements(const domain::Model& model);

}  // namespace kilograph::inspect
