// Shapes of outputs that a window moving over an image gives.
#pragma once

#include "inspect/plan/shape_view.hpp"

namespace kilograph::inspect::plan_detail {

ExpectedShape convolved(const KernelView& view);
ExpectedShape convolved_by_depth(const KernelView& view);
ExpectedShape pooled(const KernelView& view);

}  // namespace kilograph::inspect::plan_detail
