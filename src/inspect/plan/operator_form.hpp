// Forms of an operator that a runtime's file speaks of: those that nobody measured, those that it refuses.
#pragma once

#include <string>

#include "inspect/plan/kernel_view.hpp"

namespace kilograph::inspect::plan_detail {

std::string text_of(Form form);  // "int4 weights"
bool has_form(const KernelView& view, const OperatorRow& row, Form form);

}  // namespace kilograph::inspect::plan_detail
