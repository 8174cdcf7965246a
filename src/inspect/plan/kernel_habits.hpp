// What kernels do with tensors and options that no converter writes: measured on the wheel of January 2025 by giving it
// models that lie (tests/oracle/wheel/lies.py), and taken for every runtime since the interpreter of evaluation
// tensors.
#pragma once

#include <string>
#include <string_view>

#include "inspect/plan/kernel_view.hpp"

namespace kilograph::inspect::plan_detail {

// Why the kernel is not prepared: a needed input is left out, there are more inputs than it takes, the output's type or
// shape is one that it refuses. Empty: it is prepared, as far as is known.
std::string refused_by_habit(const KernelView& view, const OperatorRow& row);

// What its kernel does not look at, so that what it takes rests on nothing: an input left out or beyond those it reads,
// a quantized tensor without scale and zero point where it uses them, options that are missing, an output of another
// type. Empty: nothing of it.
std::string doubtful_by_habit(const KernelView& view, const OperatorRow& row);

// Whether it takes the same memory where the file has no options for it.
bool does_without_options(std::string_view op);

}  // namespace kilograph::inspect::plan_detail
