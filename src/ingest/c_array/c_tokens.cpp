#include "ingest/c_array/c_tokens.hpp"

#include <algorithm>

namespace kilograph::ingest::c_array {
namespace {

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_word(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$'; }

// Numbers may hold points, exponents' letters and digit separators: "1.5f", "1'000".
std::size_t end_of_number(std::string_view text, std::size_t at) {
  while (at < text.size() && (is_word(text[at]) || text[at] == '.' ||
                              (text[at] == '\'' && at + 1 < text.size() && is_word(text[at + 1])))) {
    ++at;
  }
  return at;
}

std::size_t end_of_word(std::string_view text, std::size_t at) {
  while (at < text.size() && is_word(text[at])) ++at;
  return at;
}

std::optional<unsigned> digit_of(char c) {
  if (is_digit(c)) return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
  return std::nullopt;
}

std::optional<std::uint64_t> digits_of(std::string_view digits, unsigned base) {
  if (digits.empty()) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : digits) {
    if (c == '\'') continue;
    const std::optional<unsigned> digit = digit_of(c);
    if (!digit || *digit >= base) return std::nullopt;
    if (__builtin_mul_overflow(value, base, &value) || __builtin_add_overflow(value, *digit, &value))
      return std::nullopt;
  }
  return value;
}

struct Escape {
  char letter;
  std::uint8_t value;
};

constexpr Escape kEscapes[] = {{'a', 7},  {'b', 8},  {'t', 9},   {'n', 10},  {'v', 11}, {'f', 12},
                               {'r', 13}, {'e', 27}, {'\\', 92}, {'\'', 39}, {'"', 34}, {'?', 63}};

}  // namespace

void Tokens::skip_comment() {
  const bool is_block = text_[at_ + 1] == '*';
  const std::size_t end = is_block ? text_.find("*/", at_ + 2) : text_.find('\n', at_);
  at_ = end == std::string_view::npos ? text_.size() : end + (is_block ? 2 : 1);
}

// To the end of the line, and of the next where a backslash joins it.
void Tokens::skip_directive() {
  while (at_ < text_.size() && text_[at_] != '\n') {
    if (text_.substr(at_, 2) == "/*") {
      skip_comment();
      continue;
    }
    if (text_.substr(at_, 2) == "\\\n") at_ += 1;
    if (text_.substr(at_, 3) == "\\\r\n") at_ += 2;
    ++at_;
  }
}

void Tokens::skip_blank() {
  while (at_ < text_.size()) {
    const std::string_view two = text_.substr(at_, 2);
    if (is_space(text_[at_])) {
      ++at_;
    } else if (two == "//" || two == "/*") {
      skip_comment();
    } else if (text_[at_] == '#') {
      skip_directive();
    } else {
      return;
    }
  }
}

// Behind the closing quote; where it is missing, the end of the line.
std::size_t Tokens::end_of_quoted(char quote) const {
  std::size_t at = at_ + 1;
  while (at < text_.size() && text_[at] != quote && text_[at] != '\n') at += text_[at] == '\\' ? 2 : 1;
  return std::min(at + 1, text_.size());
}

Token Tokens::next() {
  skip_blank();
  if (at_ == text_.size()) return {TokenKind::end, {}, at_};
  const char first = text_[at_];
  TokenKind kind = TokenKind::punctuation;
  std::size_t end = at_ + 1;
  if (is_digit(first)) {
    kind = TokenKind::number;
    end = end_of_number(text_, at_);
  } else if (is_word(first)) {
    kind = TokenKind::identifier;
    end = end_of_word(text_, at_);
  } else if (first == '"' || first == '\'') {
    kind = first == '"' ? TokenKind::string : TokenKind::character;
    end = end_of_quoted(first);
  }
  const Token token{kind, text_.substr(at_, end - at_), at_};
  at_ = end;
  return token;
}

std::string place_in(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const std::size_t start = before.rfind('\n');
  const std::size_t column = before.size() - (start == std::string_view::npos ? 0 : start + 1) + 1;
  return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

std::optional<std::uint64_t> integer_of(std::string_view literal) {
  const bool is_hex = literal.starts_with("0x") || literal.starts_with("0X");
  const bool is_binary = literal.starts_with("0b") || literal.starts_with("0B");
  const std::size_t suffix = literal.find_last_not_of("uUlLzZ");
  if (suffix == std::string_view::npos) return std::nullopt;
  literal = literal.substr(0, suffix + 1);
  if (is_hex) return digits_of(literal.substr(2), 16);
  if (is_binary) return digits_of(literal.substr(2), 2);
  if (literal.size() > 1 && literal.front() == '0') return digits_of(literal.substr(1), 8);
  return digits_of(literal, 10);
}

std::optional<std::uint64_t> character_of(std::string_view literal) {
  if (literal.size() < 3 || literal.back() != '\'') return std::nullopt;
  const std::string_view inner = literal.substr(1, literal.size() - 2);
  if (inner.size() == 1 && inner != "\\") return static_cast<std::uint8_t>(inner.front());
  if (inner.front() != '\\' || inner.size() < 2) return std::nullopt;
  if (inner[1] == 'x') return digits_of(inner.substr(2), 16);
  if (is_digit(inner[1])) return inner.size() <= 4 ? digits_of(inner.substr(1), 8) : std::nullopt;
  for (const Escape& escape : kEscapes) {
    if (inner.size() == 2 && inner[1] == escape.letter) return escape.value;
  }
  return std::nullopt;
}

}  // namespace kilograph::ingest::c_array
