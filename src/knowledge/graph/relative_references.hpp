// Relative IRIs as RDF/XML and JSON-LD write them; relative_iris.hpp has those of Turtle and TriG.
#pragma once

#include <string_view>
#include <vector>

#include "knowledge/graph/relative_iris.hpp"

namespace kilograph::knowledge::graph {

// Values of rdf:about, rdf:resource, rdf:datatype and rdf:ID without a scheme; none where the file states
// its own base (xml:base). Comments and CDATA are passed over; the text need not be valid.
std::vector<RelativeIri> relative_in_xml(std::string_view rdfxml);

// Values of "@id" outside of @context that are neither absolute nor compact; none where the file states its
// own base (@base). A term that its context declares to hold IRIs is not seen through.
std::vector<RelativeIri> relative_in_json(std::string_view jsonld);

}  // namespace kilograph::knowledge::graph
