// SPARQL: the index is a projection that remembers the last log entry it has seen.
#include <set>
#include <utility>

#include "knowledge/catalogue/state.hpp"
#include "knowledge/ontology.hpp"

namespace kilograph::knowledge {
namespace {

constexpr std::uint64_t kLoadBytes = 64ull << 20;  // of N-Triples handed over at once

// Graphs that wait to be loaded together.
class Load {
 public:
  explicit Load(index::SparqlIndex& index) : index_(index) {}

  Result<void> take(std::string iri, std::string triples) {
    bytes_ += triples.size();
    graphs_.emplace_back(std::move(iri), std::move(triples));
    return bytes_ >= kLoadBytes ? flush() : Result<void>{};
  }

  Result<void> flush() {
    std::vector<index::NamedGraph> named;
    named.reserve(graphs_.size());
    for (const auto& [iri, triples] : graphs_) named.push_back({iri, triples});
    if (!named.empty()) KG_CHECK(index_.load(named));
    graphs_.clear();
    bytes_ = 0;
    return {};
  }

 private:
  index::SparqlIndex& index_;
  std::vector<std::pair<std::string, std::string>> graphs_;
  std::uint64_t bytes_ = 0;
};

Result<void> load_everything(index::SparqlIndex& index, ledger::Ledger& ledger) {
  std::vector<index::NamedGraph> ontologies;
  for (const OntologyGraph& graph : KG_TRY(ontology_graphs())) ontologies.push_back({graph.iri, graph.ntriples});
  KG_CHECK(index.load(ontologies));
  Load load(index);
  const auto take = [&](ledger::StoredDocument stored) -> Result<void> {
    std::string triples = KG_TRY(ledger::triples_of(ledger.packer, stored));
    return load.take(std::move(stored.head.iri), std::move(triples));
  };
  KG_CHECK(ledger.documents.each(take));
  return load.flush();
}

// What the log names after `since` is brought to its current state, once each.
Result<void> load_changes(index::SparqlIndex& index, ledger::Ledger& ledger, std::int64_t since) {
  std::set<std::string> touched;
  KG_CHECK(ledger.log.each(since, [&](LogEntry entry) -> Result<void> {
    if (!entry.replaced.empty()) touched.insert(std::move(entry.replaced));
    touched.insert(std::move(entry.document));
    return {};
  }));
  Load load(index);
  for (const std::string& iri : touched) {
    const auto current = KG_TRY(ledger.documents.find(iri));
    if (!current) {
      KG_CHECK(index.remove_graph(iri));
      continue;
    }
    std::string triples = KG_TRY(ledger::triples_of(ledger.packer, *current));
    KG_CHECK(load.take(iri, std::move(triples)));
  }
  return load.flush();
}

}  // namespace

Result<index::QueryAnswer> Catalogue::query(std::string_view text, const index::QueryOptions& options) {
  State& state = *state_;
  {
    const auto snapshot = KG_TRY(ledger::Transaction::begin(state.ledger.connection(), ledger::Access::read));
    const std::int64_t newest = KG_TRY(state.ledger.log.last_seq());
    if (!state.index) {
      index::SparqlIndex index = KG_TRY(index::SparqlIndex::create());
      KG_CHECK(load_everything(index, state.ledger));
      state.index = std::move(index);
    } else if (newest > state.index_seq) {
      KG_CHECK(load_changes(*state.index, state.ledger, state.index_seq));
    }
    state.index_seq = newest;
  }
  return state.index->query(text, options);
}

}  // namespace kilograph::knowledge
