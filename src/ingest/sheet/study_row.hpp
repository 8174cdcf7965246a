// One row of the study's sheet, cell by cell.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/document.hpp"
#include "ingest/sheet/sheet_header.hpp"

namespace kilograph::ingest::sheet {

bool is_study_column(std::string_view heading_name);
std::string study_column_names();  // for messages

// Fills `name`, `sha256` and `facts`; `place` ("row 7") heads the warnings it adds.
ModelRow read_study_row(const std::vector<Heading>& headings, const std::vector<std::string>& cells,
                        const std::string& place, std::vector<Warning>& warnings);

}  // namespace kilograph::ingest::sheet
