// The vocabulary as people read it: its terms, gathered from the ontologies that the program carries.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace kilograph::reply {

struct VocabularyTerm {
  enum class Kind { klass, property, individual };

  std::string iri;
  std::string name;                 // "kg:task"
  Kind kind = Kind::individual;
  std::string label, comment, status, source, example;
  std::vector<std::string> types;   // of an individual, as names
  std::vector<std::string> parents; // classes or properties above it
  std::vector<std::string> from, to;  // of a property: what it goes from and to
  std::vector<std::pair<std::string, std::string>> matches;  // "closeMatch", "mls:Task"
};

// Every declared term, classes first, then properties, then the rest, each by name.
// Errors: internal, when a shipped ontology is broken.
Result<std::vector<VocabularyTerm>> vocabulary();

// What the ontologies name besides terms: runtimes. Errors: as above.
Result<std::vector<VocabularyTerm>> vocabulary_entities();

// All ontologies as Turtle, as they are written.
std::string vocabulary_turtle();

// "task" of "kg:task"; of a name without prefix what follows the last slash.
std::string local_name(const VocabularyTerm& term);

// "kg:task" for an IRI in a known namespace, the IRI itself otherwise.
std::string term_name(std::string_view iri);

// The words of a query that look like terms of our namespaces and are none: each with the nearest
// term, or an empty text where none is near.
std::vector<std::pair<std::string, std::string>> unknown_terms(std::string_view query);

}  // namespace kilograph::reply
