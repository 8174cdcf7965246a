// SPARQL for many at once: one index over one catalogue, brought up to the ledger before each query, asked by any
// number of threads.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "knowledge/index/sparql_index.hpp"

namespace kilograph::reply::sparql {

enum class Form { json, xml, csv, tsv, turtle, ntriples, json_ld };  // the last three for CONSTRUCT and DESCRIBE

struct Limits {
  std::uint64_t time_ms = 30'000;
  std::uint64_t max_rows = 1'000'000;
  std::uint64_t max_bytes = 512u << 20;
  std::stop_token stop{};  // calls it off
};

struct Answer {
  std::string body;
  bool truncated = false;  // the row limit cut it
};

class QueryDesk {
 public:
  // Errors: those of Catalogue::open. The index is made by the first query.
  static Result<QueryDesk> open(const std::filesystem::path& catalogue);

  QueryDesk(QueryDesk&&) noexcept;
  QueryDesk& operator=(QueryDesk&&) noexcept;
  ~QueryDesk();

  // Common prefixes are known. Errors: as SparqlIndex::query; usage: the form does not fit the kind of query; conflict:
  // the index is being made, ask again.
  Result<Answer> ask(std::string_view query, Form form, const Limits& limits) const;
  Result<knowledge::index::QueryAnswer> ask(std::string_view query,
                                            const knowledge::index::QueryOptions& options) const;
  bool is_ready() const;  // the index was made

 private:
  struct State;
  explicit QueryDesk(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// A graph as expanded JSON-LD (JSON-LD 1.1, section 9): a node an IRI, in the order of their first triples.
std::string expanded_json_ld(const knowledge::index::QueryAnswer& graph);

}  // namespace kilograph::reply::sparql
