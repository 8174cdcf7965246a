#include "ingest/near_name.hpp"

#include <algorithm>
#include <cctype>

#include "domain/spelling.hpp"

namespace kilograph::ingest {

bool is_nearly(std::string_view name, std::string_view known) {
  constexpr std::size_t kShortest = 3, kLong = 8;
  const auto [shorter, longer] = std::minmax({name.size(), known.size()});
  const std::size_t most = shorter >= kLong ? 2 : 1;
  if (shorter == 0 || longer - shorter > most || name == known) return false;
  const auto same = [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
  };
  if (!same(name.front(), known.front()) && !same(name.back(), known.back())) return false;
  const std::size_t distance = domain::edit_distance(name, known);
  return distance == 0 || (distance <= most && shorter >= kShortest);
}

}  // namespace kilograph::ingest
