// An arena as characters: time along x, offset along y, a shade and a letter a buffer.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "reply/answer/planning.hpp"
#include "serve/cli/style.hpp"

namespace kilograph::serve::cli {

struct ArenaPicture {
  std::string text;                 // lines of at most 80 columns, each ended
  std::vector<std::string> letters; // of each buffer, by its index; letters come again after 52
};

// Indices of the buffers by first use, then offset: the order in which people read them.
std::vector<std::size_t> buffers_over_time(const inspect::Arena& arena);

// `steps` is the number of steps of the run; where there are more than columns, a column stands for several,
// and shows in each row the buffer that takes the most of it. Empty without steps or bytes.
ArenaPicture picture_of(const inspect::Arena& arena, std::size_t steps, const Style& style);

}  // namespace kilograph::serve::cli
