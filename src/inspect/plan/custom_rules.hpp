// What kernels of custom operators ask for: detection, signal processing, decoding. Sizes depend on the operators' own
// options; a kernel that does not find a number there takes whatever bytes there are, so that no figure can be given.
#pragma once

#include "inspect/plan/kernel_view.hpp"

namespace kilograph::inspect::plan_detail {

// Numbers beyond this are no plan's: no signal, and no set of boxes, that a microcontroller holds has so many.
inline constexpr std::uint64_t kMostOfAnOption = std::uint64_t{1} << 17;

void ask_custom(KernelRule rule, const KernelView& view, Requests& requests);

}  // namespace kilograph::inspect::plan_detail
