#include "inspect/plan/kernel_rules.hpp"

#include "inspect/plan/cmsis_nn.hpp"
#include "inspect/plan/runtime_structures.hpp"

namespace kilograph::inspect::plan_detail::rules {
namespace {

using domain::TensorType;

constexpr std::uint64_t kInt32 = 4;

bool is_quantized(TensorType type) { return type == TensorType::int8 || type == TensorType::int16; }

void persist_channels(std::uint64_t channels, Requests& requests) {
  requests.persist(channels * kInt32, "multiplier a channel");
  requests.persist(channels * kInt32, "shift a channel");
}

void unpack_int4(const KernelView& view, Requests& requests) {
  if (view.input_type(1) == TensorType::int4) requests.scratch(elements(view.input(1)));
}

// CMSIS-NN runs a layer of more than two dimensions as a convolution by channel, for which it
// repeats the tensor's multiplier and shift.
void spread_over_channels(const KernelView& view, Requests& requests) {
  const bool applies = view.input_type(0) == TensorType::int8 && view.input_type(1) == TensorType::int8 &&
                       rank(view.output(0)) > 2 && last_dimension(view.input(1)) % 4 == 0;
  if (applies) requests.scratch(2 * last_dimension(view.output(0)) * kInt32);
}

}  // namespace

void concatenation(const KernelView& view, Requests& requests) {
  if (view.output_type(0) != TensorType::int8) return;
  requests.persist(view.op().inputs.size() * kInt32, "scale an input");
  requests.persist(view.op().inputs.size() * kInt32, "zero point an input");
}

void convolution(const KernelView& view, Requests& requests) {
  const bool quantized = is_quantized(view.input_type(0));
  if (quantized || !view.uses_cmsis_nn()) persist_channels(dimension(view.input(1), 0), requests);
  if (!view.uses_cmsis_nn()) return unpack_int4(view, requests);
  if (!quantized) return;
  if (const std::uint64_t bytes = cmsis_nn::convolution_scratch(view)) requests.scratch(bytes);
}

void depthwise_convolution(const KernelView& view, Requests& requests) {
  const bool quantized = is_quantized(view.input_type(0));
  if (quantized || !view.uses_cmsis_nn()) persist_channels(dimension(view.input(1), 3), requests);
  if (!view.uses_cmsis_nn()) return unpack_int4(view, requests);
  if (!quantized) return;
  if (const std::uint64_t bytes = cmsis_nn::depthwise_convolution_scratch(view)) requests.scratch(bytes);
}

void fully_connected(const KernelView& view, Requests& requests) {
  const domain::Tensor* weights = view.input(1);
  if (!view.uses_cmsis_nn()) unpack_int4(view, requests);
  if (is_quantized(view.input_type(0)) && weights && weights->scales.size() > 1) {
    return persist_channels(dimension(weights, 0), requests);
  }
  if (view.uses_cmsis_nn()) spread_over_channels(view, requests);
}

void transposed_convolution(const KernelView& view, Requests& requests) {
  const domain::Tensor* output = view.output(0);
  persist_channels(dimension(view.input(1), 0), requests);
  if (view.input_type(2) == TensorType::int8) {
    if (view.uses_cmsis_nn()) {
      requests.scratch(cmsis_nn::transposed_convolution_scratch(view));
      requests.scratch(cmsis_nn::reversed_filter_scratch(view));
    } else {
      requests.scratch(elements(output) * sizeof(std::int32_t));
    }
  }
  if (view.input_type(2) != TensorType::int16) return;
  requests.scratch(elements(output) * sizeof(std::int64_t));
  if (view.input_type(3) == TensorType::int16) requests.scratch(elements(view.input(3)) * sizeof(std::int64_t));
}

void average_pool(const KernelView& view, Requests& requests) {
  if (!view.uses_cmsis_nn() || view.input_type(0) != TensorType::int8) return;
  requests.scratch(last_dimension(view.input(0)) * kInt32);
}

void mean_or_sum(const KernelView& view, Requests& requests) {
  requests.scratch(rank(view.input(0)) * kInt32);
  requests.scratch(elements(view.input(1)) * kInt32);
  if (is_quantized(view.input_type(0))) requests.scratch(elements(view.output(0)) * kInt32);
}

void reduce_extreme(const KernelView& view, Requests& requests) {
  requests.scratch(rank(view.input(0)) * kInt32);
  requests.scratch(elements(view.input(1)) * kInt32);
}

void softmax(const KernelView& view, Requests& requests) {
  constexpr std::uint64_t kTableBytes = 513 * 2;
  if (view.input_type(0) != TensorType::int16) return;
  requests.persist(kTableBytes, "table of exp(x)");
  requests.persist(kTableBytes, "table of 1 / (1 + x)");
}

void svdf(const KernelView& view, Requests& requests) {
  const std::uint64_t batches = dimension(view.input(0), 0);
  const std::uint64_t filters = dimension(view.input(1), 0);
  requests.scratch(batches * filters * kInt32);
  if (view.input_type(0) == TensorType::int8) requests.scratch(elements(view.output(0)) * kInt32);
}

void sequence_lstm(const KernelView& view, Requests& requests) {
  constexpr std::size_t kHiddenState = 18;
  constexpr std::size_t kCellState = 19;
  const domain::Tensor* hidden = view.input(kHiddenState);
  const bool integer_kernel = view.uses_cmsis_nn() && is_quantized(view.input_type(0));
  if (integer_kernel) {
    const std::uint64_t sum_bytes = view.input_type(0) == TensorType::int8 ? 4 : 8;
    for (int i = 0; i < 8; ++i) requests.persist(last_dimension(hidden) * sum_bytes, "sums of a gate's weights");
  }
  const std::uint64_t bytes = elements(hidden) * arena_bytes_of(view.input_type(kCellState));
  for (int i = 0; i < (integer_kernel ? 3 : 4); ++i) requests.scratch(bytes);
}

}  // namespace kilograph::inspect::plan_detail::rules
