// Words of the hardware section that nobody knows: a member misspelt is a fact lost, silently.
#pragma once

#include <vector>

#include "base/json/document.hpp"
#include "knowledge/intake.hpp"

namespace kilograph::knowledge {

// Of Things that use our short context: members within `parts`, and members beside it that are near to one of ours,
// which no context of theirs defines; parts without a class. Each with its place and the nearest word. Nothing of a
// Thing with a context that is not known here, because that one may define them.
std::vector<LeftOut> unknown_words(const json::Value& text);

}  // namespace kilograph::knowledge
