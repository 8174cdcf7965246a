// The published study's sheet of model facts: docs/formats/sheet.md.
#pragma once

#include <string_view>

#include "ingest/document.hpp"
#include "ingest/sheet/workbook.hpp"

namespace kilograph::ingest::sheet {

// A row a model, from the first sheet whose headings have `name` and one more column of the study.
// Columns are found by their headings, codes are read from the headings' own tables.
// What cannot be right ("None", "N.A.", an accuracy of 0, a code without meaning) is left unknown
// and warned of with row and column. `file_name` is used for places only.
// Errors: unsupported, naming the headings, when no sheet has them.
Result<ModelRows> read_study_sheet(const Workbook& workbook, std::string_view file_name);

}  // namespace kilograph::ingest::sheet
