// The unit of the ledger: what one source says of one entity.
#pragma once

#include <string>

#include "base/digest.hpp"
#include "domain/entity.hpp"

namespace kilograph::knowledge {

struct Document {
  std::string iri;                 // domain::document_iri(file, entity); also its graph's IRI
  std::string entity;              // the entity's IRI
  domain::EntityKind kind = domain::EntityKind::graph;
  std::string name;                // what this document calls the entity; empty if it does not
  domain::Source source;           // `place` is where people find it again
  Digest file;                     // the original bytes, kept in the ledger's files
  std::string media_type;          // of the original bytes
  std::string base{};              // base IRI they were parsed with, if any
  std::string derived_from{};      // IRI of the document this one was derived from, if any
  std::string triples;             // the document's graph as N-Triples, without blank nodes
  domain::Facts facts;             // the typed record
  std::string source_key{};        // which of the entity's sources this is a version of; empty: its place
};

// What tells the entity's sources apart: of one key only the document added last is kept.
inline const std::string& source_key_of(const Document& document) {
  return document.source_key.empty() ? document.source.place : document.source_key;
}

}  // namespace kilograph::knowledge
