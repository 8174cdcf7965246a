#include "inspect/plan/contradictions.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "inspect/place.hpp"

namespace kilograph::inspect::plan_detail {
namespace {

using domain::Activation;
using domain::Padding;
using domain::Shape;
using domain::Tensor;
using domain::TensorType;

using Expected = std::optional<Shape>;  // absent: the inputs fit no output at all

std::int64_t size_of(const Tensor& tensor, std::size_t axis) { return tensor.spec.shape[axis]; }

// Positions of a window along one axis; 0 or less where it does not fit once.
std::int64_t positions(std::int64_t length, std::int64_t window, std::int64_t stride, std::int64_t dilation,
                       Padding padding) {
  const std::int64_t lost = padding == Padding::same ? 0 : (window - 1) * dilation;
  return (length - lost + stride - 1) / stride;
}

struct Window {
  std::int64_t height;
  std::int64_t width;
};

Expected over_image(const KernelView& view, Window window, std::int64_t channels) {
  const domain::OperatorOptions& options = view.options();
  const Tensor& input = *view.input(0);
  if (rank(&input) != 4 || options.dilation_height < 1 || options.dilation_width < 1) return std::nullopt;
  const auto along = [&](std::size_t axis, std::int64_t length, std::int64_t stride, std::int64_t dilation) {
    return static_cast<std::int32_t>(positions(size_of(input, axis), length, stride, dilation, *options.padding));
  };
  return Shape{static_cast<std::int32_t>(size_of(input, 0)),
               along(1, window.height, options.stride_height, options.dilation_height),
               along(2, window.width, options.stride_width, options.dilation_width),
               static_cast<std::int32_t>(channels)};
}

Expected convolved(const KernelView& view) {
  const Tensor& filter = *view.input(1);
  if (rank(&filter) != 4 || rank(view.input(0)) != 4) return std::nullopt;
  const std::int64_t depth = size_of(filter, 3);
  if (depth < 1 || size_of(*view.input(0), 3) % depth != 0) return std::nullopt;
  return over_image(view, {size_of(filter, 1), size_of(filter, 2)}, size_of(filter, 0));
}

Expected convolved_by_depth(const KernelView& view) {
  const Tensor& filter = *view.input(1);
  if (rank(&filter) != 4) return std::nullopt;
  return over_image(view, {size_of(filter, 1), size_of(filter, 2)}, size_of(filter, 3));
}

Expected pooled(const KernelView& view) {
  if (rank(view.input(0)) != 4) return std::nullopt;
  return over_image(view, {view.options().filter_height, view.options().filter_width}, size_of(*view.input(0), 3));
}

// Rows of the input's depth, whatever its dimensions; the output keeps its own.
Expected connected(const KernelView& view) {
  const Tensor& weights = *view.input(1);
  const std::uint64_t depth = last_dimension(&weights);
  const std::uint64_t units = dimension(&weights, 0);
  if (rank(&weights) != 2 || depth == 0 || elements(view.input(0)) % depth != 0) return std::nullopt;
  const std::uint64_t rows = elements(view.input(0)) / depth;
  const Tensor* output = view.output(0);
  if (elements(output) == rows * units && last_dimension(output) == units) return output->spec.shape;
  return Shape{static_cast<std::int32_t>(rows), static_cast<std::int32_t>(units)};
}

Expected same_as_input(const KernelView& view) { return view.input(0)->spec.shape; }

Expected spread(const KernelView& view) {
  const Tensor* second = view.input(1);
  if (!second) return std::nullopt;
  Shape longer = view.input(0)->spec.shape;
  Shape shorter = second->spec.shape;
  if (longer.size() < shorter.size()) std::swap(longer, shorter);
  shorter.insert(shorter.begin(), longer.size() - shorter.size(), 1);
  for (std::size_t i = 0; i < longer.size(); ++i) {
    if (longer[i] != shorter[i] && longer[i] != 1 && shorter[i] != 1) return std::nullopt;
    if (longer[i] == 1) longer[i] = shorter[i];
  }
  return longer;
}

Expected joined(const KernelView& view) {
  Shape shape = view.input(0)->spec.shape;
  const auto axes = static_cast<std::int64_t>(shape.size());
  const std::int64_t axis = view.options().axis < 0 ? view.options().axis + axes : view.options().axis;
  if (axis < 0 || axis >= axes) return std::nullopt;
  const auto along = static_cast<std::size_t>(axis);
  for (std::size_t i = 1; i < view.op().inputs.size(); ++i) {
    const Tensor* part = view.input(i);
    if (!part || rank(part) != shape.size()) return std::nullopt;
    Shape rest = part->spec.shape;
    const std::int32_t more = rest[along];
    rest[along] = shape[along];
    if (rest != shape) return std::nullopt;
    shape[along] += more;
  }
  return shape;
}

// How much is added, and where, is in constants that are not read.
Expected padded(const KernelView& view) {
  const Shape& input = view.input(0)->spec.shape;
  const Shape& output = view.output(0)->spec.shape;
  if (input.size() != output.size()) return input;
  const bool holds = std::ranges::equal(input, output, [](std::int32_t in, std::int32_t out) { return in <= out; });
  return holds ? output : input;
}

Expected cut_out(const KernelView& view) {
  const bool holds = elements(view.output(0)) <= elements(view.input(0));
  return holds ? view.output(0)->spec.shape : view.input(0)->spec.shape;
}

struct Rule {
  std::string_view name;
  Expected (*shape)(const KernelView&);
  bool keeps_type = true;
  bool has_weights = false;
  bool has_window = false;
};

constexpr auto kRules = std::to_array<Rule>({
    {"ADD", spread},
    {"AVERAGE_POOL_2D", pooled, true, false, true},
    {"CONCATENATION", joined},
    {"CONV_2D", convolved, true, true, true},
    {"DEPTHWISE_CONV_2D", convolved_by_depth, true, true, true},
    {"DEQUANTIZE", same_as_input, false},
    {"FULLY_CONNECTED", connected, false, true},
    {"HARD_SWISH", same_as_input},
    {"LEAKY_RELU", same_as_input},
    {"LOGISTIC", same_as_input},
    {"MAXIMUM", spread},
    {"MAX_POOL_2D", pooled, true, false, true},
    {"MINIMUM", spread},
    {"MUL", spread},
    {"PAD", padded},
    {"PADV2", padded},
    {"QUANTIZE", same_as_input, false},
    {"RELU", same_as_input},
    {"RELU6", same_as_input},
    {"RESHAPE", nullptr},
    {"SLICE", cut_out},
    {"SOFTMAX", same_as_input, false},
    {"STRIDED_SLICE", cut_out},
    {"SUB", spread},
    {"TANH", same_as_input},
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

std::string wrong_shape(const KernelView& view, const Rule& rule) {
  if (!rule.shape || without_elements(view.input(0)) || without_elements(view.output(0))) return {};
  const std::string said = "the shape " + domain::to_text(view.output(0)->spec.shape) + " of " + output_place(view) +
                           " does not follow from its inputs";
  const Expected expected = rule.shape(view);
  if (!expected) return said + ", which do not fit each other";
  if (*expected == view.output(0)->spec.shape) return {};
  return said + " and options: " + domain::to_text(*expected) + " would";
}

}  // namespace

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

std::string contradiction(const KernelView& view) {
  const Rule* rule = rule_of(view.op().name);
  if (!rule || !view.input(0) || !view.output(0)) return {};
  if (rule->has_window && !view.options().padding) return "its options (padding, strides) are missing";
  if (rule->has_window && (view.options().stride_height < 1 || view.options().stride_width < 1))
    return "its stride is below 1";
  if (rule->keeps_type && view.input_type(0) != view.output_type(0)) return types_of(view);
  if (rule->has_weights && is_quantized(view.input(0))) {
    if (view.input(0)->scales.empty()) return "its quantized input has no scale";
    if (view.output(0)->scales.empty() && is_quantized(view.output(0))) return "its quantized output has no scale";
  }
  return wrong_shape(view, *rule);
}

}  // namespace kilograph::inspect::plan_detail
