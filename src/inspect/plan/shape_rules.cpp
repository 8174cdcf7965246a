#include "inspect/plan/shape_rules.hpp"

#include <algorithm>
#include <array>

#include "inspect/plan/constant_shapes.hpp"
#include "inspect/plan/window_shapes.hpp"

namespace kilograph::inspect::plan_detail {
namespace {

using domain::Shape;
using domain::Tensor;

// Rows of the input's depth, whatever its dimensions; the output keeps its own.
ExpectedShape connected(const KernelView& view) {
  const Tensor& weights = *view.input(1);
  const std::uint64_t depth = last_dimension(&weights);
  const std::uint64_t units = dimension(&weights, 0);
  if (rank(&weights) != 2 || depth == 0 || elements(view.input(0)) % depth != 0) return std::nullopt;
  const std::uint64_t rows = elements(view.input(0)) / depth;
  const Tensor* output = view.output(0);
  if (elements(output) == rows * units && last_dimension(output) == units) return output->spec.shape;
  return Shape{static_cast<std::int32_t>(rows), static_cast<std::int32_t>(units)};
}

ExpectedShape same_as_input(const KernelView& view) { return view.input(0)->spec.shape; }

ExpectedShape spread(Shape longer, Shape shorter) {
  if (longer.size() < shorter.size()) std::swap(longer, shorter);
  shorter.insert(shorter.begin(), longer.size() - shorter.size(), 1);
  for (std::size_t i = 0; i < longer.size(); ++i) {
    if (longer[i] != shorter[i] && longer[i] != 1 && shorter[i] != 1) return std::nullopt;
    if (longer[i] == 1) longer[i] = shorter[i];
  }
  return longer;
}

ExpectedShape spread_both(const KernelView& view) {
  if (!view.input(1)) return std::nullopt;
  return spread(view.input(0)->spec.shape, view.input(1)->spec.shape);
}

ExpectedShape joined(const KernelView& view) {
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

Shape without_ones(Shape shape) {
  std::erase(shape, 1);
  return shape;
}

// Which dimensions of one go is an option that is not read.
ExpectedShape squeezed(const KernelView& view) {
  const Shape& input = input_shape(view, 0);
  const bool holds = without_ones(input) == without_ones(own_shape(view)) && own_shape(view).size() <= input.size();
  return holds ? own_shape(view) : without_ones(input);
}

ExpectedShape packed(const KernelView& view) {
  Shape shape = input_shape(view, 0);
  const auto axis = axis_in(view.options().axis, shape.size() + 1);
  if (!axis) return std::nullopt;
  for (std::size_t i = 1; i < view.op().inputs.size(); ++i) {
    if (!view.input(i) || input_shape(view, i) != shape) return std::nullopt;
  }
  shape.insert(shape.begin() + static_cast<std::ptrdiff_t>(*axis), static_cast<std::int32_t>(view.op().inputs.size()));
  return shape;
}

ExpectedShape unpacked(const KernelView& view) {
  Shape shape = input_shape(view, 0);
  const auto axis = axis_in(view.options().axis, shape.size());
  if (!axis || shape[*axis] != static_cast<std::int32_t>(view.op().outputs.size())) return std::nullopt;
  shape.erase(shape.begin() + static_cast<std::ptrdiff_t>(*axis));
  return shape;
}

// How many leading dimensions are batches is an option that is not read.
ExpectedShape gathered(const KernelView& view) {
  const Tensor* places = view.input(1);
  if (!places) return std::nullopt;
  const Shape& input = input_shape(view, 0);
  const auto axis = axis_in(view.options().axis, input.size());
  if (!axis) return std::nullopt;
  ExpectedShape without_batches;
  for (std::size_t batches = 0; batches <= std::min(*axis, places->spec.shape.size()); ++batches) {
    Shape shape(input.begin(), input.begin() + static_cast<std::ptrdiff_t>(*axis));
    shape.insert(shape.end(), places->spec.shape.begin() + static_cast<std::ptrdiff_t>(batches),
                 places->spec.shape.end());
    shape.insert(shape.end(), input.begin() + static_cast<std::ptrdiff_t>(*axis) + 1, input.end());
    if (shape == own_shape(view)) return shape;
    if (!without_batches) without_batches = std::move(shape);
  }
  return without_batches;
}

ExpectedShape gathered_by_places(const KernelView& view) {
  if (!view.input(1) || rank(view.input(1)) == 0) return std::nullopt;
  const Shape& input = input_shape(view, 0);
  Shape shape = input_shape(view, 1);
  const auto depth = static_cast<std::size_t>(std::max(shape.back(), 0));
  if (depth > input.size()) return std::nullopt;
  shape.pop_back();
  shape.insert(shape.end(), input.begin() + static_cast<std::ptrdiff_t>(depth), input.end());
  return shape;
}

// The block's edge is an option that is not read: it follows from the heights.
ExpectedShape spread_by_blocks(const Shape& deep, const Shape& wide, const Shape& own) {
  if (deep.size() != 4 || wide.size() != 4 || deep[1] == 0 || wide[1] % deep[1] != 0) return std::nullopt;
  const std::int64_t edge = wide[1] / deep[1];
  const bool holds = wide[0] == deep[0] && wide[2] == deep[2] * edge && wide[3] * edge * edge == deep[3];
  return holds ? ExpectedShape(own) : std::nullopt;
}

ExpectedShape depth_to_space(const KernelView& view) {
  return spread_by_blocks(input_shape(view, 0), own_shape(view), own_shape(view));
}

ExpectedShape space_to_depth(const KernelView& view) {
  return spread_by_blocks(own_shape(view), input_shape(view, 0), own_shape(view));
}

ExpectedShape shape_of_shape(const KernelView& view) {
  return Shape{static_cast<std::int32_t>(input_shape(view, 0).size())};
}

ExpectedShape looked_up(const KernelView& view) {
  if (!view.input(1) || rank(view.input(1)) == 0) return std::nullopt;
  Shape shape = input_shape(view, 1);
  shape.front() = static_cast<std::int32_t>(elements(view.input(0)));
  return shape;
}

ExpectedShape multiplied(const KernelView& view) {
  if (rank(view.input(0)) < 2 || rank(view.input(1)) < 2) return std::nullopt;
  Shape left = input_shape(view, 0), right = input_shape(view, 1);
  if (view.options().adjoint_left) std::swap(left.back(), left[left.size() - 2]);
  if (view.options().adjoint_right) std::swap(right.back(), right[right.size() - 2]);
  if (left.back() != right[right.size() - 2]) return std::nullopt;
  const std::int32_t rows = left[left.size() - 2], columns = right.back();
  left.resize(left.size() - 2);
  right.resize(right.size() - 2);
  ExpectedShape shape = spread(left, right);
  if (!shape) return std::nullopt;
  shape->push_back(rows);
  shape->push_back(columns);
  return shape;
}

ExpectedShape chosen(const KernelView& view) {
  if (!view.input(1) || !view.input(2)) return std::nullopt;
  const ExpectedShape both = spread(input_shape(view, 1), input_shape(view, 2));
  return both ? spread(*both, input_shape(view, 0)) : std::nullopt;
}

ExpectedShape same_as_all_inputs(const KernelView& view) {
  for (std::size_t i = 1; i < view.op().inputs.size(); ++i) {
    if (!view.input(i) || input_shape(view, i) != input_shape(view, 0)) return std::nullopt;
  }
  return input_shape(view, 0);
}

constexpr auto kSameAsInput = std::to_array<std::string_view>(
    {"ABS",         "CAST",      "CEIL",        "COS",        "CUMSUM",           "DEQUANTIZE", "DYNAMIC_UPDATE_SLICE",
     "ELU",         "EXP",       "FLOOR",       "HARD_SWISH", "L2_NORMALIZATION", "LEAKY_RELU", "LOG",
     "LOGICAL_NOT", "LOGISTIC",  "LOG_SOFTMAX", "NEG",        "QUANTIZE",         "RELU",       "RELU6",
     "REVERSE_V2",  "ROUND",     "RSQRT",       "SIN",        "SOFTMAX",          "SQRT",       "SQUARE",
     "TANH",        "ZEROS_LIKE"});

// A row of units for each row of the input; a unit has as many filters as the rank says.
ExpectedShape filtered(const KernelView& view) {
  const std::int32_t filters_a_unit = view.options().filter_rank;
  if (filters_a_unit < 1) return own_shape(view);
  const auto units = static_cast<std::int32_t>(dimension(view.input(1), 0)) / filters_a_unit;
  return Shape{static_cast<std::int32_t>(dimension(view.input(0), 0)), units};
}

// Of an LSTM: the steps and batches of its input, each as long as its state.
ExpectedShape remembered(const KernelView& view) {
  constexpr std::size_t kState = 18;
  if (rank(view.input(0)) != 3 || !view.input(kState)) return own_shape(view);
  const Shape& input = input_shape(view, 0);
  return Shape{input[0], input[1], static_cast<std::int32_t>(last_dimension(view.input(kState)))};
}

// The two inputs, each spread over the dimensions where it has one element.
constexpr auto kSpreadBoth = std::to_array<std::string_view>(
    {"ADD", "DIV", "EQUAL", "FLOOR_DIV", "FLOOR_MOD", "GREATER", "GREATER_EQUAL", "LESS", "LESS_EQUAL", "LOGICAL_AND",
     "LOGICAL_OR", "MAXIMUM", "MINIMUM", "MUL", "NOT_EQUAL", "PRELU", "SQUARED_DIFFERENCE", "SUB"});

struct RuleRow {
  std::string_view name;
  ShapeRule rule;
};

constexpr auto kRules = std::to_array<RuleRow>({
    {"ADD_N", same_as_all_inputs},
    {"ARG_MAX", found_along},
    {"ARG_MIN", found_along},
    {"AVERAGE_POOL_2D", pooled},
    {"BATCH_MATMUL", multiplied},
    {"BROADCAST_TO", stated_by_second},
    {"CONCATENATION", joined},
    {"CONV_2D", convolved},
    {"DEPTHWISE_CONV_2D", convolved_by_depth},
    {"DEPTH_TO_SPACE", depth_to_space},
    {"EMBEDDING_LOOKUP", looked_up},
    {"EXPAND_DIMS", expanded},
    {"FILL", stated_by_first},
    {"FULLY_CONNECTED", connected},
    {"GATHER", gathered},
    {"GATHER_ND", gathered_by_places},
    {"L2_POOL_2D", pooled},
    {"MAX_POOL_2D", pooled},
    {"MEAN", reduced},
    {"MIRROR_PAD", padded},
    {"PACK", packed},
    {"PAD", padded},
    {"PADV2", padded},
    {"REDUCE_ALL", reduced},
    {"REDUCE_MAX", reduced},
    {"REDUCE_MIN", reduced},
    {"RESIZE_BILINEAR", resized},
    {"RESIZE_NEAREST_NEIGHBOR", resized},
    {"SELECT_V2", chosen},
    {"SHAPE", shape_of_shape},
    {"SLICE", sliced},
    {"SPACE_TO_DEPTH", space_to_depth},
    {"SPLIT", divided},
    {"SPLIT_V", divided_by_sizes},
    {"SQUEEZE", squeezed},
    {"STRIDED_SLICE", strided},
    {"SUM", reduced},
    {"SVDF", filtered},
    {"TRANSPOSE", transposed},
    {"TRANSPOSE_CONV", stated_by_first},
    {"UNIDIRECTIONAL_SEQUENCE_LSTM", remembered},
    {"UNPACK", unpacked},
});

}  // namespace

ShapeRule shape_rule(std::string_view op) {
  if (std::ranges::binary_search(kSameAsInput, op)) return same_as_input;
  if (std::ranges::binary_search(kSpreadBoth, op)) return spread_both;
  static_assert(std::ranges::is_sorted(kSameAsInput) && std::ranges::is_sorted(kSpreadBoth));
  static_assert(std::ranges::is_sorted(kRules, {}, &RuleRow::name));
  const auto found = std::ranges::lower_bound(kRules, op, {}, &RuleRow::name);
  return found != kRules.end() && found->name == op ? found->rule : nullptr;
}

}  // namespace kilograph::inspect::plan_detail
