// SPARQL 1.1 over all current documents, in memory; a projection of the ledger that can be thrown
// away and rebuilt. Each document is one named graph.
//
// The default graph is the RDF merge of all named graphs: a triple that two documents state counts
// once. GRAPH ?g { } sees who stated it. Safe to use from several threads: a query runs on the
// state that it found at its start.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "knowledge/rdf/term.hpp"

namespace kilograph::knowledge::index {

enum class Format {
  table,              // columns and rows of terms, for any kind of query
  csv,
  tsv,
  json,
  xml,  // SELECT and ASK
  turtle,
  ntriples,   // CONSTRUCT and DESCRIBE
};

struct Prefix {
  std::string name;  // "nnet", without the colon
  std::string iri;
};

struct QueryOptions {
  Format format = Format::table;
  std::uint64_t time_ms = 30'000;
  std::uint64_t max_rows = 1'000'000;        // more rows: the answer is cut, `truncated` says so
  std::uint64_t max_bytes = 1ull << 30;      // of memory that the query may hold while it runs
  std::vector<Prefix> prefixes{};            // known without a PREFIX line; the query may redefine them
  std::stop_token stop{};                    // calls the query off: it ends within milliseconds
};

struct QueryAnswer {
  enum class Kind { select, ask, graph };
  using Row = std::vector<std::optional<rdf::Term>>;  // one a column; unbound is empty

  Kind kind = Kind::select;
  bool yes = false;                    // the answer of an ASK
  std::string body{};                  // the answer in the format asked for; empty for Format::table
  std::vector<std::string> columns{};  // Format::table; subject, predicate, object for a graph
  std::vector<Row> rows{};             // Format::table; a blank node is an IRI term "_:name"
  std::uint64_t row_count = 0;         // rows, or triples of a graph
  bool truncated = false;
};

struct NamedGraph {
  std::string_view iri;
  std::string_view ntriples;
};

struct IndexCounts {
  std::uint64_t live_quads = 0;  // statements in named graphs
  std::uint64_t triples = 0;     // of the default graph: different statements
  std::uint64_t dead_quads = 0;  // replaced or removed, their memory not yet given back
  std::uint64_t graphs = 0;
  std::uint64_t rebuilds = 0;    // how often the memory was given back
};

class SparqlIndex {
 public:
  static Result<SparqlIndex> create();  // empty

  SparqlIndex(SparqlIndex&&) noexcept;
  SparqlIndex& operator=(SparqlIndex&&) noexcept;
  ~SparqlIndex();

  // Whole or not at all: after an error the index is as before. An unknown graph is made.
  Result<void> replace_graph(std::string_view graph_iri, std::string_view ntriples);
  // Removing a graph that is not there is no error.
  Result<void> remove_graph(std::string_view graph_iri);
  // Replaces many graphs at once; fast into an empty index. Whole or not at all.
  Result<void> load(std::span<const NamedGraph> graphs);

  // Errors: bad_input with where = "line L, column C", the query's line and a caret in the message;
  // timeout, too_large (memory), conflict (called off), unsupported (an update, SERVICE, a format that
  // does not fit the kind of query).
  Result<QueryAnswer> query(std::string_view text, const QueryOptions& options = {}) const;

  IndexCounts counts() const;  // walks over the default graph

 private:
  struct Handle;
  explicit SparqlIndex(std::unique_ptr<Handle> handle);
  std::unique_ptr<Handle> handle_;
};

}  // namespace kilograph::knowledge::index
