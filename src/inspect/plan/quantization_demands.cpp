#include "inspect/plan/quantization_demands.hpp"

namespace kilograph::inspect::plan_detail {
namespace {

using domain::Tensor;
using domain::TensorType;

bool is_quantized(const Tensor* tensor) { return tensor && !tensor->scales.empty() && !tensor->zero_points.empty(); }

}  // namespace

bool lacks_quantization(const Tensor* tensor) {
  if (!tensor || (!tensor->scales.empty() && !tensor->zero_points.empty())) return false;
  const TensorType type = tensor->spec.type;
  return type == TensorType::int8 || type == TensorType::int16 || type == TensorType::uint8;
}

std::string unquantized_input(const KernelView& view) {
  return lacks_quantization(view.input(0)) ? "has a quantized input without scale and zero point" : "";
}

// The kernel's own output quantization: SOFTMAX of int8 writes from the least number that its output holds.
std::string wrong_zero_point(const KernelView& view) {
  if (view.input_type(0) != TensorType::int8 || !is_quantized(view.output(0))) return {};
  const std::int64_t least = view.output_type(0) == TensorType::int16 ? -32768 : -128;
  const std::int64_t stated = view.output(0)->zero_points.front();
  return stated == least ? ""
                         : "has an output with the zero point " + std::to_string(stated) + ", its kernel takes " +
                               std::to_string(least);
}

// Of int16: the kernel writes steps of 1/32768.
std::string wrong_step(const KernelView& view) {
  constexpr double kStep = 1.0 / 32768, kMostApart = 0.001;
  const Tensor* output = view.output(0);
  if (view.input_type(0) != TensorType::int16 || !output || output->scales.empty()) return {};
  const double ratio = static_cast<double>(output->scales.front()) / kStep;
  return ratio >= 1 - kMostApart && ratio <= 1 + kMostApart ? "" : "has an output whose scale is not 1/32768";
}

// SVDF of int8 adds its bias to sums whose scale is that of state times time weights.
std::string wrong_bias_scale(const KernelView& view) {
  constexpr double kMostApart = 1e-5;
  const Tensor *time = view.input(2), *bias = view.input(3), *state = view.input(4);
  if (view.input_type(0) != TensorType::int8 || !bias || !is_quantized(time) || !is_quantized(state)) return {};
  const double wanted = static_cast<double>(time->scales.front()) * static_cast<double>(state->scales.front());
  const double stated = is_quantized(bias) ? static_cast<double>(bias->scales.front()) : 0.0;
  const double apart = stated > wanted ? stated - wanted : wanted - stated;
  return apart <= kMostApart ? "" : "has a bias whose scale is not that of its state times its time weights";
}

// FULLY_CONNECTED with one scale for all weights compares its bias's scale with that of its products, in single
// precision, by parts of the output's.
std::string wrong_product_scale(const KernelView& view) {
  constexpr double kMostApart = 0.02;
  const Tensor *input = view.input(0), *weights = view.input(1), *bias = view.input(2), *output = view.output(0);
  if (!bias || !is_quantized(input) || !is_quantized(weights) || !is_quantized(output)) return {};
  if (weights->scales.size() != 1 || !(output->scales.front() > 0)) return {};
  const double wanted = static_cast<double>(input->scales.front() * weights->scales.front());
  const double stated = is_quantized(bias) ? static_cast<double>(bias->scales.front()) : 0.0;
  const double apart = stated > wanted ? stated - wanted : wanted - stated;
  if (apart / static_cast<double>(output->scales.front()) <= kMostApart) return {};
  return "has a bias whose scale is not that of its input times its weights";
}

std::string unquantized_output(const KernelView& view) {
  return view.output(0) && !is_quantized(view.output(0)) ? "has an output without scale and zero point" : "";
}

}  // namespace kilograph::inspect::plan_detail
