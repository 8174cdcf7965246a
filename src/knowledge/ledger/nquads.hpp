// N-Triples lines to N-Quads lines and back, without parsing terms: the graph's IRI goes before
// the final " .".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kilograph::knowledge::ledger {

// Nothing in it that <> cannot hold (N-Triples, IRIREF), and not empty.
bool is_iri_text(std::string_view iri);

// Every line begins with '<' and ends with " .\n". Empty text is fine.
bool is_triple_lines(std::string_view triples);

// One N-Quads line for every line of `triples`, appended.
void append_quads(std::string& out, std::string_view triples, std::string_view graph);

// The line of N-Triples ("… .\n") that a line of N-Quads (without its newline) states in `graph`;
// nothing when it is of another graph.
std::optional<std::string> triple_line(std::string_view quad_line, std::string_view graph);

}  // namespace kilograph::knowledge::ledger
