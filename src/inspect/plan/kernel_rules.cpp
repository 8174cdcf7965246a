#include "inspect/plan/kernel_rules.hpp"

#include "inspect/plan/cmsis_nn.hpp"
#include "inspect/plan/custom_rules.hpp"
#include "inspect/plan/esp_nn.hpp"

namespace kilograph::inspect::plan_detail {
namespace {

using domain::TensorType;

constexpr std::uint64_t kInt32 = 4;

bool is_quantized(TensorType type) { return type == TensorType::int8 || type == TensorType::int16; }

void persist_channels(std::uint64_t channels, Requests& requests) {
  requests.persist(channels * kInt32, "multiplier a channel");
  requests.persist(channels * kInt32, "shift a channel");
}

void unpack_int4(const KernelView& view, Requests& requests) {
  if (view.input_type(1) != TensorType::int4) return;
  requests.scratch(elements(view.input(1)));
}

std::uint64_t shape_bytes(const domain::Tensor* tensor) { return kInt32 + kInt32 * rank(tensor); }

// CMSIS-NN runs a layer of more than two dimensions as a convolution by channel, for which it
// repeats the tensor's multiplier and shift.
void spread_over_channels(const KernelView& view, Requests& requests) {
  const bool applies = view.input_type(0) == TensorType::int8 && view.input_type(1) == TensorType::int8 &&
                       rank(view.output(0)) > 2 && last_dimension(view.input(1)) % 4 == 0;
  if (applies) requests.scratch(2 * last_dimension(view.output(0)) * kInt32);
}

void convolution(const KernelView& view, Requests& requests) {
  const bool quantized = is_quantized(view.input_type(0));
  if (quantized || !view.uses_cmsis_nn()) persist_channels(dimension(view.input(1), 0), requests);
  if (view.family() == KernelFamily::esp_nn && view.input_type(0) == TensorType::int8)
    requests.scratch(esp_nn::convolution_scratch(view));
  if (!view.uses_cmsis_nn()) return unpack_int4(view, requests);
  if (!quantized) return;
  if (const std::uint64_t bytes = cmsis_nn::convolution_scratch(view)) requests.scratch(bytes);
}

void depthwise_convolution(const KernelView& view, Requests& requests) {
  const bool quantized = is_quantized(view.input_type(0));
  if (quantized || !view.uses_cmsis_nn()) persist_channels(dimension(view.input(1), 3), requests);
  if (view.family() == KernelFamily::esp_nn && view.input_type(0) == TensorType::int8)
    requests.scratch(esp_nn::depthwise_convolution_scratch(view));
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
  if (!view.uses_cmsis_nn()) return;
  spread_over_channels(view, requests);
  // Sums of each channel's weights, by later versions, where vectors are used.
  const std::uint64_t sums = last_dimension(view.output(0)) * kInt32;
  if (view.unit() == VectorUnit::mve && view.input_type(0) == TensorType::int8) requests.scratch({sums, 0, sums});
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
  const bool asks = view.uses_cmsis_nn() && view.unit() == VectorUnit::dsp && view.input_type(0) == TensorType::int8;
  if (asks) requests.scratch(last_dimension(view.input(0)) * kInt32);
}

void mean_or_sum(const KernelView& view, Requests& requests) {
  requests.scratch(rank(view.input(0)) * kInt32);
  requests.scratch(elements(view.input(1)) * kInt32);
  if (is_quantized(view.input_type(0))) requests.scratch(elements(view.output(0)) * kInt32);
}

void sums_alone(const KernelView& view, Requests& requests) {
  if (is_quantized(view.input_type(0))) requests.scratch(elements(view.output(0)) * kInt32);
}

void reduce_extreme(const KernelView& view, Requests& requests) {
  requests.scratch(rank(view.input(0)) * kInt32);
  requests.scratch(elements(view.input(1)) * kInt32);
}

void softmax(const KernelView& view, Requests& requests) {
  constexpr std::uint64_t kTableBytes = 513 * 2;
  if (view.family() == KernelFamily::esp_nn && view.input_type(0) == TensorType::int8)
    requests.scratch(esp_nn::softmax_scratch(view));
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

// A pointer an input.
void add_n(const KernelView& view, Requests& requests) {
  constexpr std::uint64_t kDataBytes = 40;
  if (view.output_type(0) == TensorType::int8) requests.persist(kDataBytes, "data");
  requests.scratch(view.op().inputs.size() * view.target().sizes().pointer.bytes);
}

// Operands are turned so that rows meet rows: the left one where it is adjoint, the right one where it is not.
void batch_matrix_product(const KernelView& view, Requests& requests) {
  constexpr std::uint64_t kQuantizationBytes = 28;
  if (is_quantized(view.input_type(0))) requests.persist(kQuantizationBytes, "quantization");
  const auto turn = [&](const domain::Tensor* tensor) {
    requests.persist(view.target().sizes().eval_tensor.bytes, "turned operand");
    requests.persist(shape_bytes(tensor), "shape of the turned operand");
    requests.persist(arena_bytes(tensor), "values of the turned operand");
  };
  if (view.options().adjoint_left) turn(view.input(0));
  if (!view.options().adjoint_right) turn(view.input(1));
  requests.persist(shape_bytes(view.output(0)), "shape of the output");
}

void cumulative_sum(const KernelView& view, Requests& requests) {
  constexpr std::uint64_t kDataBytes = 36;
  if (view.input_type(0) == TensorType::int8) requests.persist(kDataBytes, "data");
}

void log_softmax(const KernelView& view, Requests& requests) {
  const std::uint64_t data_bytes = view.target().abi == Abi::host64 ? 40 : 28;
  if (view.input_type(0) == TensorType::int8) requests.persist(data_bytes, "data");
}

void mirror_pad(const KernelView& view, Requests& requests) {
  requests.scratch(rank(view.output(0)) * kInt32);
  requests.scratch(rank(view.input(0)) * kInt32);
}

void writable_dimensions(const KernelView& view, Requests& requests) {
  requests.persist(shape_bytes(view.output(0)), "shape of the output");
}

// A scale and a number of columns, after the shape.
void embedding_lookup(const KernelView& view, Requests& requests) {
  writable_dimensions(view, requests);
  requests.persist(2 * view.target().sizes().pointer.bytes, "data");
}

}  // namespace

void ask(KernelRule rule, const KernelView& view, Requests& requests) {
  switch (rule) {
    case KernelRule::none: return;
    case KernelRule::add_n: return add_n(view, requests);
    case KernelRule::average_pool: return average_pool(view, requests);
    case KernelRule::batch_matrix_product: return batch_matrix_product(view, requests);
    case KernelRule::convolution: return convolution(view, requests);
    case KernelRule::cumulative_sum: return cumulative_sum(view, requests);
    case KernelRule::embedding_lookup: return embedding_lookup(view, requests);
    case KernelRule::depthwise_convolution: return depthwise_convolution(view, requests);
    case KernelRule::fully_connected: return fully_connected(view, requests);
    case KernelRule::log_softmax: return log_softmax(view, requests);
    case KernelRule::mean_or_sum: return mean_or_sum(view, requests);
    case KernelRule::mirror_pad: return mirror_pad(view, requests);
    case KernelRule::reduce_extreme: return reduce_extreme(view, requests);
    case KernelRule::sequence_lstm: return sequence_lstm(view, requests);
    case KernelRule::softmax: return softmax(view, requests);
    case KernelRule::sums_alone: return sums_alone(view, requests);
    case KernelRule::svdf: return svdf(view, requests);
    case KernelRule::transposed_convolution: return transposed_convolution(view, requests);
    case KernelRule::writable_dimensions: return writable_dimensions(view, requests);
    default: return ask_custom(rule, view, requests);
  }
}

}  // namespace kilograph::inspect::plan_detail
