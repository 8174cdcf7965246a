// Current documents: their heads and records in one table, their triples and layers in another, so
// that reading records never touches triples.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "knowledge/ledger/connection.hpp"
#include "knowledge/ledger/stored_document.hpp"

namespace kilograph::knowledge::ledger {

// Enough of a kept document to compare or to drop it.
struct Standing {
  std::int64_t id = 0;
  std::string iri;
  std::string entity;
  Digest file;
};

class DocumentTable {
 public:
  using Visit = std::function<Result<void>(StoredDocument)>;

  static Result<DocumentTable> prepare(const Connection& connection);

  Result<void> insert(const StoredDocument& document);
  Result<void> erase(const Standing& standing);

  Result<std::optional<Standing>> standing(std::string_view iri);
  // What must go when the document comes in: of the same IRI, or of the same entity and source (first), or
  // of the same entity and place.
  Result<std::vector<Standing>> displaced_by(const Document& head);
  Result<std::vector<Standing>> standings(std::string_view entity);  // by IRI

  // Heads and records, without blobs; of an entity together, the newest first.
  Result<void> each_of_kind(domain::EntityKind kind, const Visit& visit);
  // Entities of which some document was derived from another, by IRI.
  Result<std::vector<std::string>> derived(domain::EntityKind kind);
  // Models whose IRI does not begin so.
  Result<std::vector<std::string>> models_outside(std::string_view folder);
  // Devices whose IRI does.
  Result<std::vector<std::string>> devices_within(std::string_view folder);
  // Heads without records and blobs.
  Result<void> each_head(const Visit& visit);
  Result<void> each_head_of(std::string_view entity, const Visit& visit);       // the newest first
  Result<void> each_head_of_file(const Digest& file, const Visit& visit);       // by IRI
  Result<void> each_head_named(std::string_view name, const Visit& visit);  // ignoring ASCII case
  // Whole documents.
  Result<void> each_of_entity(std::string_view entity, const Visit& visit);  // the newest first
  Result<void> each(const Visit& visit);                                     // by IRI
  Result<std::optional<StoredDocument>> find(std::string_view iri);

  Result<std::uint64_t> count();
  Result<std::uint64_t> count_entities();
  Result<std::uint64_t> count_entities(domain::EntityKind kind);

 private:
  explicit DocumentTable(Statements statements) : statements_(std::move(statements)) {}
  Statements statements_;
};

}  // namespace kilograph::knowledge::ledger
