// A query's error with the line of the query that it is about.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/error.hpp"

namespace kilograph::knowledge::index {

// Adds to the message the query's line `line` and below it a caret under its column `column` (both
// from 1, in characters). A line or column that the query does not have changes nothing.
Error show_place(Error error, std::string_view query, std::uint64_t line, std::uint64_t column);

}  // namespace kilograph::knowledge::index
