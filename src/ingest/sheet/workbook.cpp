#include "ingest/sheet/workbook.hpp"

#include <utility>

#include "engine/error.hpp"
#include "engine/sheet.h"

namespace kilograph::ingest::sheet {
namespace {

int take_sheet(void* workbook, KgText name, std::size_t rows, std::size_t) {
  return engine::kept([&] {
    Sheet sheet{engine::string(name), {}};
    sheet.rows.reserve(rows);
    static_cast<Workbook*>(workbook)->sheets.push_back(std::move(sheet));
  });
}

int take_row(void* workbook, const KgText* cells, std::size_t count) {
  return engine::kept([&] {
    Sheet::Row row;
    row.reserve(count);
    for (std::size_t i = 0; i < count; ++i) row.push_back(engine::string(cells[i]));
    static_cast<Workbook*>(workbook)->sheets.back().rows.push_back(std::move(row));
  });
}

}  // namespace

Result<Workbook> read_workbook(ByteView bytes, const WorkbookLimits& limits) {
  Workbook workbook;
  const KgSheetLimits given{limits.file_bytes, limits.unpacked_bytes, limits.cells};
  const KgSheetSink sink{&workbook, take_sheet, take_row};
  KgError* error = nullptr;
  const KgStatus status = kg_sheet_read(engine::text(bytes), &given, &sink, &error);
  if (status == KG_OK) return workbook;
  if (status == KG_STOPPED) {
    kg_error_free(error);
    return fail(ErrorKind::too_large, "the workbook does not fit into memory");
  }
  return fail(engine::take_error(status, error));
}

}  // namespace kilograph::ingest::sheet
