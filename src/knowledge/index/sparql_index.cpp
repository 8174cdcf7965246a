#include "knowledge/index/sparql_index.hpp"

#include <utility>

#include "engine/error.hpp"
#include "engine/rdf.h"
#include "knowledge/index/answer_sink.hpp"
#include "knowledge/index/query_error.hpp"

namespace kilograph::knowledge::index {
namespace {

KgFormat number_of(Format format) {
  switch (format) {
    case Format::table: return KG_FORMAT_TABLE;
    case Format::csv: return KG_FORMAT_CSV;
    case Format::tsv: return KG_FORMAT_TSV;
    case Format::json: return KG_FORMAT_JSON;
    case Format::xml: return KG_FORMAT_XML;
    case Format::turtle: return KG_FORMAT_TURTLE;
    case Format::ntriples: return KG_FORMAT_NTRIPLES;
  }
  return KG_FORMAT_TABLE;
}

Result<void> outcome(KgStatus status, KgError* error) {
  if (status == KG_OK) return {};
  return fail(engine::take_error(status, error));
}

QueryAnswer::Kind kind_of(KgAnswerKind kind) {
  switch (kind) {
    case KG_ANSWER_ASK: return QueryAnswer::Kind::ask;
    case KG_ANSWER_GRAPH: return QueryAnswer::Kind::graph;
    case KG_ANSWER_SELECT: break;
  }
  return QueryAnswer::Kind::select;
}

// A query that was called off is stopped too; else it was the sink that could keep no more.
Error query_error(KgStatus status, KgError* error, std::string_view query, const QueryOptions& options) {
  if (status == KG_STOPPED) {
    kg_error_free(error);
    if (options.stop.stop_requested()) return {ErrorKind::conflict, "the query was called off"};
    return {ErrorKind::too_large, "the answer does not fit into memory", {}, {}, "Ask for less, by LIMIT."};
  }
  const std::uint64_t line = error ? error->line : 0;
  const std::uint64_t column = error ? error->column : 0;
  return show_place(engine::take_error(status, error), query, line, column);
}

}  // namespace

struct SparqlIndex::Handle {
  KgIndex* index;

  explicit Handle(KgIndex* given) : index(given) {}
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() { kg_index_free(index); }
};

Result<SparqlIndex> SparqlIndex::create() {
  auto handle = std::make_unique<Handle>(kg_index_new());
  if (!handle->index) return fail(ErrorKind::internal, "the SPARQL index cannot be made");
  return SparqlIndex(std::move(handle));
}

SparqlIndex::SparqlIndex(std::unique_ptr<Handle> handle) : handle_(std::move(handle)) {}
SparqlIndex::SparqlIndex(SparqlIndex&&) noexcept = default;
SparqlIndex& SparqlIndex::operator=(SparqlIndex&&) noexcept = default;
SparqlIndex::~SparqlIndex() = default;

Result<void> SparqlIndex::replace_graph(std::string_view graph_iri, std::string_view ntriples) {
  const NamedGraph graph{graph_iri, ntriples};
  return load({&graph, 1});
}

Result<void> SparqlIndex::remove_graph(std::string_view graph_iri) {
  KgError* error = nullptr;
  const KgStatus status = kg_index_remove(handle_->index, engine::text(graph_iri), &error);
  return outcome(status, error);
}

Result<void> SparqlIndex::load(std::span<const NamedGraph> graphs) {
  std::vector<KgNamedGraph> given;
  given.reserve(graphs.size());
  for (const NamedGraph& graph : graphs) given.push_back({engine::text(graph.iri), engine::text(graph.ntriples)});
  KgError* error = nullptr;
  const KgStatus status = kg_index_replace(handle_->index, given.data(), given.size(), &error);
  return outcome(status, error);
}

Result<QueryAnswer> SparqlIndex::query(std::string_view text, const QueryOptions& options) const {
  std::vector<KgPrefix> prefixes;
  prefixes.reserve(options.prefixes.size());
  for (const Prefix& prefix : options.prefixes) {
    prefixes.push_back({engine::text(prefix.name), engine::text(prefix.iri)});
  }
  std::stop_token stop = options.stop;
  const auto called_off = [](void* user) { return static_cast<std::stop_token*>(user)->stop_requested() ? 1 : 0; };
  const KgQuery query{engine::text(text),
                      number_of(options.format),
                      prefixes.data(),
                      prefixes.size(),
                      options.time_ms,
                      options.max_rows,
                      options.max_bytes,
                      called_off,
                      &stop};
  QueryAnswer answer;
  const KgSink sink = sink_into(answer);
  KgAnswer summary{};
  KgError* error = nullptr;
  const KgStatus status = kg_index_query(handle_->index, &query, &sink, &summary, &error);
  if (status != KG_OK) return fail(query_error(status, error, text, options));
  answer.kind = kind_of(summary.kind);
  answer.yes = summary.yes != 0;
  answer.row_count = summary.rows;
  answer.truncated = summary.truncated != 0;
  return answer;
}

IndexCounts SparqlIndex::counts() const {
  const KgIndexCounts counts = kg_index_counts(handle_->index);
  return {counts.live_quads, counts.triples, counts.dead_quads, counts.graphs, counts.rebuilds};
}

}  // namespace kilograph::knowledge::index
