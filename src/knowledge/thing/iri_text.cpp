#include "knowledge/thing/iri_text.hpp"

#include <algorithm>
#include <cctype>

namespace kilograph::knowledge::thing {
namespace {

bool is_letter(unsigned char c) { return std::isalpha(c) != 0 && c < 0x80; }
bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }
bool is_either(unsigned char c) { return is_letter(c) || is_digit(c); }

bool are_all(std::string_view text, bool (*holds)(unsigned char)) {
  return std::ranges::all_of(text, [&](char c) { return holds(static_cast<unsigned char>(c)); });
}

bool is_among(char c, std::string_view letters) { return letters.find(c) != std::string_view::npos; }

bool is_host(std::string_view text) {
  const std::size_t colon = text.find(':');
  const std::string_view name = text.substr(0, colon);
  const bool has_port = colon != std::string_view::npos;
  if (has_port && !are_all(text.substr(colon + 1), is_digit)) return false;
  return std::ranges::all_of(name,
                             [](char c) { return is_either(static_cast<unsigned char>(c)) || is_among(c, "-._"); });
}

}  // namespace

bool is_plain_iri(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || !is_letter(static_cast<unsigned char>(text[0]))) return false;
  const bool is_scheme = std::ranges::all_of(
      text.substr(0, colon), [](char c) { return is_either(static_cast<unsigned char>(c)) || is_among(c, "+-."); });
  std::string_view rest = text.substr(colon + 1);
  if (!is_scheme || std::ranges::count(rest, '#') > 1) return false;
  if (rest.starts_with("//")) {
    rest.remove_prefix(2);
    const std::size_t end = std::min(rest.find_first_of("/?#"), rest.size());
    if (!is_host(rest.substr(0, end))) return false;
    rest.remove_prefix(end);
  }
  return std::ranges::all_of(
      rest, [](char c) { return is_either(static_cast<unsigned char>(c)) || is_among(c, "-._~:/?#@!$&'()*+,;="); });
}

bool is_plain_segment(std::string_view text) {
  const bool is_of_letters =
      std::ranges::all_of(text, [](char c) { return is_either(static_cast<unsigned char>(c)) || is_among(c, "-._~"); });
  return !text.empty() && is_of_letters && text != "." && text != "..";
}

bool is_plain_language(std::string_view tag) {
  const std::size_t first = std::min(tag.find('-'), tag.size());
  if (first < 2 || first > 3 || !are_all(tag.substr(0, first), is_letter)) return false;
  std::string_view rest = tag.substr(first);
  if (rest.size() >= 5 && are_all(rest.substr(1, 4), is_letter) && (rest.size() == 5 || rest[5] == '-')) {
    rest.remove_prefix(5);
  }
  return rest.empty() || (rest.size() == 3 && are_all(rest.substr(1), is_letter)) ||
         (rest.size() == 4 && are_all(rest.substr(1), is_digit));
}

}  // namespace kilograph::knowledge::thing
