// What a model's file says of an operator's tensors against what the operator can make of them.
#pragma once

#include <string>

#include "inspect/plan/kernel_view.hpp"

namespace kilograph::inspect::plan_detail {

// Why no kernel is prepared for these tensors; empty where none of these is so: an operator without its first input,
// its weights or its output; a RESHAPE to another number of elements; a convolution that writes another type than it
// reads, whose quantized weights have no scale, or whose activation is to be quantized by an output without one.
std::string impossible(const KernelView& view);

// What contradicts itself where the runtimes may start all the same, so that a plan holds only if they do; empty
// where nothing does. An output's shape that does not follow from inputs and options (of the operators whose rule is
// written down); an output of another type than the
// input; a quantized layer whose input or output has no scale; a window with a stride below 1.
std::string contradiction(const KernelView& view);

// That a window has no options, so that its kernel takes padding and strides from what its memory happens to hold, and
// no figure holds. Empty: it has, or is no window.
std::string unknown_window(const KernelView& view);

// That the first output's shape does not follow from inputs, options and small constants; empty where it does, or where
// the operator's rule is not written down (shape_rules.hpp).
std::string wrong_shape(const KernelView& view);

}  // namespace kilograph::inspect::plan_detail
