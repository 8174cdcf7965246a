// Words of C and C++ source, as far as telling one initialiser from what stands around it needs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kilograph::ingest::c_array {

enum class TokenKind { end, identifier, number, character, string, punctuation };

struct Token {
  TokenKind kind = TokenKind::end;
  std::string_view text{};  // as written, quotes included; one character for punctuation
  std::size_t offset = 0;

  bool is(char punctuation) const { return kind == TokenKind::punctuation && text.front() == punctuation; }
};

// Goes through the text once; comments and preprocessor lines are passed over.
class Tokens {
 public:
  explicit Tokens(std::string_view text) : text_(text) {}

  Token next();

 private:
  void skip_blank();
  void skip_comment();
  void skip_directive();
  std::size_t end_of_quoted(char quote) const;

  std::string_view text_;
  std::size_t at_ = 0;
};

// "line 3, column 17", both from 1, columns in bytes.
std::string place_in(std::string_view text, std::size_t offset);

// 0x1c, 034, 28u, 0b101, 1'000; nothing for any other text or beyond 64 bits.
std::optional<std::uint64_t> integer_of(std::string_view literal);

// 'T', '\n', '\x1c', '\034'; nothing for any other text.
std::optional<std::uint64_t> character_of(std::string_view literal);

}  // namespace kilograph::ingest::c_array
