// The one door for RDF bytes: six syntaxes in, quads without blank nodes out. A byte order mark
// before them is passed over.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "knowledge/rdf/term.hpp"

namespace kilograph::knowledge::rdf {

enum class Syntax { turtle, ntriples, nquads, trig, rdfxml, jsonld };

// A JSON-LD context that is known here; nothing is ever fetched.
struct Context {
  std::string url;    // as the document's @context names it
  ByteView document;  // JSON with an @context member; must outlive the call
};

struct ParseOptions {
  // Relative IRIs are resolved against it; empty: a relative IRI is an error.
  std::string base_iri{};
  // A blank node becomes prefix + its ordinal (1, 2, …) by first appearance, so that the same
  // bytes give the same IRIs. Empty: a document with a blank node is refused.
  std::string skolem_prefix{};
  std::vector<Context> contexts{};           // for JSON-LD only
  std::uint64_t max_bytes = 64ull << 20;     // of the document
  std::uint64_t max_depth = 128;             // of nesting: { [ (, or elements of RDF/XML
  std::uint64_t max_quads = 10'000'000;
  // Given (nullable): a JSON-LD context that is not in `contexts` counts as an empty one, and its URL is
  // appended here once. Null: such a context is an error.
  std::vector<std::string>* unknown_contexts = nullptr;
};

// The quads in the document's order; a statement made twice comes twice.
// Errors: bad_input (where = "line L, column C"), too_large (bytes, depth or quads over the limit),
// not_found (a JSON-LD context that is not in `contexts`, where they must be; the message names its URL),
// usage (the base or the prefix is no IRI).
Result<std::vector<Quad>> parse(ByteView document, Syntax syntax, const ParseOptions& options);

// Like parse(), for a document whose triples are wanted without the name of their graph.
Result<Graph> parse_triples(ByteView document, Syntax syntax, const ParseOptions& options);

}  // namespace kilograph::knowledge::rdf
