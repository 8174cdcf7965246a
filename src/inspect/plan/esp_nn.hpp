// Scratch memory that ESP-NN's kernels may ask for. The amount depends on the chip (none with the
// portable kernels, copies of filter and input on cores with vectors) and has changed between versions,
// so that these are bounds. Sources: the functions named esp_nn_get_*_scratch_size_* of the public
// ESP-NN project.
#pragma once

#include "inspect/plan/kernel_view.hpp"

namespace kilograph::inspect::plan_detail::esp_nn {

// The low bound is 0, the best figure what the general kernel for vectors copies, the high one twice
// that: older versions copy to int16.
ByteRange convolution_scratch(const KernelView& view);
ByteRange depthwise_convolution_scratch(const KernelView& view);
ByteRange softmax_scratch(const KernelView& view);

}  // namespace kilograph::inspect::plan_detail::esp_nn
