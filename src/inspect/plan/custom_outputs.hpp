// The outputs that the custom operators of the runtime's own libraries take: measured on the wheel of January 2025 by
// giving it models that lie (tests/oracle/wheel/lies.py), and taken for every runtime that brings them.
#pragma once

#include <string>

#include "inspect/plan/kernel_view.hpp"

namespace kilograph::inspect::plan_detail {

// Why the kernel refuses its first output: another type, another rank, or (of a circular buffer) other sizes. Empty: it
// takes it, or the operator is none of these.
std::string wrong_custom_output(const KernelView& view);

}  // namespace kilograph::inspect::plan_detail
