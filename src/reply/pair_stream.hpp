// Pairs one after another, in memory that does not grow with their number.
#pragma once

#include <cstdint>

#include "match/fit.hpp"
#include "reply/answer/streaming.hpp"
#include "reply/desk.hpp"
#include "reply/sides.hpp"

namespace kilograph::reply {

// Gives the first `most` pairs to the desk, models outside, both in the order of the sides, until it wants no more.
// Pairs of equal requirement and equal capability (match/columns/profile.hpp) are judged once as long as their verdict
// is kept; of a verdict the line that decides is given alone, in numbers and what is required.
PairStreamAnswer stream_pairs(const Sides& sides, match::Judge judge, std::uint64_t most, const Desk& desk);

}  // namespace kilograph::reply
