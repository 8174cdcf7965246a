// What single kernels demand of types, ranks and options while they are prepared, beyond what all look at: measured on
// the wheel of January 2025 by giving it models that lie, and taken for every runtime since the interpreter of
// evaluation tensors.
#pragma once

#include <string>

#include "inspect/plan/kernel_view.hpp"

namespace kilograph::inspect::plan_detail {

// Why the kernel is not prepared; empty: it is, as far as is known.
std::string unmet_demand(const KernelView& view);

}  // namespace kilograph::inspect::plan_detail
