// Shapes of outputs that the numbers of a constant decide: amounts of padding, axes, sizes.
#pragma once

#include "inspect/plan/shape_view.hpp"

namespace kilograph::inspect::plan_detail {

ExpectedShape padded(const KernelView& view);
ExpectedShape sliced(const KernelView& view);
ExpectedShape strided(const KernelView& view);
ExpectedShape transposed(const KernelView& view);
ExpectedShape reduced(const KernelView& view);
ExpectedShape found_along(const KernelView& view);
ExpectedShape expanded(const KernelView& view);
ExpectedShape divided(const KernelView& view);
ExpectedShape divided_by_sizes(const KernelView& view);
ExpectedShape resized(const KernelView& view);
ExpectedShape stated_by_first(const KernelView& view);
ExpectedShape stated_by_second(const KernelView& view);

}  // namespace kilograph::inspect::plan_detail
