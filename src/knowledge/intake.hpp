// What `ingest` read, made into documents for the ledger: identity, triples, typed record.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json/document.hpp"
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

// A value that cannot be right and was left out; `place` is a JSON pointer, or empty.
struct LeftOut {
  std::string place, message;
};

struct Intake {
  std::vector<Document> documents;
  std::vector<LeftOut> left_out;
  std::vector<LeftOut> unknown_contexts;  // of Things: the place where each is named first, and what to do
  std::vector<std::string> warnings;   // defects kept or mapped, each a sentence with its place
};

// Facts about one entity that are no RDF yet (a model file, a row of a sheet).
Document document_from(const Origin& origin, std::string_view entity, const domain::Facts& facts,
                       const domain::Source& source);

// A statement that two entities are one, as a file (`bytes`, N-Triples) and its document.
struct StatementIntake {
  Bytes bytes;
  Document document;
};
Result<StatementIntake> document_from_statement(const domain::SameStatement& statement, std::string_view name);

// RDF as it came. A file that describes one entity in today's terms is that entity's document: its
// triples as they came but for figures that cannot be right (negative free bytes), and beside them what
// queries need and a description leaves out (provenance, schema:name, td:Thing, a board's free memory in
// the published shape). Its source is who states it, not the file's name. Any other file is kept
// unchanged and queryable as a document of kind `graph` (entity …/id/graph/<sha256>), with a derived
// document (prov:wasDerivedFrom) in today's terms for each entity found in it. Each graph
// that the file names is a document of its own, found by queries under that name (named_graphs.hpp).
// A relative IRI is resolved against `base` (the caller's, else …/id/graph/<sha256>/) and warned of
// with its line; in N-Triples and N-Quads it is an error. A Thing without an id gets a UUID that depends on the bytes
// alone. Errors: bad_input with line and column; too_large.
// `given` are JSON-LD contexts beside those that are built in; `json` the bytes read as JSON, where that was done
// before. Of a name that comes twice in an object of JSON-LD the last one counts.
Result<Intake> documents_from_rdf(const Origin& origin, ByteView bytes, rdf::Syntax syntax, std::string_view base,
                                  const std::vector<rdf::Context>& given = {}, const json::Document* json = nullptr);

// The same without documents, for those who ask only what would be told.
Result<Intake> findings_in_rdf(const Origin& origin, ByteView bytes, rdf::Syntax syntax, const json::Document& json);

}  // namespace kilograph::knowledge
