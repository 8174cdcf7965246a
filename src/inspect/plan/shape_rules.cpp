#include "inspect/plan/shape_rules.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <span>

namespace kilograph::inspect::plan_detail {
namespace {

using domain::Padding;
using domain::Shape;
using domain::Tensor;

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

ExpectedShape over_image(const KernelView& view, Window window, std::int64_t channels) {
  const domain::OperatorOptions& options = view.options();
  const Tensor& input = *view.input(0);
  if (rank(&input) != 4 || options.dilation_height < 1 || options.dilation_width < 1) return std::nullopt;
  const bool has_strides = options.padding && options.stride_height > 0 && options.stride_width > 0;
  if (!has_strides) return view.output(0)->spec.shape;
  const auto along = [&](std::size_t axis, std::int64_t length, std::int64_t stride, std::int64_t dilation) {
    return static_cast<std::int32_t>(positions(size_of(input, axis), length, stride, dilation, *options.padding));
  };
  return Shape{static_cast<std::int32_t>(size_of(input, 0)),
               along(1, window.height, options.stride_height, options.dilation_height),
               along(2, window.width, options.stride_width, options.dilation_width),
               static_cast<std::int32_t>(channels)};
}

ExpectedShape convolved(const KernelView& view) {
  const Tensor& filter = *view.input(1);
  if (rank(&filter) != 4 || rank(view.input(0)) != 4) return std::nullopt;
  const std::int64_t depth = size_of(filter, 3);
  if (depth < 1 || size_of(*view.input(0), 3) % depth != 0) return std::nullopt;
  return over_image(view, {size_of(filter, 1), size_of(filter, 2)}, size_of(filter, 0));
}

ExpectedShape convolved_by_depth(const KernelView& view) {
  const Tensor& filter = *view.input(1);
  if (rank(&filter) != 4) return std::nullopt;
  return over_image(view, {size_of(filter, 1), size_of(filter, 2)}, size_of(filter, 3));
}

ExpectedShape pooled(const KernelView& view) {
  if (rank(view.input(0)) != 4) return std::nullopt;
  return over_image(view, {view.options().filter_height, view.options().filter_width}, size_of(*view.input(0), 3));
}

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

using Values = std::optional<std::span<const std::int64_t>>;

// A constant's numbers, where the reader kept them all.
Values values_of(const Tensor* tensor) {
  if (!tensor || !tensor->is_constant || tensor->values.size() != elements(tensor)) return std::nullopt;
  return tensor->values;
}

const Shape& own_shape(const KernelView& view) { return view.output(0)->spec.shape; }
const Shape& input_shape(const KernelView& view, std::size_t i) { return view.input(i)->spec.shape; }

// An axis counted from either end; nothing where there is no such axis.
std::optional<std::size_t> axis_in(std::int64_t axis, std::size_t axes) {
  const auto count = static_cast<std::int64_t>(axes);
  const std::int64_t from_start = axis < 0 ? axis + count : axis;
  if (from_start < 0 || from_start >= count) return std::nullopt;
  return static_cast<std::size_t>(from_start);
}

std::int32_t as_dimension(std::int64_t value) {
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(value, -1, INT32_MAX));
}

Shape shape_from(std::span<const std::int64_t> values) {
  Shape shape;
  for (const std::int64_t value : values) shape.push_back(as_dimension(value));
  return shape;
}

// What remains of padding where its amounts are not there.
ExpectedShape no_smaller(const KernelView& view) {
  const Shape& input = input_shape(view, 0);
  const bool holds =
      input.size() == own_shape(view).size() && std::ranges::equal(input, own_shape(view), std::less_equal());
  return holds ? own_shape(view) : input;
}

ExpectedShape padded(const KernelView& view) {
  const Values amounts = values_of(view.input(1));
  if (!amounts) return no_smaller(view);
  Shape shape = input_shape(view, 0);
  if (amounts->size() != 2 * shape.size()) return std::nullopt;
  for (std::size_t i = 0; i < shape.size(); ++i)
    shape[i] = as_dimension(shape[i] + (*amounts)[2 * i] + (*amounts)[2 * i + 1]);
  return shape;
}

ExpectedShape sliced(const KernelView& view) {
  const Values begin = values_of(view.input(1)), size = values_of(view.input(2));
  if (!begin || !size) return own_shape(view);
  Shape shape = input_shape(view, 0);
  if (begin->size() != shape.size() || size->size() != shape.size()) return std::nullopt;
  for (std::size_t i = 0; i < shape.size(); ++i)
    shape[i] = as_dimension((*size)[i] == -1 ? shape[i] - (*begin)[i] : (*size)[i]);
  return shape;
}

// Where a stride along an axis begins or ends, as the kernels clamp it.
struct Stride {
  std::int64_t length, step;

