#include "reply/csv_text.hpp"

#include <algorithm>

namespace kilograph::reply {
namespace {

// Control characters but for tab and line ends.
bool commands_a_terminal(unsigned char c) { return (c < 0x20 && c != '\t' && c != '\r' && c != '\n') || c == 0x7F; }

}  // namespace

std::string csv_cell(std::string_view text) {
  constexpr std::string_view kFormula = "=+-@\t\r";
  std::string cell(text);
  const std::size_t first = cell.find_first_not_of(' ');
  if (first != std::string::npos && kFormula.find(cell[first]) != std::string_view::npos) cell.insert(0, "'");
  std::ranges::replace_if(cell, commands_a_terminal, ' ');
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
