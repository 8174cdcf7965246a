// A file that `add` refused, or doubts, as a line.
#pragma once

#include <string>

#include "reply/answer/addition.hpp"
#include "serve/cli/style.hpp"

namespace kilograph::serve::cli {

std::string problem_line(const reply::Problem& problem, const Style& style);

}  // namespace kilograph::serve::cli
