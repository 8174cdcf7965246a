// Runtimes that a description names and that nobody here knows: mistyped, or the user's own.
#pragma once

#include <vector>

#include "base/json/document.hpp"
#include "knowledge/intake.hpp"

namespace kilograph::reply {

// Each with its place and the nearest that is known; at most 100. Such a runtime is kept.
std::vector<knowledge::LeftOut> doubtful_runtimes(const json::Value& text);

}  // namespace kilograph::reply
