// The shape that an operator's first output must have, by its inputs, its options and its small constants.
#pragma once

#include <string_view>

#include "inspect/plan/shape_view.hpp"

namespace kilograph::inspect::plan_detail {

// Gives the output's own shape where the constants that decide are not there: computed at run time, or larger than
// the reader keeps (domain::Tensor::values).
using ShapeRule = ExpectedShape (*)(const KernelView&);

// Null for an operator whose rule is not written down, or that has none.
ShapeRule shape_rule(std::string_view op);

}  // namespace kilograph::inspect::plan_detail
