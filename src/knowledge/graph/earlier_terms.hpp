// The vocabularies in which models and boards were described before today's, as a table:
// ontology/earlier_terms.csv (docs/formats/earlier_terms.md).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "knowledge/rdf/term.hpp"

namespace kilograph::knowledge::graph {

// A row. `earlier` is an IRI, a namespace ending in '*' for all its other names, or the text of a
// unit; `today` is empty where nothing of today's is known for it; `defect` is a clause, empty where
// the term was only renamed.
struct EarlierTerm {
  std::string_view earlier, today, defect;
};

std::span<const EarlierTerm> earlier_terms();

// A graph with its earlier terms replaced by today's, and what was replaced, by subject.
struct Modernised {
  rdf::Graph graph;  // empty where there were none: the graph stays as it is
  std::unordered_map<std::string, std::vector<std::string_view>> defects;  // clauses, by subject
  bool had_earlier_terms = false;
};

Modernised modernised(const rdf::Graph& graph);

}  // namespace kilograph::knowledge::graph
