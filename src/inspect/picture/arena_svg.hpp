// A picture of the arena: time along x, offset along y, one rectangle a buffer, the peak marked.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "domain/model.hpp"
#include "inspect/plan/memory_plan.hpp"

namespace kilograph::inspect {

// A whole SVG document without scripts or references, readable on light and on dark ground. Each buffer's
// rectangle has its name, bytes, offsets and steps as its title. Buffers that no step touches stand left of
// step 0. Texts of the model's file are escaped. The same plan gives the same text.
// Errors: unsupported, where the model does not start on the plan's target or its arena is not known.
Result<std::string> arena_svg(const domain::Model& model, const MemoryPlan& plan);

// Whether a file that begins so is such a picture.
bool is_arena_svg(std::string_view beginning);
inline constexpr std::size_t kArenaSvgBeginning = 512;  // bytes that are enough to say

}  // namespace kilograph::inspect
