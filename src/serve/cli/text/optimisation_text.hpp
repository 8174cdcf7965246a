// What would shrink an arena, as people read it.
#pragma once

#include <string>

#include "reply/answer/planning.hpp"
#include "serve/cli/style.hpp"

namespace kilograph::serve::cli {

// A line a proposal with the bytes that it saves, and what speaks against it; what was written at the end.
std::string optimisation_text(const reply::PlanAnswer& answer, const Style& style);

}  // namespace kilograph::serve::cli
