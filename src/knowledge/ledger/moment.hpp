// The documents as they stand now, or as they stood after an entry of the log.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.hpp"
#include "knowledge/ledger/ledger.hpp"

namespace kilograph::knowledge::ledger {

class Moment {
 public:
  Moment(Ledger& ledger, std::optional<std::int64_t> at = std::nullopt) : ledger_(ledger), at_(at) {}

  // As DocumentTable's; of an earlier moment without triples and layers.
  Result<void> each_of_kind(domain::EntityKind kind, const DocumentTable::Visit& visit) const {
    return at_ ? ledger_.earlier.each_of_kind(kind, *at_, visit) : ledger_.documents.each_of_kind(kind, visit);
  }
  Result<void> each_head_of(std::string_view entity, const DocumentTable::Visit& visit) const {
    return at_ ? ledger_.earlier.each_of_entity(entity, *at_, visit) : ledger_.documents.each_head_of(entity, visit);
  }
  Result<void> each_of_entity(std::string_view entity, const DocumentTable::Visit& visit) const {
    return at_ ? ledger_.earlier.each_of_entity(entity, *at_, visit) : ledger_.documents.each_of_entity(entity, visit);
  }

  Ledger& ledger() const { return ledger_; }

 private:
  Ledger& ledger_;
  std::optional<std::int64_t> at_;  // a log entry; nothing: now
};

}  // namespace kilograph::knowledge::ledger
