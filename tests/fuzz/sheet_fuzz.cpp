// The bytes as a workbook, and the same bytes as the cells of one (tab and line feed between them).
#include <cstdlib>

#include "ingest/sheet/study_sheet.hpp"
#include "ingest/sheet/workbook.hpp"

using namespace kilograph;
using ingest::sheet::Sheet;
using ingest::sheet::Workbook;

namespace {

Workbook cells_of(std::string_view text) {
  Sheet sheet{"Sheet1", {{""}}};
  for (const char c : text) {
    if (c == '\n') sheet.rows.emplace_back(1);
    else if (c == '\t') sheet.rows.back().emplace_back();
    else sheet.rows.back().back() += c;
  }
  return {{std::move(sheet)}};
}

void check(const Workbook& workbook) {
  const auto rows = ingest::sheet::read_study_sheet(workbook, "fuzz.xlsx");
  if (!rows) return;
  for (const auto& row : rows->rows) {
    if (row.name.empty()) std::abort();
    for (const auto& metric : row.facts.metrics) {
      if (!metric.value || *metric.value == 0) std::abort();
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check(cells_of(text_of({data, size})));
  const auto workbook = ingest::sheet::read_workbook({data, size}, {.file_bytes = 1 << 20, .unpacked_bytes = 8 << 20});
  if (workbook) check(*workbook);
  return 0;
}
