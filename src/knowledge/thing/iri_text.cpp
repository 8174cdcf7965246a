#include "knowledge/thing/iri_text.hpp"

#include <algorithm>
#include <array>

namespace kilograph::knowledge::thing {
namespace {

constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kDigits = "0123456789";

class Letters {
 public:
  constexpr Letters(std::string_view some, std::string_view more, std::string_view others = {}) {
    for (const std::string_view part : {some, more, others}) {
      for (const char letter : part) among_[static_cast<unsigned char>(letter)] = true;
    }
  }
  bool hold(std::string_view text) const {
    return std::ranges::all_of(text, [this](char letter) { return among_[static_cast<unsigned char>(letter)]; });
  }

 private:
  std::array<bool, 256> among_{};
};

constexpr Letters kOfWords(kLetters, "");
constexpr Letters kOfNumbers(kDigits, "");
constexpr Letters kOfSchemes(kLetters, kDigits, "+-.");
constexpr Letters kOfHosts(kLetters, kDigits, "-._");
constexpr Letters kOfSegments(kLetters, kDigits, "-._~");
constexpr Letters kOfIris(kLetters, kDigits, "-._~:/?#@!$&'()*+,;=%");
constexpr Letters kOfHex("ABCDEFabcdef", kDigits);

bool has_broken_percent(std::string_view text) {
  for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
    const std::string_view digits = text.substr(at + 1, 2);
    if (digits.size() < 2 || !kOfHex.hold(digits)) return true;
  }
  return false;
}

bool is_host(std::string_view text) {
  const std::size_t colon = text.find(':');
  const bool has_port = colon != std::string_view::npos;
  return kOfHosts.hold(text.substr(0, colon)) && (!has_port || kOfNumbers.hold(text.substr(colon + 1)));
}

bool has_form_of_iri(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || !kOfWords.hold(text.substr(0, 1))) return false;
  std::string_view rest = text.substr(colon + 1);
  if (!kOfSchemes.hold(text.substr(0, colon)) || std::ranges::count(rest, '#') > 1) return false;
  if (rest.starts_with("//")) {
    rest.remove_prefix(2);
    const std::size_t end = std::min(rest.find_first_of("/?#"), rest.size());
    if (!is_host(rest.substr(0, end))) return false;
    rest.remove_prefix(end);
  }
  return kOfIris.hold(rest);
}

}  // namespace

bool is_plain_iri(std::string_view text) { return has_form_of_iri(text) && !has_broken_percent(text); }

bool is_broken_by_percent(std::string_view text) { return has_form_of_iri(text) && has_broken_percent(text); }

bool is_plain_segment(std::string_view text) {
  return !text.empty() && kOfSegments.hold(text) && text != "." && text != "..";
}

bool is_plain_language(std::string_view tag) {
  const std::size_t first = std::min(tag.find('-'), tag.size());
  if (first < 2 || first > 3 || !kOfWords.hold(tag.substr(0, first))) return false;
  std::string_view rest = tag.substr(first);
  if (rest.size() >= 5 && kOfWords.hold(rest.substr(1, 4)) && (rest.size() == 5 || rest[5] == '-')) {
    rest.remove_prefix(5);
  }
  return rest.empty() || (rest.size() == 3 && kOfWords.hold(rest.substr(1))) ||
         (rest.size() == 4 && kOfNumbers.hold(rest.substr(1)));
}

}  // namespace kilograph::knowledge::thing
