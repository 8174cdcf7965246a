#include "reply/csv_text.hpp"

#include <algorithm>

namespace kilograph::reply {
namespace {

// Bytes of the character at the front that commands a terminal or turns the line there: control characters but for tab
// and line ends, and those that separate lines and turn the direction of writing (U+2028 to U+202E, U+2066 to U+2069).
// 0 where it is none.
std::size_t command_bytes(std::string_view text) {
  const auto byte = [&](std::size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0u; };
  if ((byte(0) < 0x20 && byte(0) != '\t' && byte(0) != '\r' && byte(0) != '\n') || byte(0) == 0x7F) return 1;
  if (byte(0) == 0xC2 && byte(1) >= 0x80 && byte(1) < 0xA0) return 2;
  const bool turns = (byte(1) == 0x80 && byte(2) >= 0xA8 && byte(2) <= 0xAE) ||
                     (byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9);
  return byte(0) == 0xE2 && turns ? 3 : 0;
}

std::string without_commands(std::string_view text) {
  std::string clean;
  while (!text.empty()) {
    const std::size_t command = command_bytes(text);
    clean += command == 0 ? text.front() : ' ';
    text.remove_prefix(std::max<std::size_t>(command, 1));
  }
  return clean;
}

}  // namespace

std::string csv_cell(std::string_view text) {
  constexpr std::string_view kFormula = "=+-@\t\r";
  std::string cell = without_commands(text);
  const std::size_t first = cell.find_first_not_of(' ');
  if (first != std::string::npos && kFormula.find(cell[first]) != std::string_view::npos) cell.insert(0, "'");
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

void CsvText::separate() {
  if (in_row_) text_ += ',';
  in_row_ = true;
}

CsvText& CsvText::cell(std::string_view text) {
  separate();
  text_ += csv_cell(text);
  return *this;
}

CsvText& CsvText::number(std::int64_t number) {
  separate();
  text_ += std::to_string(number);
  return *this;
}

void CsvText::end_row() {
  text_ += "\r\n";
  in_row_ = false;
}

}  // namespace kilograph::reply
