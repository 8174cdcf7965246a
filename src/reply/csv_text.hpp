// Comma-separated values for spreadsheets (RFC 4180, lines end in CRLF).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kilograph::reply {

// A text's cell: quoted where it must be. One that a spreadsheet would take for a formula (it begins with = + - @, a
// tab or a carriage return) gets an apostrophe before it, which spreadsheets show as text.
std::string csv_cell(std::string_view text);

class CsvText {
 public:
  CsvText& cell(std::string_view text);
  CsvText& number(std::int64_t number);  // as it is, also below zero
  void end_row();
  std::string take() && { return std::move(text_); }

 private:
  void separate();
  std::string text_;
  bool in_row_ = false;
};

}  // namespace kilograph::reply
