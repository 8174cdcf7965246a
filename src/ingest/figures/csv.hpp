// The door for comma-separated values (RFC 4180).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace kilograph::ingest::figures {

struct CsvLimits {
  std::size_t cells = 1'000'000;
};

struct CsvRow {
  std::size_t line = 1;  // where the row starts; a quoted cell may go on over several lines
  std::vector<std::string> cells;
};

// A header and rows that are all as wide as it. Lines end in LF or CRLF; empty lines are left out.
struct CsvTable {
  CsvRow header;
  std::vector<CsvRow> rows;

  std::optional<std::size_t> column(std::string_view name) const;
};

// Errors: bad_input with line and column (a quote inside an unquoted cell, text after a closing
// quote, a quote that is never closed, a row of another width, a column named twice, no header);
// too_large beyond the limit of cells.
// With `broken`, a row that is broken ends nothing: its error goes there, reading goes on with the next line, and
// rows of another width are given as they are.
Result<CsvTable> read_csv(std::string_view text, const CsvLimits& limits = {}, std::vector<Error>* broken = nullptr);

// The cells of the first row alone; empty where that row is broken.
std::vector<std::string> csv_header(std::string_view text);

}  // namespace kilograph::ingest::figures
