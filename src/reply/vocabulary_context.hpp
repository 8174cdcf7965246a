// The vocabulary as a JSON-LD context: names of all its terms, so that RDF can be written as plain JSON.
#pragma once

#include <span>
#include <string>

#include "reply/vocabulary.hpp"

namespace kilograph::reply {

// Each term by its local name, whole numbers and flags with their datatypes, links as IRIs, choices ("Measured") by
// their names, lists in their order. A name that several have is the first's: kg, then the published ontology and its
// extensions, then the others in the order of the prefixes; theirs stay in reach by prefix ("td:name").
std::string vocabulary_context(std::span<const VocabularyTerm> terms);

}  // namespace kilograph::reply
