#include "ingest/thing/validation/words.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace kilograph::ingest::thing {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_alphanumeric(char c) { return is_digit(c) || is_letter(c); }

bool all(std::string_view text, bool (*is)(char), std::size_t least, std::size_t most) {
  return text.size() >= least && text.size() <= most && std::ranges::all_of(text, is);
}

// Registered before the grammar was (RFC 5646, section 2.2.8).
constexpr std::array<std::string_view, 26> kGrandfathered{
    "en-GB-oed",   "i-ami",  "i-bnn",  "i-default", "i-enochian", "i-hak",     "i-klingon",  "i-lux",     "i-mingo",
    "i-navajo",    "i-pwn",  "i-tao",  "i-tay",     "i-tsu",      "sgn-BE-FR", "sgn-BE-NL",  "sgn-CH-DE", "art-lojban",
    "cel-gaulish", "no-bok", "no-nyn", "zh-guoyu",  "zh-hakka",   "zh-min",    "zh-min-nan", "zh-xiang"};

// Takes the subtags of a tag from the left.
class Subtags {
 public:
  explicit Subtags(std::string_view tag) : rest_(tag) { next(); }
  std::string_view now() const { return now_; }
  bool ended() const { return ended_; }
  void next() {
    if (rest_.data() == nullptr) {
      ended_ = true;
      now_ = {};
      return;
    }
    const std::size_t dash = rest_.find('-');
    now_ = rest_.substr(0, dash);
    rest_ = dash == std::string_view::npos ? std::string_view{} : rest_.substr(dash + 1);
    if (dash == std::string_view::npos) rest_ = {nullptr, 0};
  }
  bool take(bool (*is)(char), std::size_t least, std::size_t most) {
    if (ended_ || !all(now_, is, least, most)) return false;
    next();
    return true;
  }

 private:
  std::string_view rest_, now_;
  bool ended_ = false;
};

bool is_private_use(Subtags& tags) {  // behind "x"
  if (!tags.take(is_alphanumeric, 1, 8)) return false;
  while (tags.take(is_alphanumeric, 1, 8)) {
  }
  return tags.ended();
}

bool take_variant(Subtags& tags) {
  const std::string_view tag = tags.now();
  const bool is_long = all(tag, is_alphanumeric, 5, 8);
  const bool is_short = all(tag, is_alphanumeric, 4, 4) && is_digit(tag[0]);
  if (!is_long && !is_short) return false;
  tags.next();
  return true;
}

bool take_number(std::string_view& text, std::size_t digits, int low, int high) {
  if (text.size() < digits || !std::ranges::all_of(text.substr(0, digits), is_digit)) return false;
  const int value = std::stoi(std::string(text.substr(0, digits)));
  text.remove_prefix(digits);
  return value >= low && value <= high;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

bool is_zone(std::string_view text) {
  if (text.empty() || text == "Z" || text == "z") return true;
  if (!take(text, '+') && !take(text, '-')) return false;
  return take_number(text, 2, 0, 14) && take(text, ':') && take_number(text, 2, 0, 59) && text.empty();
}

}  // namespace

bool is_language_tag(std::string_view text) {
  if (std::ranges::find(kGrandfathered, text) != kGrandfathered.end()) return true;
  Subtags tags(text);
  if (tags.now() == "x" || tags.now() == "X") {
    tags.next();
    return is_private_use(tags);
  }
  if (tags.take(is_letter, 2, 3)) {
    for (int extended = 0; extended < 3 && tags.take(is_letter, 3, 3); ++extended) {
    }
  } else if (!tags.take(is_letter, 4, 8)) {
    return false;
  }
  tags.take(is_letter, 4, 4);                                             // script
  if (!tags.take(is_letter, 2, 2)) tags.take(is_digit, 3, 3);             // region
  while (take_variant(tags)) {
  }
  while (all(tags.now(), is_alphanumeric, 1, 1) && !tags.ended()) {
    const bool is_private = tags.now() == "x" || tags.now() == "X";
    tags.next();
    if (is_private) return is_private_use(tags);
    if (!tags.take(is_alphanumeric, 2, 8)) return false;
    while (tags.take(is_alphanumeric, 2, 8)) {
    }
  }
  return tags.ended();
}

bool is_moment(std::string_view text) {
  const bool has_day = take_number(text, 4, 0, 9999) && take(text, '-') && take_number(text, 2, 1, 12) &&
                       take(text, '-') && take_number(text, 2, 1, 31);
  if (!has_day || !(take(text, 'T') || take(text, 't'))) return false;
  const bool has_time = take_number(text, 2, 0, 23) && take(text, ':') && take_number(text, 2, 0, 59) &&
                        take(text, ':') && take_number(text, 2, 0, 60);
  if (!has_time) return false;
  if (take(text, '.')) {
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    if (digits == 0) return false;
    text.remove_prefix(digits);
  }
  return is_zone(text);
}

bool is_absolute_iri(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || !is_letter(text[0])) return false;
  const auto is_scheme = [](char c) { return is_alphanumeric(c) || c == '+' || c == '-' || c == '.'; };
  return std::ranges::all_of(text.substr(0, colon), is_scheme) && has_iri_characters(text) &&
         text.find_first_of("{}") == std::string_view::npos;
}

bool has_iri_characters(std::string_view text) {
  return std::ranges::none_of(text, [](unsigned char c) {
    return c <= ' ' || c == 0x7f || std::string_view("<>\"|\\^`").find(static_cast<char>(c)) != std::string_view::npos;
  });
}

bool has_prefix(std::string_view text) {
  const std::size_t colon = text.find(':');
  return colon != std::string_view::npos && colon > 0;
}

bool has_placeholder(std::string_view text) {
  const std::size_t open = text.find("{{");
  return open != std::string_view::npos && text.find("}}", open + 3) != std::string_view::npos;
}

bool has_open_placeholder(std::string_view text) {
  for (std::size_t open = text.find("{{"); open != std::string_view::npos; open = text.find("{{", open + 2)) {
    open = text.find("}}", open);
    if (open == std::string_view::npos) return true;
  }
  return false;
}

std::vector<std::string_view> template_variables(std::string_view href) {
  std::vector<std::string_view> names;
  for (std::size_t open = href.find('{'); open != std::string_view::npos; open = href.find('{', open + 1)) {
    const std::size_t close = href.find('}', open);
    if (close == std::string_view::npos) break;
    std::string_view inside = href.substr(open + 1, close - open - 1);
    if (!inside.empty() && std::string_view("+#./;?&").find(inside[0]) != std::string_view::npos)
      inside.remove_prefix(1);
    while (!inside.empty()) {
      const std::size_t comma = std::min(inside.find(','), inside.size());
      std::string_view name = inside.substr(0, comma);
      name = name.substr(0, name.find_first_of(":*"));
      if (!name.empty()) names.push_back(name);
      inside.remove_prefix(std::min(comma + 1, inside.size()));
    }
  }
  return names;
}

}  // namespace kilograph::ingest::thing
