// Relations of links that are terms of our own vocabulary.
#pragma once

#include <vector>

#include "base/json/document.hpp"
#include "knowledge/intake.hpp"
#include "knowledge/rdf/term.hpp"

namespace kilograph::knowledge {

// A relation is text, which JSON-LD leaves as it is: one with a prefix that @context defines as our namespace
// ("kg:board") is written out as its whole IRI. What is no relation of ours in that namespace is told.
void settle_relations(const json::Value& text, rdf::Graph& triples, std::vector<LeftOut>& left_out);

}  // namespace kilograph::knowledge
