// What a runtime takes beyond the plan that its rules give (RuntimeDescription::further).
#pragma once

#include "domain/model.hpp"
#include "inspect/plan/memory_plan.hpp"
#include "inspect/runtime/runtime_description.hpp"

namespace kilograph::inspect::plan_detail {

// Adds the bytes of runtime.further, which must be there, to the tail of a plan with an arena; what must be provided
// stays in whole steps of its alignment. Where figures may be off by some thousandths,
// they become ranges, the doubt is said first, and the tail's items are left out, because they are
// those of the runtime that the rules speak of.
void add_further_bytes(const domain::Model& model, const RuntimeDescription& runtime, MemoryPlan& plan);

}  // namespace kilograph::inspect::plan_detail
