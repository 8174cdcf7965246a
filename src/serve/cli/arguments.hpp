// Arguments to a call, by CLI11 over the table of verbs.
#pragma once

#include <optional>
#include <string>

#include "base/result.hpp"
#include "reply/call.hpp"

namespace kilograph::serve::cli {

struct Arguments {
  std::string verb;
  reply::Call call;
  std::optional<std::string> catalogue{};
  bool json = false;
  bool quiet = false;
  bool colour = false;     // asked for; --no-color stands before it
  bool no_colour = false;
};

// `--help` and `--version` become the verbs of that name; so does a call without arguments.
// Errors: usage, for unknown verbs and options, with the nearest.
Result<Arguments> parse_arguments(int argc, const char* const* argv);

// Whether JSON was asked for, even where the rest could not be parsed.
bool asks_for_json(int argc, const char* const* argv);

}  // namespace kilograph::serve::cli
