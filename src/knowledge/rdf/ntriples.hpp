// N-Triples out: the form in which the ledger keeps a document's triples.
#pragma once

#include <string>

#include "knowledge/rdf/term.hpp"

namespace kilograph::knowledge::rdf {

// Canonical N-Triples (RDF 1.2 N-Triples, "A canonical form"): one triple a line, single spaces;
// backspace, tab, newline, form feed, return, quote and backslash escaped by name, other control
// characters as \uXXXX, everything else as UTF-8. Order as given.
std::string to_ntriples(const Graph& graph);

void append_term(std::string& out, const Term& term);
void append_triple(std::string& out, const Triple& triple);  // with " .\n"

}  // namespace kilograph::knowledge::rdf
