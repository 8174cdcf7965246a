// Shapes as the rules for output shapes look at them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "inspect/plan/kernel_view.hpp"

namespace kilograph::inspect::plan_detail {

// Absent: the inputs fit no output at all.
using ExpectedShape = std::optional<domain::Shape>;

inline const domain::Shape& own_shape(const KernelView& view) { return view.output(0)->spec.shape; }
inline const domain::Shape& input_shape(const KernelView& view, std::size_t i) { return view.input(i)->spec.shape; }

// An axis counted from either end; nothing where there is no such axis.
inline std::optional<std::size_t> axis_in(std::int64_t axis, std::size_t axes) {
  const auto count = static_cast<std::int64_t>(axes);
  const std::int64_t from_start = axis < 0 ? axis + count : axis;
  if (from_start < 0 || from_start >= count) return std::nullopt;
  return static_cast<std::size_t>(from_start);
}

}  // namespace kilograph::inspect::plan_detail
