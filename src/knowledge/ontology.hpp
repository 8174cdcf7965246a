// What ships with every catalogue as data: vocabulary, prefixes, worked queries, JSON-LD contexts.
// Built into the program from ontology/ (cmake/Embed.cmake), so that nothing is looked for at run time.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "knowledge/index/sparql_index.hpp"
#include "knowledge/rdf/parser.hpp"

namespace kilograph::knowledge {

// One vocabulary as a named graph of every catalogue; the texts live as long as the program.
struct OntologyGraph {
  std::string_view iri;       // https://w3id.org/kilograph/ontology/<path without extension>
  std::string_view ntriples;
};

// Parsed from Turtle at the first call. Errors: internal, when a shipped file is broken.
Result<std::span<const OntologyGraph>> ontology_graphs();

// The same as written, for people and for publishing: {"kg", "@prefix …"}.
struct OntologyFile {
  std::string_view name;      // "kilograph.ttl", "alignments/prov.ttl"
  std::string_view text;
};
std::span<const OntologyFile> ontology_files();

// The prefixes that `query` knows without a PREFIX line, and that exports are written with.
std::span<const index::Prefix> known_prefixes();

// A worked query of ontology/queries/: shown and run by `query --example NAME`.
struct QueryExample {
  std::string_view name;      // "devices-for-a-model"
  std::string_view title;     // one line
  std::string_view text;      // SPARQL with its PREFIX lines and its header comment
};
std::span<const QueryExample> query_examples();  // in order of name

// The JSON-LD contexts that are known here: Thing Description 1.0 and 1.1, discovery, ours, and those of common
// vocabularies (docs/formats/contexts.md).
std::vector<rdf::Context> known_contexts();

// ontology/earlier_terms.csv as text, for the reader of earlier data and for the docs.
std::string_view earlier_terms_csv();

}  // namespace kilograph::knowledge
