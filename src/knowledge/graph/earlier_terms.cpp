#include "knowledge/graph/earlier_terms.hpp"

#include <algorithm>

#include "knowledge/graph/vocabulary.hpp"
#include "knowledge/ontology.hpp"

namespace kilograph::knowledge::graph {
namespace {

// Splits a table whose cells hold no quotes and no commas; the first line names the columns.
std::vector<EarlierTerm> rows_of(std::string_view csv) {
  std::vector<EarlierTerm> rows;
  csv.remove_prefix(std::min(csv.size(), csv.find('\n') + 1));
  while (!csv.empty()) {
    const std::string_view line = csv.substr(0, csv.find('\n'));
    csv.remove_prefix(std::min(csv.size(), line.size() + 1));
    const std::size_t first = line.find(','), second = line.find(',', first + 1);
    if (second == std::string_view::npos) continue;
    rows.push_back({line.substr(0, first), line.substr(first + 1, second - first - 1), line.substr(second + 1)});
  }
  return rows;
}

class Table {
 public:
  Table() : rows_(rows_of(earlier_terms_csv())) {
    for (const EarlierTerm& row : rows_) {
      if (row.earlier.ends_with('*')) {
        namespaces_.push_back(&row);
      } else {
        by_term_.emplace(row.earlier, &row);
      }
    }
  }

  std::span<const EarlierTerm> rows() const { return rows_; }

  const EarlierTerm* find(std::string_view term) const {
    const auto row = by_term_.find(term);
    if (row != by_term_.end()) return row->second;
    for (const EarlierTerm* space : namespaces_) {
      if (term.starts_with(space->earlier.substr(0, space->earlier.size() - 1))) return space;
    }
    return nullptr;
  }

 private:
  std::vector<EarlierTerm> rows_;
  std::unordered_map<std::string_view, const EarlierTerm*> by_term_;
  std::vector<const EarlierTerm*> namespaces_;
};

const Table& table() {
  static const Table instance;
  return instance;
}

std::string today_of(const EarlierTerm& row, std::string_view term) {
  if (row.today.empty()) return std::string(term);  // nothing of today's is known for it
  if (!row.earlier.ends_with('*')) return std::string(row.today);
  std::string today(row.today.substr(0, row.today.size() - 1));
  return today.append(term.substr(row.earlier.size() - 1));
}

}  // namespace

std::span<const EarlierTerm> earlier_terms() { return table().rows(); }

Modernised modernised(const rdf::Graph& graph) {
  const auto may_be_earlier = [](const rdf::Triple& triple) {
    return triple.object.kind == rdf::Term::Kind::iri || triple.predicate.value == td::unit;
  };
  const auto is_earlier = [&](const rdf::Triple& triple) {
    return table().find(triple.predicate.value) != nullptr ||
           (may_be_earlier(triple) && table().find(triple.object.value) != nullptr);
  };
  if (std::ranges::none_of(graph, is_earlier)) return {};
  Modernised result{graph, {}, false};
  const auto replace = [&](const rdf::Triple& triple, rdf::Term& term) {
    const EarlierTerm* row = table().find(term.value);
    if (!row) return;
    result.had_earlier_terms = true;
    if (!row->defect.empty()) result.defects[triple.subject.value].push_back(row->defect);
    term.value = today_of(*row, term.value);
  };
  for (rdf::Triple& triple : result.graph) {
    replace(triple, triple.predicate);
    if (may_be_earlier(triple)) replace(triple, triple.object);
  }
  return result;
}

}  // namespace kilograph::knowledge::graph
