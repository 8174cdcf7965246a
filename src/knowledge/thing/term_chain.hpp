// How deep the terms of JSON-LD contexts stand for each other: {"a": "b:x", "b": "c:y", "c": "http://c/"} is three
// deep. Processors follow them by calling themselves, so that a chain of thousands ends the program.
#pragma once

#include "base/json/document.hpp"
#include "base/result.hpp"

namespace kilograph::knowledge::thing {

inline constexpr unsigned kMostTermDepth = 64;

// Of every @context in the text, however deep. Errors: bad_input at the JSON pointer of the term where a chain that
// is longer begins. Circles are left to the processor. Time grows with the text alone.
Result<void> check_term_chains(const json::Value& root);

}  // namespace kilograph::knowledge::thing
