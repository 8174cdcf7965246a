#include "domain/spelling.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

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
  std::vector<std::size_t> before, above(right.size() + 1), row(right.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= left.size(); ++i) {
    before = std::exchange(above, row);
    row[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t replaced = above[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, above[j] + 1, row[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
  }
  return row.back();
}

namespace {

constexpr std::size_t kShortestBeginning = 2, kShortestPart = 3;

enum class Likeness { beginning, part, spelling };

std::optional<Likeness> likeness(const std::string& text, const std::string& known, std::size_t distance) {
  const std::size_t at = known.find(text);
  if (at == 0 && text.size() >= kShortestBeginning) return Likeness::beginning;
  if (at != std::string::npos && text.size() >= kShortestPart) return Likeness::part;
  if (distance * 3 <= std::max(text.size(), known.size())) return Likeness::spelling;
  return std::nullopt;
}

}  // namespace

std::vector<std::string> nearest(std::string_view text, const std::vector<std::string>& known, std::size_t most) {
  std::vector<std::tuple<Likeness, std::size_t, std::size_t>> ranked;
  for (std::size_t i = 0; i < known.size(); ++i) {
    const std::size_t distance = edit_distance(text, known[i]);
    const auto like = likeness(lower_case(text), lower_case(known[i]), distance);
    if (like) ranked.emplace_back(*like, distance, i);
  }
  std::ranges::sort(ranked);
  std::vector<std::string> words;
  for (std::size_t i = 0; i < std::min(most, ranked.size()); ++i) words.push_back(known[std::get<2>(ranked[i])]);
  return words;
}

}  // namespace kilograph::domain
