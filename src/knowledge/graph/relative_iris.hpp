// Relative IRIs as a Turtle or TriG file writes them: <None>, <N.A.>, <download.example/data>.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace kilograph::knowledge::graph {

struct RelativeIri {
  std::string_view text;  // between < and >; points into the file
  std::size_t line = 0;   // from 1
};

// In the file's order. None where the file states its own base (@base), because then they are meant.
// Strings and comments are passed over; the text need not be valid.
std::vector<RelativeIri> relative_iris(std::string_view turtle);

}  // namespace kilograph::knowledge::graph
