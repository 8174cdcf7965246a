// Where a statement of a JSON-LD document stands in its text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json/document.hpp"
#include "knowledge/graph/graph.hpp"

namespace kilograph::knowledge::graph {

// What the context calls a property: "kind" for kg:regionKind, else its local name.
std::string_view key_of(std::string_view property);

// Likewise a value that is a word of ours: "working" for kg:WorkingMemory.
std::string_view word_of(std::string_view value);

// A JSON pointer (RFC 6901) for each value, in the same order: the first member of the property's name
// (with or without a prefix) and of this value that no earlier one has taken; empty where there is none.
std::vector<std::string> json_places(const json::Value& json, const std::vector<BadValue>& values);

}  // namespace kilograph::knowledge::graph
