// Any text is an error or an inventory whose rows have an id and a model each, once.
#include <cstdlib>
#include <set>

#include "base/bytes.hpp"
#include "ingest/inventory/inventory.hpp"

namespace inventory = kilograph::ingest::inventory;

static void check(const kilograph::Result<inventory::Inventory>& read) {
  if (!read) return;
  std::set<std::string> ids;
  for (const inventory::Row& row : read->rows) {
    if (row.model.empty() || row.title.empty() || !ids.insert(row.id).second) std::abort();
  }
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = kilograph::text_of({data, size});
  check(inventory::read_csv_inventory(text, {"Serial", "Type", "", {{"*", "*"}}}));
  for (const auto kind : {inventory::Export::hawkbit, inventory::Export::azure_iot_hub, inventory::Export::aws_iot}) {
    check(inventory::read_export(text, kind, inventory::usual_columns(kind)));
  }
  inventory::export_of(text);
  const auto columns = inventory::parse_columns(text);
  if (columns && inventory::to_text(*columns).empty()) std::abort();
  return 0;
}
