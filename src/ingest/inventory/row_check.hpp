// What every row of an inventory must have, whichever reader it comes from.
#pragma once

#include <string>
#include <unordered_map>

#include "ingest/inventory/inventory.hpp"

namespace kilograph::ingest::inventory {

class RowCheck {
 public:
  RowCheck(Inventory& inventory, const Limits& limits) : inventory_(inventory), limits_(limits) {}

  // Into `rows`, or into `bad` with the reason. Errors: too_large beyond the limit of rows.
  Result<void> take(Row row);
  void refuse(BadRow row) { inventory_.bad.push_back(std::move(row)); }

 private:
  std::string fault_of(const Row& row);

  Inventory& inventory_;
  const Limits& limits_;
  std::unordered_map<std::string, Place> places_;  // by id
};

}  // namespace kilograph::ingest::inventory
