#include <algorithm>

#include "base/listing.hpp"
#include "domain/spelling.hpp"
#include "ingest/encoding.hpp"
#include "ingest/figures/csv.hpp"
#include "ingest/inventory/row_check.hpp"

namespace kilograph::ingest::inventory {
namespace {

constexpr std::size_t kMostCells = 32'000'000;

// Where the columns stand in a row.
struct Places {
  std::size_t id = 0, model = 0;
  std::optional<std::size_t> title{};
  std::vector<std::pair<std::string, std::size_t>> labels{};
};

Result<std::size_t> place_of(const std::vector<std::string>& header, const std::string& column) {
  const auto found = std::ranges::find(header, column);
  if (found != header.end()) return static_cast<std::size_t>(found - header.begin());
  const std::string all = listed(header);
  const auto near = domain::nearest(column, header, 1);
  const bool is_one = header.size() == 1 && all.find(';') != std::string::npos;
  return fail(ErrorKind::bad_input, "there is no column '" + column + "'", "line 1", "one of: " + all,
              is_one         ? "The columns seem to be separated by semicolons; save the file with commas."
              : near.empty() ? ""
                             : "Did you mean '" + near.front() + "'?");
}

Result<Places> places_in(const std::vector<std::string>& header, const Columns& columns) {
  Places places{KG_TRY(place_of(header, columns.id)), KG_TRY(place_of(header, columns.model))};
  std::vector<std::size_t> used{places.id, places.model};
  if (!columns.title.empty()) used.push_back(*(places.title = KG_TRY(place_of(header, columns.title))));
  for (const LabelColumn& label : columns.labels) {
    if (label.name == "*") continue;
    places.labels.emplace_back(label.name, KG_TRY(place_of(header, label.column)));
    used.push_back(places.labels.back().second);
  }
  for (const LabelColumn& label : columns.labels) {
    if (label.name != "*") continue;
    const std::string_view prefix = std::string_view(label.column).substr(0, label.column.size() - 1);
    for (std::size_t i = 0; i < header.size(); ++i) {
      if (std::ranges::find(used, i) != used.end() || !header[i].starts_with(prefix)) continue;
      places.labels.emplace_back(header[i].substr(prefix.size()), i);
    }
  }
  return places;
}

// The column of the row's first cell that is no UTF-8.
const std::string* unreadable_column(const figures::CsvRow& row, const std::vector<std::string>& header) {
  for (std::size_t i = 0; i < row.cells.size() && i < header.size(); ++i) {
    if (!utf8_text(view_of(row.cells[i]))) return &header[i];
  }
  return nullptr;
}

}  // namespace

Result<std::string_view> inventory_text(ByteView bytes) {
  auto text = utf8_text(bytes);
  if (text || text.error().kind != ErrorKind::bad_input) return text;
  const std::string_view raw = without_byte_order_mark(text_of(bytes));
  const std::size_t begin = raw.find_first_not_of(" \t\r\n");
  const bool is_json = begin != std::string_view::npos && (raw[begin] == '{' || raw[begin] == '[');
  return is_json ? text : raw;
}

Result<Inventory> read_csv_inventory(std::string_view text, const Columns& columns, const Limits& limits) {
  std::vector<Error> broken;
  figures::CsvTable table = KG_TRY(figures::read_csv(text, {kMostCells}, &broken));
  const std::size_t width = table.header.cells.size();
  const auto whole = utf8_text(view_of(text));
  if (!whole && unreadable_column(table.header, table.header.cells)) return fail(whole.error());
  const Places places = KG_TRY(places_in(table.header.cells, columns));
  Inventory inventory;
  RowCheck check(inventory, limits);
  for (figures::CsvRow& kept : table.rows) {
    figures::CsvRow cells = std::move(kept);  // no cell is held twice
    if (cells.cells.size() != width) {
      check.refuse({{cells.line},
                    "the row has " + std::to_string(cells.cells.size()) + " cells, the header " + std::to_string(width),
                    {},
                    cells.cells});
      continue;
    }
    if (const std::string* column = whole ? nullptr : unreadable_column(cells, table.header.cells)) {
      const std::string& id = cells.cells[places.id];
      check.refuse({{cells.line},
                    "the cell of column '" + *column + "' is not UTF-8; save the file as UTF-8",
                    utf8_text(view_of(id)) ? id : ""});
      continue;
    }
    Row row{{cells.line}, cells.cells[places.id], cells.cells[places.model], {}};
    if (places.title) row.title = cells.cells[*places.title];
    for (const auto& [name, place] : places.labels) {
      if (!cells.cells[place].empty()) row.labels.push_back({name, cells.cells[place]});
    }
    KG_CHECK(check.take(std::move(row)));
  }
  for (const Error& error : broken) {
    const std::size_t line = error.where.starts_with("line ") ? std::stoull(error.where.substr(5)) : 0;
    check.refuse({{line}, error.message + " (" + error.where + ")"});
  }
  std::ranges::stable_sort(inventory.bad, {}, [](const BadRow& bad) { return bad.place.line; });
  return inventory;
}

}  // namespace kilograph::ingest::inventory