  std::int64_t clamped(std::int64_t place) const {
    if (place < 0) place += length;
    return step > 0 ? std::clamp<std::int64_t>(place, 0, length) : std::clamp<std::int64_t>(place, -1, length - 1);
  }
  std::int64_t first() const { return step > 0 ? 0 : length - 1; }
  std::int64_t behind_last() const { return step > 0 ? length : -1; }
  std::int64_t count(std::int64_t begin, std::int64_t end) const {
    const std::int64_t span = end - begin;
    return std::max<std::int64_t>(0, span / step + (span % step != 0 && (span > 0) == (step > 0) ? 1 : 0));
  }
};

ExpectedShape strided(const KernelView& view) {
  const Values begin = values_of(view.input(1)), end = values_of(view.input(2)), steps = values_of(view.input(3));
  const domain::SliceMasks& masks = view.options().masks;
  if (!begin || !end || !steps) return own_shape(view);
  const Shape& input = input_shape(view, 0);
  if (begin->size() != input.size() || end->size() != input.size() || steps->size() != input.size())
    return std::nullopt;
  Shape shape;
  for (std::size_t i = 0; i < input.size(); ++i) {
    const Stride stride{input[i], (*steps)[i]};
    const auto is_set = [&](std::int32_t mask) { return i < 31 && (mask >> i & 1) != 0; };
    if (stride.step == 0) return std::nullopt;
    if (is_set(masks.shrink_axis)) continue;
    const std::int64_t from = is_set(masks.begin) ? stride.first() : stride.clamped((*begin)[i]);
    const std::int64_t to = is_set(masks.end) ? stride.behind_last() : stride.clamped((*end)[i]);
    shape.push_back(as_dimension(stride.count(from, to)));
  }
  return shape;
}

ExpectedShape transposed(const KernelView& view) {
  const Values order = values_of(view.input(1));
  if (!order) return own_shape(view);
  const Shape& input = input_shape(view, 0);
  if (order->size() != input.size()) return std::nullopt;
  Shape shape;
  for (const std::int64_t axis : *order) {
    const auto from = axis_in(axis, input.size());
    if (!from) return std::nullopt;
    shape.push_back(input[*from]);
  }
  return shape;
}

ExpectedShape without(const Shape& input, std::span<const std::int64_t> axes, bool keeps) {
  std::vector<bool> is_reduced(input.size(), false);
  for (const std::int64_t axis : axes) {
    const auto place = axis_in(axis, input.size());
    if (!place) return std::nullopt;
    is_reduced[*place] = true;
  }
  Shape shape;
  for (std::size_t i = 0; i < input.size(); ++i) {
    if (!is_reduced[i]) shape.push_back(input[i]);
    else if (keeps) shape.push_back(1);
  }
  return shape;
}

ExpectedShape reduced(const KernelView& view) {
  const Values axes = values_of(view.input(1));
  if (!axes) return own_shape(view);
  return without(input_shape(view, 0), *axes, view.options().keep_dimensions);
}

ExpectedShape found_along(const KernelView& view) {
  const Values axis = values_of(view.input(1));
  if (!axis || axis->size() != 1) return own_shape(view);
  return without(input_shape(view, 0), *axis, false);
}

ExpectedShape expanded(const KernelView& view) {
  const Values axis = values_of(view.input(1));
  if (!axis || axis->size() != 1) return own_shape(view);
  Shape shape = input_shape(view, 0);
  const auto place = axis_in(axis->front(), shape.size() + 1);
  if (!place) return std::nullopt;
  shape.insert(shape.begin() + static_cast<std::ptrdiff_t>(*place), 1);
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

ExpectedShape divided(const KernelView& view) {
  const Values axis = values_of(view.input(0));
  if (!view.input(1)) return std::nullopt;
  if (!axis || axis->size() != 1) return own_shape(view);
  Shape shape = input_shape(view, 1);
  const auto along = axis_in(axis->front(), shape.size());
  const auto parts = static_cast<std::int32_t>(view.op().outputs.size());
  if (!along || shape[*along] % parts != 0) return std::nullopt;
  shape[*along] /= parts;
  return shape;
}

ExpectedShape divided_by_sizes(const KernelView& view) {
  const Values sizes = values_of(view.input(1)), axis = values_of(view.input(2));
  if (!sizes || sizes->empty() || !axis || axis->size() != 1) return own_shape(view);
  Shape shape = input_shape(view, 0);
  const auto along = axis_in(axis->front(), shape.size());
  if (!along || sizes->size() != view.op().outputs.size()) return std::nullopt;
  if (sizes->front() != -1) shape[*along] = as_dimension(sizes->front());
  else shape[*along] = own_shape(view).size() == shape.size() ? own_shape(view)[*along] : -1;
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

ExpectedShape resized(const KernelView& view) {
  const Values size = values_of(view.input(1));
  if (!size) return own_shape(view);
  Shape shape = input_shape(view, 0);
  if (size->size() != 2 || shape.size() != 4) return std::nullopt;
  shape[1] = as_dimension((*size)[0]);
  shape[2] = as_dimension((*size)[1]);
  return shape;
}

ExpectedShape stated(const KernelView& view, std::size_t input) {
  const Values dimensions = values_of(view.input(input));
  return dimensions ? ExpectedShape(shape_from(*dimensions)) : own_shape(view);
}

ExpectedShape stated_by_first(const KernelView& view) { return stated(view, 0); }
ExpectedShape stated_by_second(const KernelView& view) { return stated(view, 1); }

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
