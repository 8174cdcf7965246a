// What a model's memory plans mean for a device: requirements that `match` can judge by.
#pragma once

#include <cstddef>
#include <vector>

#include "domain/model.hpp"
#include "domain/model_facts.hpp"

namespace kilograph::inspect {

// Working memory for each target on which the model starts and its plan is exact, of runtimes that run on
// devices: the bytes to provide (Arena::minimum), basis planned. Of an older runtime only where no newer one has any
// (uint8 models), so that a model keeps few figures. A target with doubts, or one that refuses the
// model, has none, so that an estimate is never judged as if it were exact. None either for a model
// of more than kMaxPlannedTensors tensors: placing buffers takes time that grows with the square of
// their number where all are alive at once, and a file that comes in must not be able to keep us busy.
inline constexpr std::size_t kMaxPlannedTensors = 25'000;
bool is_planned_when_added(const domain::Model& model);
std::vector<domain::MemoryRequirement> planned_requirements(const domain::Model& model);

}  // namespace kilograph::inspect
