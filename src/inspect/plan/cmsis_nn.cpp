#include "inspect/plan/cmsis_nn.hpp"

#include <algorithm>

namespace kilograph::inspect::plan_detail::cmsis_nn {
namespace {

using domain::Padding;
using domain::TensorType;

constexpr std::uint64_t kInt16 = 2;
constexpr std::uint64_t kInt32 = 4;
constexpr std::uint64_t kVectorBytes = 16;
constexpr std::uint64_t kVectorChannels = 124;  // that a depthwise kernel works on at a time

// Rows or columns of zeroes before the input, as TensorFlow's SAME padding asks for.
std::uint64_t padding_before(std::uint64_t in, std::uint64_t out, std::uint64_t filter, std::int32_t stride,
                             std::int32_t dilation) {
  const auto reach = static_cast<std::int64_t>((filter - 1) * static_cast<std::uint64_t>(std::max(dilation, 1)) + 1);
  const std::int64_t total =
      static_cast<std::int64_t>(out - 1) * std::max(stride, 1) + reach - static_cast<std::int64_t>(in);
  return total > 0 ? static_cast<std::uint64_t>(total / 2) : 0;
}

struct Window {
  std::uint64_t filter_height, filter_width, channels;
  std::uint64_t padding_height, padding_width;
  bool dilated;

  std::uint64_t values() const { return filter_height * filter_width * channels; }
};

Window window_of(const KernelView& view) {
  const auto& options = view.options();
  const auto* in = view.input(0);
  const auto* out = view.output(0);
  Window window{dimension(view.input(1), 1),
                dimension(view.input(1), 2),
                dimension(in, 3),
                0,
                0,
                options.dilation_height != 1 || options.dilation_width != 1};
  if (options.padding == Padding::same) {
    window.padding_height = padding_before(dimension(in, 1), dimension(out, 1), window.filter_height,
                                           options.stride_height, options.dilation_height);
    window.padding_width = padding_before(dimension(in, 2), dimension(out, 2), window.filter_width,
                                          options.stride_width, options.dilation_width);
  }
  return window;
}

// Two columns of the input, unfolded to int16.
std::uint64_t two_columns(std::uint64_t values) { return 2 * round_up(values, 4) * kInt16; }

// Four columns of the input in whole vectors.
std::uint64_t four_columns(std::uint64_t values, std::uint64_t value_bytes) {
  return 4 * round_up(values * value_bytes, kVectorBytes);
}

// A filter of one row over an input of one row: its columns at either end, with their padding.
std::uint64_t one_row_ends(const KernelView& view, const Window& window) {
  const std::uint64_t column = window.channels;
  const std::uint64_t whole = window.filter_width * column;
  const auto stride = static_cast<std::uint64_t>(std::max(view.options().stride_width, 1));
  const std::uint64_t reach = (dimension(view.output(0), 2) - 1) * stride + window.filter_width;
  const std::uint64_t in = dimension(view.input(0), 2);
  const bool asymmetric = reach > in && (reach - in) % 2 == 1;
  const std::uint64_t columns_right = (window.padding_width + (asymmetric ? 1 : 0) + stride - 1) / stride;
  const std::uint64_t left = window.padding_width * column;
  const std::uint64_t right = asymmetric ? columns_right * column : left;
  return std::max(whole + left, whole - column + right);
}

std::uint64_t vector_convolution(const KernelView& view, const Window& window, bool pointwise) {
  if (view.input_type(0) == TensorType::int16) return four_columns(window.values(), kInt16);
  if (pointwise) return 0;
  const bool one_row = dimension(view.input(0), 1) == 1 && window.filter_height == 1 && !window.dilated &&
                       view.options().stride_width * static_cast<std::int64_t>(window.channels) % 4 == 0;
  return one_row ? one_row_ends(view, window) : four_columns(window.values(), 1);
}

bool reversible(const KernelView& view) {
  constexpr std::uint64_t kEfficientFromChannels = 16;
  return view.options().stride_width <= 2 && view.options().stride_height <= 2 &&
         dimension(view.input(2), 3) > kEfficientFromChannels;
}

}  // namespace

std::uint64_t convolution_scratch(const KernelView& view) {
  const Window window = window_of(view);
  const std::uint64_t values = window.values();
  const bool pointwise = window.filter_height == 1 && window.filter_width == 1 && window.padding_height == 0 &&
                         window.padding_width == 0 && !window.dilated;
  if (view.unit() == VectorUnit::mve) return vector_convolution(view, window, pointwise);
  if (view.input_type(0) == TensorType::int16) return 2 * values * kInt16;
  if (pointwise) return 0;
  if (view.input_type(1) == TensorType::int4) return 2 * values * kInt16;
  return two_columns(values);
}

std::uint64_t depthwise_convolution_scratch(const KernelView& view) {
  const Window window = window_of(view);
  if (view.input_type(0) == TensorType::int16) return 0;
  const bool fast =
      window.channels == dimension(view.output(0), 3) && dimension(view.input(0), 0) == 1 && !window.dilated;
  if (!fast || view.unit() == VectorUnit::none) return 0;
  if (view.unit() == VectorUnit::mve) return 4 * kVectorChannels * window.filter_height * window.filter_width;
  const bool three_by_three =
      window.filter_height == 3 && window.filter_width == 3 && window.padding_height <= 1 && window.padding_width <= 1;
  if (three_by_three && view.input_type(1) != TensorType::int4) return 0;
  return window.channels * window.filter_height * window.filter_width * kInt16;
}

std::uint64_t transposed_convolution_scratch(const KernelView& view) {
  const auto* filter = view.input(1);
  const auto* in = view.input(2);
  const std::uint64_t height = dimension(filter, 1), width = dimension(filter, 2);
  if (reversible(view)) return two_columns(height * width * dimension(in, 3));
  const auto stride_width = static_cast<std::uint64_t>(std::max(view.options().stride_width, 1));
  const auto stride_height = static_cast<std::uint64_t>(std::max(view.options().stride_height, 1));
  const std::uint64_t columns =
      ((dimension(in, 2) - 1) * stride_width + std::max(width, stride_height)) * dimension(view.output(0), 3);
  return columns * std::max(height, stride_height) * kInt32;
}

std::uint64_t reversed_filter_scratch(const KernelView& view) { return reversible(view) ? elements(view.input(1)) : 0; }

}  // namespace kilograph::inspect::plan_detail::cmsis_nn
