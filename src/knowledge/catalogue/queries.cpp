// SPARQL: the index is a projection that remembers the last log entry it has seen.
#include <map>
#include <set>
#include <utility>

#include "knowledge/catalogue/state.hpp"
#include "knowledge/log_graph.hpp"
#include "knowledge/named_graphs.hpp"
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

// Brings the index to the ledger's state. A graph that a file names is found under that name: the
// union of what all files say in it. Every other document's graph is found under the document's IRI.
class Projection {
 public:
  Projection(index::SparqlIndex& index, ledger::Ledger& ledger, std::map<std::string, std::string>& graph_names)
      : index_(index), ledger_(ledger), load_(index), graph_names_(graph_names) {}

  Result<void> load_everything() {
    std::vector<index::NamedGraph> ontologies;
    for (const OntologyGraph& graph : KG_TRY(ontology_graphs())) ontologies.push_back({graph.iri, graph.ntriples});
    KG_CHECK(index_.load(ontologies));
    KG_CHECK(ledger_.documents.each([this](ledger::StoredDocument stored) { return take(std::move(stored)); }));
    KG_CHECK(load_log(1));
    return finish();
  }

  // What the log names after `since` is brought to its current state, once each.
  Result<void> load_changes(std::int64_t since) {
    std::set<std::string> touched;
    KG_CHECK(ledger_.log.each(since, [&](LogEntry entry) -> Result<void> {
      if (!entry.replaced.empty()) touched.insert(std::move(entry.replaced));
      touched.insert(std::move(entry.document));
      return {};
    }));
    for (const std::string& iri : touched) {
      if (const auto named = graph_names_.find(iri); named != graph_names_.end()) {
        names_.insert(std::move(named->second));
        graph_names_.erase(named);
      }
      auto current = KG_TRY(ledger_.documents.find(iri));
      KG_CHECK(current ? take(std::move(*current)) : index_.remove_graph(iri));
    }
    KG_CHECK(load_log(first_of_log_graph(since + 1)));
    return finish();
  }

 private:
  Result<void> take(ledger::StoredDocument stored) {
    if (const std::string_view name = own_graph_name(stored.head); !name.empty()) {
      names_.emplace(name);
      graph_names_.insert_or_assign(stored.head.iri, std::string(name));
      return {};
    }
    std::string triples = KG_TRY(ledger::triples_of(ledger_.packer, stored));
    return load_.take(std::move(stored.head.iri), std::move(triples));
  }

  // The graphs of the log from the one that begins with `first`.
  Result<void> load_log(std::int64_t first) {
    std::string name, triples;
    const auto hand_over = [&]() -> Result<void> {
      if (triples.empty()) return {};
      return load_.take(std::exchange(name, {}), std::exchange(triples, {}));
    };
    const auto read = ledger_.log.each(first - 1, [&](const LogEntry& entry) -> Result<void> {
      std::string now = log_graph_iri(entry.seq);
      Result<void> done = now == name ? Result<void>{} : hand_over();
      name = std::move(now);
      triples += log_triples(entry);
      return done;
    });
    KG_CHECK(read);
    return hand_over();
  }

  Result<void> finish() {
    std::map<std::string_view, std::vector<std::string_view>> documents;
    for (const auto& [iri, name] : graph_names_) documents[name].push_back(iri);
    for (const std::string& name : names_) {
      const std::string triples = KG_TRY(triples_of(documents[name]));
      KG_CHECK(triples.empty() ? index_.remove_graph(name) : load_.take(name, triples));
    }
    return load_.flush();
  }

  Result<std::string> triples_of(const std::vector<std::string_view>& documents) {
    std::string triples;
    for (const std::string_view iri : documents) {
      const auto stored = KG_TRY(ledger_.documents.find(iri));
      if (stored) triples += KG_TRY(ledger::triples_of(ledger_.packer, *stored));
    }
    return triples;
  }

  index::SparqlIndex& index_;
  ledger::Ledger& ledger_;
  Load load_;
  std::map<std::string, std::string>& graph_names_;
  std::set<std::string> names_;  // to be loaded
};

}  // namespace

Result<std::shared_ptr<const index::SparqlIndex>> Catalogue::current_index() {
  State& state = *state_;
  const auto snapshot = KG_TRY(ledger::Transaction::begin(state.ledger.connection(), ledger::Access::read));
  const std::int64_t newest = KG_TRY(state.ledger.log.last_seq());
  if (!state.index) {
    auto index = std::make_shared<index::SparqlIndex>(KG_TRY(index::SparqlIndex::create()));
    state.graph_names.clear();
    KG_CHECK(Projection(*index, state.ledger, state.graph_names).load_everything());
    state.index = std::move(index);
  } else if (newest > state.index_seq) {
    KG_CHECK(Projection(*state.index, state.ledger, state.graph_names).load_changes(state.index_seq));
  }
  state.index_seq = newest;
  return state.index;
}

Result<index::QueryAnswer> Catalogue::query(std::string_view text, const index::QueryOptions& options) {
  const auto index = KG_TRY(current_index());
  return index->query(text, options);
}

}  // namespace kilograph::knowledge
