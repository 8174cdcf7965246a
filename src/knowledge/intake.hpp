// What `ingest` read, made into documents for the ledger: identity, triples, typed record.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/entity.hpp"
#include "knowledge/document.hpp"
#include "knowledge/rdf/parser.hpp"

namespace kilograph::knowledge {

// Where bytes came from, as every document made from them records it.
struct Origin {
  Digest file;               // of the original bytes
  std::string place;         // the file's name
  std::string media_type;
};

struct Intake {
  std::vector<Document> documents;
  std::vector<std::string> warnings;   // defects kept or mapped, each a sentence with its place
};

// Facts about one entity that are no RDF yet (a model file, a row of a sheet).
Document document_from(const Origin& origin, std::string_view entity, const domain::Facts& facts,
                       const domain::Source& source);

// RDF as it came. Each file is kept as a graph of its own, unchanged and queryable: as the document
// of the one entity it describes in today's terms, else as a document of kind `graph`
// (entity …/id/graph/<sha256>) with a derived document (prov:wasDerivedFrom) in today's terms for
// each entity found in it. A relative IRI is resolved against `base` (the caller's, else the file's
// own digest-based one) and warned of.
// Errors: bad_input with line and column; too_large.
Result<Intake> documents_from_rdf(const Origin& origin, ByteView bytes, rdf::Syntax syntax, std::string_view base);

}  // namespace kilograph::knowledge
