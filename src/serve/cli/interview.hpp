// Questions to a person at a terminal, a line each, with editing, history and completion (libedit).
#pragma once

#include <string>

#include "base/result.hpp"
#include "reply/desk.hpp"
#include "serve/cli/style.hpp"

namespace kilograph::serve::cli {

// The answer without blanks around it; empty for an empty line. Errors: usage, at the end of input.
Result<std::string> ask_at_terminal(const reply::Question& question, const Style& style);

}  // namespace kilograph::serve::cli
