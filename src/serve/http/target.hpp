// The target of a request, taken apart: the door for what stands in its first line (RFC 9112 section 3.2, RFC 3986).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace kilograph::serve::http {

using Parameters = std::vector<std::pair<std::string, std::string>>;

struct Target {
  std::vector<std::string> segments;  // of the path, percent-decoded; "/" alone has none
  Parameters query;                   // percent-decoded, "+" is a space; brackets may stand as they are
};

// "/things/urn%3Aa?limit=5". Errors: bad_input: no absolute path, a wrong percent sign, text that is not UTF-8 or has
// control characters.
Result<Target> parse_target(std::string_view written);

// The same of a body of application/x-www-form-urlencoded.
Result<Parameters> parse_form(std::string_view text);

// One segment of a path, or one value of a query, as it is written there.
std::string encoded(std::string_view text);

}  // namespace kilograph::serve::http
