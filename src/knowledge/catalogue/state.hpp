// What a Catalogue holds. Private to the catalogue's own sources.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "knowledge/catalogue.hpp"
#include "knowledge/index/sparql_index.hpp"
#include "knowledge/ledger/ledger.hpp"

namespace kilograph::knowledge {

struct Catalogue::State {
  State(ledger::Ledger opened, Access how) : ledger(std::move(opened)), access(how) {}

  ledger::Ledger ledger;
  Access access;
  std::shared_ptr<index::SparqlIndex> index{};  // there from the first query on
  std::map<std::string, std::string> graph_names{};  // by document: the file's own name for its graph, in the index
  std::int64_t index_seq = 0;                 // of the last log entry that the index has seen
};

// Errors: usage, when the catalogue was opened for reading.
Result<void> check_writable(Catalogue::Access access);

// An actor or a place as the log keeps it. Errors: usage when it is too long.
Result<void> check_actor(std::string_view actor);

}  // namespace kilograph::knowledge
