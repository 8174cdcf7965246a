// Which operators write another type than they read.
#pragma once

#include <string>

#include "inspect/plan/kernel_view.hpp"

namespace kilograph::inspect::plan_detail {

// That the first output's type is not that of the input it follows, where the operator keeps types; else empty.
std::string changed_type(const KernelView& view);

}  // namespace kilograph::inspect::plan_detail
