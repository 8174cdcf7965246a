// Domain values to RDF and back: one function each way (docs/formats/graph.md has the shape).
// No blank nodes: every node of a document hangs below the entity's or document's IRI.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/entity.hpp"
#include "knowledge/rdf/term.hpp"

namespace kilograph::knowledge::graph {

// The statements of one document about one entity, in today's vocabulary, with the document's
// provenance (prov:, who, from what, when is in the log). Node IRIs are `document#…`, so that
// two documents never share an inner node; the entity's own IRI is `entity`.
// Canonical N-Triples, as the ledger keeps them; text that is no UTF-8 has U+FFFD in its place.
std::string to_ntriples(std::string_view entity, std::string_view document, const domain::Facts& facts,
                        const domain::Source& source);

// The same as values; nothing when `entity` or `document` is no IRI.
rdf::Graph to_graph(std::string_view entity, std::string_view document, const domain::Facts& facts,
                    const domain::Source& source);

// A statement that two entities are one as a file of its own (N-Triples), which `entities_in` reads back.
std::string statement_file(const domain::SameStatement& statement, std::string_view name);

// A figure that cannot be right: the node it is stated of, by which property, and the value as written.
struct BadValue {
  std::string node, property, value;
  std::string message;                // a sentence with what was expected
};

// A node that is left out with everything it states, and the statement that links to it.
struct LeftOutNode {
  std::string subject, property, node;
};

// An entity found in RDF that came from outside.
struct FoundEntity {
  std::string iri;
  domain::EntityKind kind = domain::EntityKind::graph;
  std::string name;
  domain::Facts facts;
  std::vector<std::string> warnings;  // defects mapped on the way, each in one sentence
  bool earlier_terms = false;         // described in the published graph's vocabulary, not today's
  std::optional<domain::Source> stated{};  // who says it and how it is known, where the graph tells
  std::vector<BadValue> bad_values{};      // left out of the facts
  std::vector<LeftOutNode> left_out{};     // each told by a bad value or a warning
  rdf::Graph implied{};                    // classes and bases that its nodes' places imply and that nobody states
};

// Every model, device and statement of sameness that the graph describes, in today's terms or in any of the earlier
// ones (ontology/earlier_terms.csv), in order of IRI. Terms unknown to us are passed over, not errors. `base` is what
// relative IRIs of the file were resolved against, so that a data set written as <None> or without its scheme is known
// for what it was; empty where there was none. Errors: too_large, when entities share nodes so much that reading them
// would take many times the graph's size.
Result<std::vector<FoundEntity>> entities_in(const rdf::Graph& graph, std::string_view base = {});

}  // namespace kilograph::knowledge::graph
