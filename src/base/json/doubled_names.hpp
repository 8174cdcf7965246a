// JSON in which a name comes twice in one object: only the last one counts, as JavaScript and JSON-LD processors have
// it.
#pragma once

#include <optional>
#include <string>

#include "base/json/document.hpp"

namespace kilograph::json {

// The text with the last of each name alone; nothing where no name comes twice. O(n log n).
std::optional<std::string> without_doubled_names(const Document& document);

}  // namespace kilograph::json
