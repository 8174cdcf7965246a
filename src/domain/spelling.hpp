// Mistyped words: what the writer may have meant.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kilograph::domain {

std::string lower_case(std::string_view text);  // ASCII letters only

// Letters to add, drop, replace or swap with their neighbour, ignoring ASCII case; words over 256 bytes are cut there.
std::size_t edit_distance(std::string_view a, std::string_view b);

// The `most` known words that `text` may stand for, ignoring ASCII case: those that begin with it, those it is a part
// of, then those of at most a third of other letters, nearest first; ties in the given order. None where none is near.
std::vector<std::string> nearest(std::string_view text, const std::vector<std::string>& known, std::size_t most);

}  // namespace kilograph::domain
