#include "ingest/sheet/study_sheet.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "base/trimmed.hpp"
#include "ingest/sheet/study_row.hpp"

namespace kilograph::ingest::sheet {
namespace {

constexpr std::size_t kHeadingRows = 20;  // how far down the headings are looked for

bool is_empty(const Sheet::Row& row) {
  return std::all_of(row.begin(), row.end(), [](const std::string& cell) { return trimmed(cell).empty(); });
}

std::vector<Heading> headings_of(const Sheet::Row& row) {
  std::vector<Heading> headings;
  for (const std::string& cell : row) headings.push_back(heading_of(cell));
  return headings;
}

bool has_study_headings(const std::vector<Heading>& headings) {
  std::set<std::string_view> known;
  for (const Heading& heading : headings) {
    if (is_study_column(heading.name)) known.insert(heading.name);
  }
  return known.contains("name") && known.size() > 1;
}

ModelRows rows_below(const Sheet& sheet, std::size_t heading_row, std::string_view file_name) {
  const auto headings = headings_of(sheet.rows[heading_row]);
  ModelRows result;
  std::set<std::string> names;
  for (std::size_t i = heading_row + 1; i < sheet.rows.size(); ++i) {
    if (is_empty(sheet.rows[i])) continue;
    const std::string row = "row " + std::to_string(i + 1);
    ModelRow model = read_study_row(headings, sheet.rows[i], row, result.warnings);
    if (model.name.empty()) {
      result.warnings.push_back({row + ", column name", "the row names no model; it is left out"});
      continue;
    }
    if (!names.insert(model.name).second) {
      result.warnings.push_back({row + ", column name", "'" + model.name + "' stands in an earlier row too"});
    }
    model.place = std::string(file_name) + " " + row;
    model.source = {domain::Basis::declared, std::string(domain::kPublishedStudy), {}, model.place};
    result.rows.push_back(std::move(model));
  }
  return result;
}

}  // namespace

Result<ModelRows> read_study_sheet(const Workbook& workbook, std::string_view file_name) {
  for (const Sheet& sheet : workbook.sheets) {
    for (std::size_t i = 0; i < std::min(sheet.rows.size(), kHeadingRows); ++i) {
      if (has_study_headings(headings_of(sheet.rows[i]))) return rows_below(sheet, i, file_name);
    }
  }
  return fail(ErrorKind::unsupported, "no sheet of the workbook has known headings", {},
              "Name and others of " + study_column_names(), "docs/formats/sheet.md shows the headings.");
}

}  // namespace kilograph::ingest::sheet
