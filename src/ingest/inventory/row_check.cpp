#include "ingest/inventory/row_check.hpp"

#include <algorithm>

#include "base/bytes.hpp"

namespace kilograph::ingest::inventory {

std::string to_text(const Place& place) {
  const std::string line = "line " + std::to_string(place.line);
  if (place.record == 0) return line;
  return "record " + std::to_string(place.record) + " (" + line + ", column " + std::to_string(place.column) + ")";
}

std::string RowCheck::fault_of(const Row& row) {
  if (row.id.empty()) return "the id is empty";
  if (row.model.empty()) return "the model is empty";
  if (row.labels.size() > limits_.labels) {
    return "the row has " + std::to_string(row.labels.size()) + " labels; at most " + std::to_string(limits_.labels);
  }
  const auto is_long = [&](const std::string& text) { return text.size() > limits_.text_bytes; };
  const auto has_long = [&](const domain::Label& label) { return is_long(label.name) || is_long(label.value); };
  if (is_long(row.id) || is_long(row.model) || is_long(row.title) || std::ranges::any_of(row.labels, has_long)) {
    return "a cell is longer than " + grouped(limits_.text_bytes) + " bytes";
  }
  const auto [known, is_new] = places_.try_emplace(row.id, row.place);
  if (!is_new) return "the id '" + row.id + "' is that of " + to_text(known->second);
  return {};
}

Result<void> RowCheck::take(Row row) {
  if (inventory_.rows.size() + inventory_.bad.size() >= limits_.rows) {
    return fail(ErrorKind::too_large, "the inventory has too many rows", to_text(row.place),
                "at most " + grouped(limits_.rows), "Split the file.");
  }
  if (std::string fault = fault_of(row); !fault.empty()) {
    refuse({row.place, std::move(fault), std::move(row.id)});
    return {};
  }
  if (row.title.empty()) row.title = row.id;
  inventory_.rows.push_back(std::move(row));
  return {};
}

}  // namespace kilograph::ingest::inventory
