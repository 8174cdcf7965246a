#include "reply/inventory_document.hpp"

#include "knowledge/graph/terms.hpp"
#include "knowledge/intake.hpp"
#include "knowledge/ledger/nquads.hpp"

namespace kilograph::reply {
namespace {

namespace inventory = ingest::inventory;
using knowledge::Document;

constexpr std::size_t kMostReadings = 64;
constexpr std::string_view kInventoryOf = "inventory ";

// All that a row says, so that equal rows are equal documents.
std::string row_text(const InventoryOrigin& origin, const inventory::Row& row, const std::string& model) {
  std::string text = origin.source + '\0' + model + '\0' + row.title;
  for (const domain::Label& label : row.labels) text += '\0' + label.name + '\0' + label.value;
  return text;
}

bool is_absolute_iri(const std::string& id) {
  const std::size_t colon = id.find(':');
  const bool has_scheme = id.find("://") != std::string::npos || id.starts_with("urn:") || id.starts_with("did:");
  return has_scheme && colon != std::string::npos && knowledge::ledger::is_iri_text(id);
}

}  // namespace

std::string device_iri(const std::string& source, const std::string& id) {
  if (is_absolute_iri(id)) return id;
  return "urn:kilograph:device:" + knowledge::graph::encode(source) + ":" + knowledge::graph::encode(id);
}

Document inventory_document(const InventoryOrigin& origin, const inventory::Row& row, const std::string& model) {
  const std::string device = device_iri(origin.source, row.id);
  domain::DeviceFacts facts;
  facts.title = row.title;
  facts.based_on = {model};
  facts.labels = row.labels;
  const std::string by = std::string(kInventoryOf) + origin.source;  // whatever the file is called
  const knowledge::Origin said{sha256(view_of(row_text(origin, row, model))), by, std::string(kInventoryMedia)};
  const domain::Source source{domain::Basis::declared, by, {}, by};
  Document document = knowledge::document_from(said, device, facts, source);
  document.file = origin.file;
  document.source_key = by;
  document.base = origin.columns + '\n' + model;
  return document;
}

Result<inventory::Inventory> read_inventory(ByteView bytes, const inventory::Columns& columns) {
  const std::string_view text = KG_TRY(inventory::inventory_text(bytes));
  if (const auto kind = inventory::export_of(text)) return inventory::read_export(text, *kind, columns);
  return inventory::read_csv_inventory(text, columns);
}

Result<const InventoryRemaking::Reading*> InventoryRemaking::reading(const std::string& columns,
                                                                     const std::string& source) {
  const auto known = readings_.find({columns, source});
  if (known == readings_.end() && readings_.size() >= kMostReadings) {
    return fail(ErrorKind::bad_input, "its documents state too many different mappings");
  }
  if (known == readings_.end()) {
    auto parsed = inventory::parse_columns(columns);
    auto read = parsed ? read_inventory(*original_, *parsed) : fail(std::move(parsed).error());
    Result<Reading> made = read ? Result<Reading>(Reading{std::move(*read), {}}) : fail(std::move(read).error());
    const auto at = readings_.emplace(std::pair(columns, source), std::move(made)).first;
    if (at->second) {
      for (const inventory::Row& row : at->second->inventory.rows) {
        at->second->rows.emplace(device_iri(source, row.id), &row);
      }
    }
  }
  const Result<Reading>& found = readings_.at({columns, source});
  if (!found) return fail(found.error());
  return &*found;
}

Result<Document> InventoryRemaking::remake(const Document& kept) {
  const std::size_t line = kept.base.find('\n');
  if (line == std::string::npos || !kept.source.by.starts_with(kInventoryOf)) {
    return fail(ErrorKind::bad_input, "its mapping is not stated");
  }
  const InventoryOrigin origin{kept.file, kept.source.by.substr(kInventoryOf.size()), kept.base.substr(0, line)};
  const Reading* read = KG_TRY(reading(origin.columns, origin.source));
  const auto row = read->rows.find(kept.entity);
  if (row == read->rows.end()) return fail(ErrorKind::bad_input, "it has no row of this device");
  Document document = inventory_document(origin, *row->second, kept.base.substr(line + 1));
  if (document.iri != kept.iri) return fail(ErrorKind::bad_input, "its row says something else");
  return document;
}

}  // namespace kilograph::reply
