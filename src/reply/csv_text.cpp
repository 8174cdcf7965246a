#include "reply/csv_text.hpp"

namespace kilograph::reply {

std::string csv_cell(std::string_view text) {
  constexpr std::string_view kFormula = "=+-@\t\r";
  std::string cell(text);
  if (!cell.empty() && kFormula.find(cell.front()) != std::string_view::npos) cell.insert(0, "'");
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
