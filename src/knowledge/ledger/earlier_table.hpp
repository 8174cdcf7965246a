// Documents that were replaced or removed: their heads and records, each with the log entry that put it there and the
// one that took it away, so that the ledger can say what was known after any entry. Their files, triples and layers
// are not kept (docs/decisions/0017-records-of-earlier-documents.md). For one thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

#include "base/result.hpp"
#include "knowledge/ledger/connection.hpp"
#include "knowledge/ledger/document_table.hpp"

namespace kilograph::knowledge::ledger {

class EarlierTable {
 public:
  static Result<EarlierTable> prepare(const Connection& connection);

  // To be called before the document is erased; `until` is the log entry that takes it away.
  Result<void> keep(const Standing& standing, std::int64_t until);

  // The documents that stood after log entry `at`, those that still stand among them; without blobs, of an entity
  // together, the newest first.
  Result<void> each_of_kind(domain::EntityKind kind, std::int64_t at, const DocumentTable::Visit& visit);
  Result<void> each_of_entity(std::string_view entity, std::int64_t at, const DocumentTable::Visit& visit);

  // The first log entry after which everything is known: an older version of the ledger kept no earlier documents,
  // and an export carries none.
  Result<std::int64_t> complete_since();

  Result<void> each(const DocumentTable::Visit& visit);  // all that went

 private:
  explicit EarlierTable(Statements statements) : statements_(std::move(statements)) {}
  Statements statements_;
};

}  // namespace kilograph::knowledge::ledger
