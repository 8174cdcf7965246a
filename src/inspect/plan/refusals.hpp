// Why a model does not start on a runtime.
#pragma once

#include <string>
#include <vector>

#include "domain/model.hpp"
#include "inspect/plan/kernel_view.hpp"

namespace kilograph::inspect::plan_detail {

// The operators that the model needs, in order of first use.
std::vector<OperatorNeed> operator_needs(const domain::Model& model, const RuntimeDescription& runtime);

// Reasons in the order of the model, each kind of reason once an operator kind: operators that the
// runtime does not register, versions above its own where it looks at them, element types that it or
// a kernel does not take (uint8 since 2023), hybrid operators (float activations with integer
// weights), and an offline plan that speaks of another number of tensors. Empty: it starts.
std::vector<std::string> refusals_of(const domain::Model& model, const ResolvedTarget& target);

}  // namespace kilograph::inspect::plan_detail
