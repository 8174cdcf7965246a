// Thing Descriptions of the regular shape, from JSON straight to triples by tables (docs/decisions/0014).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json/document.hpp"
#include "knowledge/rdf/term.hpp"

namespace kilograph::knowledge::thing {

// The triples that a JSON-LD processor makes of the document, in its order; nodes without an IRI are named
// `skolem_prefix` + 1, 2, … by first appearance, and relative IRIs are resolved against `base_iri`, which has a
// path. Nothing where the document is not regular: then a full processor reads it. Regular is an object
// whose @context is the Thing Description's, or a list of built-in contexts and of maps with prefixes, plain
// names and @language, and which has no other context within, no name twice in one object, none of the
// keywords but @id and @type, and no spelling that is not plain (iri_text.hpp).
//
// Text, a number or a boolean where a map's members must be objects (a data schema that is no object) is an error of
// JSON-LD: not regular, or, with `left_out`, left out of the graph and appended there.
std::optional<rdf::Graph> mapped(const json::Value& root, const std::string& base_iri, const std::string& skolem_prefix,
                                 std::vector<json::Value>* left_out = nullptr);

// A JSON number as RDF: 12 and 1e2 are integers, 0.5 is the double 5.0E-1. Nothing where the exponent is huge.
std::optional<rdf::Term> number_literal(std::string_view text);

}  // namespace kilograph::knowledge::thing
