#include "domain/spelling.hpp"

#include <algorithm>
#include <numeric>

namespace kilograph::domain {

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& letter : lower) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return lower;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  const std::string left = lower_case(a.substr(0, 256));
  const std::string right = lower_case(b.substr(0, 256));
  std::vector<std::size_t> row(right.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= left.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

std::vector<std::string> nearest(std::string_view text, const std::vector<std::string>& known, std::size_t most) {
  std::vector<std::pair<std::size_t, std::size_t>> ranked;
  for (std::size_t i = 0; i < known.size(); ++i) ranked.emplace_back(edit_distance(text, known[i]), i);
  std::ranges::sort(ranked);
  std::vector<std::string> words;
  for (std::size_t i = 0; i < std::min(most, ranked.size()); ++i) words.push_back(known[ranked[i].second]);
  return words;
}

}  // namespace kilograph::domain
