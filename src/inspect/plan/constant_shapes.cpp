#include "inspect/plan/constant_shapes.hpp"

#include <algorithm>
#include <functional>
#include <span>
#include <vector>

namespace kilograph::inspect::plan_detail {
namespace {

using domain::Shape;
using domain::Tensor;
using Values = std::optional<std::span<const std::int64_t>>;

// A constant's numbers, where the reader kept them all.
Values values_of(const Tensor* tensor) {
  if (!tensor || !tensor->is_constant || tensor->values.size() != elements(tensor)) return std::nullopt;
  return tensor->values;
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

ExpectedShape stated(const KernelView& view, std::size_t input) {
  const Values dimensions = values_of(view.input(input));
  return dimensions ? ExpectedShape(shape_from(*dimensions)) : own_shape(view);
}

}  // namespace

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

ExpectedShape resized(const KernelView& view) {
  const Values size = values_of(view.input(1));
  if (!size) return own_shape(view);
  Shape shape = input_shape(view, 0);
  if (size->size() != 2 || shape.size() != 4) return std::nullopt;
  shape[1] = as_dimension((*size)[0]);
  shape[2] = as_dimension((*size)[1]);
  return shape;
}

ExpectedShape stated_by_first(const KernelView& view) { return stated(view, 0); }
ExpectedShape stated_by_second(const KernelView& view) { return stated(view, 1); }

}  // namespace kilograph::inspect::plan_detail
