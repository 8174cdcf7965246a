// The vocabulary as it is published at its own IRIs below https://w3id.org/kilograph/: page, Turtle, contexts.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace kilograph::reply {

struct VocabularyPublication {
  std::string page;     // HTML
  std::string turtle;   // all ontologies
  std::string context;  // JSON-LD, every term by its name
};

// Made at the first call, from any thread. Errors: internal, when a shipped ontology is broken.
Result<const VocabularyPublication*> vocabulary_publication();

// The Turtle of one ontology: "kilograph", "alignments/prov", or of one version, "kilograph/0.2.0".
// Errors: not_found, with the version that there is, or the nearest ontology.
Result<std::string_view> published_ontology(std::string_view path);

// The JSON-LD context that Things of ours name: "v1". Errors: not_found.
Result<std::string_view> published_context(std::string_view version);

}  // namespace kilograph::reply
