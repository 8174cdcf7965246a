#include "knowledge/index/query_error.hpp"

#include <string>

namespace kilograph::knowledge::index {
namespace {

constexpr std::size_t kLongestLine = 160;  // bytes; longer lines are no help on a screen

std::string_view line_of(std::string_view query, std::uint64_t line) {
  for (; line > 1; --line) {
    const auto end = query.find('\n');
    if (end == std::string_view::npos) return {};
    query.remove_prefix(end + 1);
  }
  query = query.substr(0, query.find('\n'));
  if (query.ends_with('\r')) query.remove_suffix(1);
  return query;
}

bool starts_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

// Blanks as wide as the first `characters` of the line; a tab stays a tab.
std::string blanks_below(std::string_view line, std::uint64_t characters) {
  std::string blanks;
  for (const char byte : line) {
    if (!starts_character(byte)) continue;
    if (characters-- == 0) break;
    blanks += byte == '\t' ? '\t' : ' ';
  }
  return blanks;
}

}  // namespace

Error show_place(Error error, std::string_view query, std::uint64_t line, std::uint64_t column) {
  const std::string_view text = line_of(query, line);
  if (line == 0 || column == 0 || text.empty() || text.size() > kLongestLine) return error;
  error.message += "\n  ";
  error.message += text;
  error.message += "\n  ";
  error.message += blanks_below(text, column - 1);
  error.message += '^';
  return error;
}

}  // namespace kilograph::knowledge::index
