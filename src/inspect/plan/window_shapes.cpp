#include "inspect/plan/window_shapes.hpp"

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

}  // namespace

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

}  // namespace kilograph::inspect::plan_detail
