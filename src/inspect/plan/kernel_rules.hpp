// What kernels ask for while they are prepared: a rule a kernel family. Sources: the TensorFlow Lite
// Micro and CMSIS-NN projects' public kernels, each rule confirmed as its row in operator_table.cpp says.
#pragma once

#include "inspect/plan/kernel_view.hpp"

namespace kilograph::inspect::plan_detail::rules {

void add_n(const KernelView& view, Requests& requests);
void convolution(const KernelView& view, Requests& requests);
void depthwise_convolution(const KernelView& view, Requests& requests);
void fully_connected(const KernelView& view, Requests& requests);
void transposed_convolution(const KernelView& view, Requests& requests);
void average_pool(const KernelView& view, Requests& requests);
void mean_or_sum(const KernelView& view, Requests& requests);
void reduce_extreme(const KernelView& view, Requests& requests);
void softmax(const KernelView& view, Requests& requests);
void svdf(const KernelView& view, Requests& requests);
void sequence_lstm(const KernelView& view, Requests& requests);
void batch_matrix_product(const KernelView& view, Requests& requests);
void cumulative_sum(const KernelView& view, Requests& requests);
void log_softmax(const KernelView& view, Requests& requests);
void mirror_pad(const KernelView& view, Requests& requests);
void writable_dimensions(const KernelView& view, Requests& requests);  // kernels that rewrite their output's shape

}  // namespace kilograph::inspect::plan_detail::rules
