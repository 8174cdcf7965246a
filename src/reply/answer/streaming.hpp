// What `fit` answers when its pairs were given one by one, as it found them.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "reply/answer/fleet.hpp"

namespace kilograph::reply {

struct PairStreamAnswer {
  std::uint64_t models = 0, devices = 0;
  std::array<std::uint64_t, 3> pairs{};  // that were given, by domain::Answer
  std::uint64_t left_out = 0;            // pairs beyond the limit, or that nobody read
  Selection selection{};                 // of the devices
  std::string what_if{};                 // facts that were changed for this answer alone; empty: none
  std::vector<Named> names{};            // of models that were changed for it
  std::vector<std::string> notes{};      // of each of these how its facts are known

  std::uint64_t count_of(domain::Answer answer) const { return pairs[static_cast<std::size_t>(answer)]; }
};

}  // namespace kilograph::reply
