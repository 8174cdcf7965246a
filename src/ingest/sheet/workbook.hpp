// The door for spreadsheets (XLSX): bytes in, rows of text cells out.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace kilograph::ingest::sheet {

struct Sheet {
  using Row = std::vector<std::string>;  // cells from column A on; empty where the cell is empty

  std::string name;
  std::vector<Row> rows;  // from row 1 on, so rows[i] is the sheet's row i + 1; all equally wide
};

struct Workbook {
  std::vector<Sheet> sheets;  // in the workbook's order; charts and macros are left out
};

struct WorkbookLimits {
  std::uint64_t file_bytes = 16ull << 20;
  std::uint64_t unpacked_bytes = 256ull << 20;  // of all parts of the zip, as unpacked
  std::uint64_t cells = 4'000'000;              // of a sheet's rectangle from A1 to its last cell
};

// Text as it stands; numbers as the shortest decimal that reads back the same ("3", "0.1"), TRUE and
// FALSE as "true" and "false", formulas by their kept result, dates as their serial number.
// A cell that holds an error ("#DIV/0!") is that text.
// Errors: bad_input (no zip, no workbook, a broken part), too_large, unsupported (with a password).
Result<Workbook> read_workbook(ByteView bytes, const WorkbookLimits& limits = {});

}  // namespace kilograph::ingest::sheet
