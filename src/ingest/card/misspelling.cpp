#include "ingest/card/misspelling.hpp"

#include <algorithm>
#include <utility>

#include "domain/spelling.hpp"

namespace kilograph::ingest::card {
namespace {

constexpr std::size_t kShortest = 5, kLetters = 4, kMostWrong = 2;

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char letter : domain::lower_case(text)) {
    if (letter != ' ' && letter != '-' && letter != '_') word += letter;
    else if (!word.empty()) words.push_back(std::exchange(word, {}));
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

std::string digits_of(std::string_view word) {
  std::string digits;
  std::ranges::copy_if(word, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
  return digits;
}

bool is_near(const std::string& word, const std::string& known) {
  if (word == known || word + "s" == known || word == known + "s") return true;
  const std::size_t letters = std::max(word.size(), known.size());
  return letters >= kShortest && digits_of(word) == digits_of(known) &&
         domain::edit_distance(word, known) <= std::min(kMostWrong, letters / kLetters);
}

}  // namespace

std::string misspelt(std::string_view text, const std::vector<std::string>& known) {
  constexpr std::size_t kLongest = 64;
  if (text.size() > kLongest || std::ranges::find(known, text) != known.end()) return {};
  const std::vector<std::string> words = words_of(text);
  const std::string* nearest = nullptr;
  std::size_t least = std::string_view::npos;
  for (const std::string& one : known) {
    const std::vector<std::string> wanted = words_of(one);
    if (words.empty() || !std::ranges::equal(words, wanted, is_near)) continue;
    const std::size_t distance = domain::edit_distance(text, one);
    if (distance >= least) continue;
    least = distance;
    nearest = &one;
  }
  return nearest ? *nearest : std::string();
}

}  // namespace kilograph::ingest::card
