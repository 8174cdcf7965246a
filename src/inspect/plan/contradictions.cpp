#include "inspect/plan/contradictions.hpp"

#include <algorithm>
#include <array>

#include "inspect/place.hpp"
#include "inspect/plan/shape_rules.hpp"

namespace kilograph::inspect::plan_detail {
namespace {

using domain::Activation;
using domain::Tensor;
using domain::TensorType;

struct Rule {
  std::string_view name;
  bool keeps_type = true;
  bool has_weights = false;
  bool has_window = false;
};

// Of operators that are prepared for more than their tensors' bytes.
constexpr auto kRules = std::to_array<Rule>({
    {"ADD"},
    {"AVERAGE_POOL_2D", true, false, true},
    {"CONCATENATION"},
    {"CONV_2D", true, true, true},
    {"DEPTHWISE_CONV_2D", true, true, true},
    {"DEQUANTIZE", false},
    {"FULLY_CONNECTED", false, true},
    {"HARD_SWISH"},
    {"LEAKY_RELU"},
    {"LOGISTIC"},
    {"MAXIMUM"},
    {"MAX_POOL_2D", true, false, true},
    {"MINIMUM"},
    {"MUL"},
    {"PAD"},
    {"PADV2"},
    {"QUANTIZE", false},
    {"RELU"},
    {"RELU6"},
    {"RESHAPE"},
    {"SLICE"},
    {"SOFTMAX", false},
    {"STRIDED_SLICE"},
    {"SUB"},
    {"TANH"},
});

const Rule* rule_of(std::string_view name) {
  const auto found = std::ranges::lower_bound(kRules, name, {}, &Rule::name);
  return found != kRules.end() && found->name == name ? &*found : nullptr;
}

bool is_quantized(const Tensor* tensor) {
  return tensor && (tensor->spec.type == TensorType::int8 || tensor->spec.type == TensorType::int16 ||
                    tensor->spec.type == TensorType::uint8);
}

bool is_convolution(std::string_view name) {
  return name == "CONV_2D" || name == "DEPTHWISE_CONV_2D" || name == "TRANSPOSE_CONV";
}

std::string place(const std::vector<std::int32_t>& indices, std::size_t i, const Tensor& tensor) {
  return place_of("tensor", static_cast<std::size_t>(indices[i]), tensor.spec.name);
}

std::string output_place(const KernelView& view) { return place(view.op().outputs, 0, *view.output(0)); }

std::string types_of(const KernelView& view) {
  return "it reads " + std::string(domain::name_of(view.input_type(0))) + " and writes " +
         std::string(domain::name_of(view.output_type(0))) + " to " + output_place(view);
}

// Of an activation that is cut off at quantized limits.
bool limits(Activation activation) {
  return activation == Activation::relu || activation == Activation::relu6 || activation == Activation::relu_n1_to_1;
}

bool without_elements(const Tensor* tensor) { return tensor && elements(tensor) == 0; }

}  // namespace

std::string wrong_shape(const KernelView& view) {
  const ShapeRule rule = shape_rule(view.op().name);
  if (!rule || !view.input(0) || !view.output(0)) return {};
  if (without_elements(view.input(0)) || without_elements(view.output(0))) return {};
  const std::string said = "the shape " + domain::to_text(view.output(0)->spec.shape) + " of " + output_place(view) +
                           " does not follow from its inputs";
  const ExpectedShape expected = rule(view);
  if (!expected) return said + ", which do not fit each other";
  if (*expected == view.output(0)->spec.shape) return {};
  return said + " and options: " + domain::to_text(*expected) + " would";
}

std::string impossible(const KernelView& view) {
  const domain::Operator& op = view.op();
  const Rule* rule = rule_of(op.name);
  const bool has_weights = (rule && rule->has_weights) || is_convolution(op.name);
  const Tensor* input = view.input(op.name == "TRANSPOSE_CONV" ? 2 : 0);
  const Tensor* weights = view.input(1);
  const Tensor* output = view.output(0);
  if (!rule && !has_weights) return {};
  if (!input) return "has no input, which its kernel needs";
  if (has_weights && !weights) return "has no weights, which its kernel needs";
  if (!output) return "has no output, which its kernel needs";
  if (op.name == "RESHAPE" && !without_elements(input) && !without_elements(output) &&
      elements(input) != elements(output)) {
    return "is to make " + domain::to_text(output->spec.shape) + " for " + output_place(view) + " of " +
           domain::to_text(input->spec.shape) + ", another number of elements";
  }
  if (op.name == "CONV_2D" && input->spec.type != output->spec.type) return "cannot be prepared: " + types_of(view);
  if (!has_weights || !is_quantized(input)) return {};
  if (is_convolution(op.name) && (weights->scales.empty() || weights->zero_points.empty()))
    return "has quantized weights without a scale, " + place(op.inputs, 1, *weights);
  if (output->scales.empty() && limits(op.options.activation))
    return "has a quantized output without a scale, " + output_place(view) + ", by which its activation is limited";
  return {};
}

std::string unknown_window(const KernelView& view) {
  const Rule* rule = rule_of(view.op().name);
  const bool is_unknown = rule && rule->has_window && !view.options().padding;
  return is_unknown ? "its options (padding, strides) are missing" : "";
}

std::string contradiction(const KernelView& view) {
  const Rule* rule = rule_of(view.op().name);
  if (!view.input(0) || !view.output(0)) return {};
  if (!rule) return wrong_shape(view);
  if (!unknown_window(view).empty()) return {};
  if (rule->has_window && (view.options().stride_height < 1 || view.options().stride_width < 1))
    return "its stride is below 1";
  if (rule->keeps_type && view.input_type(0) != view.output_type(0)) return types_of(view);
  if (rule->has_weights && is_quantized(view.input(0))) {
    if (view.input(0)->scales.empty()) return "its quantized input has no scale";
    if (view.output(0)->scales.empty() && is_quantized(view.output(0))) return "its quantized output has no scale";
  }
  return wrong_shape(view);
}

}  // namespace kilograph::inspect::plan_detail
