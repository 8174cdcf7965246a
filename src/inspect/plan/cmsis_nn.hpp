// Scratch memory that CMSIS-NN's kernels ask for. Sources: the functions named *_get_buffer_size of the
// public CMSIS-NN project, compiled with GCC; with DSP instructions and without MVE confirmed by the
// Cortex-M4 figures of the reference data for int8, otherwise by nothing.
#pragma once

#include "inspect/plan/kernel_view.hpp"

namespace kilograph::inspect::plan_detail::cmsis_nn {

// Bytes; 0 where the kernel asks for none.
std::uint64_t convolution_scratch(const KernelView& view);
std::uint64_t depthwise_convolution_scratch(const KernelView& view);
// Both are asked for even when they are 0.
std::uint64_t transposed_convolution_scratch(const KernelView& view);
std::uint64_t reversed_filter_scratch(const KernelView& view);

}  // namespace kilograph::inspect::plan_detail::cmsis_nn
