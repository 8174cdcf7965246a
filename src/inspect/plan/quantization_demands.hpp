// What kernels demand of scales and zero points while they are prepared: measured on the wheel of January 2025 by
// giving it models that lie (tests/oracle/wheel/lies.py), and taken for every runtime since the interpreter of
// evaluation tensors.
#pragma once

#include <string>

#include "inspect/plan/kernel_view.hpp"

namespace kilograph::inspect::plan_detail {

// Whether a tensor of a quantized type has no scale or no zero point.
bool lacks_quantization(const domain::Tensor* tensor);

// Each says why the kernel is not prepared; empty: it is, as far as is known.
std::string unquantized_input(const KernelView& view);   // of a convolution
std::string wrong_zero_point(const KernelView& view);    // of SOFTMAX
std::string wrong_step(const KernelView& view);          // of SOFTMAX
std::string wrong_bias_scale(const KernelView& view);    // of SVDF
std::string wrong_product_scale(const KernelView& view); // of FULLY_CONNECTED
std::string unquantized_output(const KernelView& view);  // of QUANTIZE

}  // namespace kilograph::inspect::plan_detail
