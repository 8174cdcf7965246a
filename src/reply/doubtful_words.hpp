// Words of the hardware section that nobody here knows, mistyped or the user's own: runtimes, and units of ranges.
#pragma once

#include <vector>

#include "base/json/document.hpp"
#include "knowledge/intake.hpp"

namespace kilograph::reply {

// Each with its place, a runtime with the nearest that is known; at most 100. They are kept as they are.
std::vector<knowledge::LeftOut> doubtful_words(const json::Value& text);

}  // namespace kilograph::reply
