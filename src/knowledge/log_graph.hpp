// The log as RDF, so that a query can ask what changed since when (docs/formats/graph.md).
//
// Entries stand in named graphs of kEntriesOfLogGraph each: a new entry makes only the newest graph anew.
#pragma once

#include <cstdint>
#include <string>

#include "knowledge/log_entry.hpp"

namespace kilograph::knowledge {

inline constexpr std::int64_t kEntriesOfLogGraph = 4'096;

// The first sequence number of the graph that an entry stands in; numbers begin with 1.
constexpr std::int64_t first_of_log_graph(std::int64_t seq) {
  return (seq - 1) / kEntriesOfLogGraph * kEntriesOfLogGraph + 1;
}

// https://w3id.org/kilograph/id/log/<first sequence number>
std::string log_graph_iri(std::int64_t seq);

// One kg:Change as N-Triples: sequence number, time, action, entity.
std::string log_triples(const LogEntry& entry);

}  // namespace kilograph::knowledge
