#include "knowledge/ledger/stored_document.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "knowledge/ledger/limits.hpp"
#include "knowledge/ledger/nquads.hpp"
#include "knowledge/record.hpp"

namespace kilograph::knowledge::ledger {
namespace {

Result<void> check_size(const Document& document, std::string_view what, std::uint64_t bytes, std::uint64_t limit) {
  if (bytes <= limit) return {};
  return fail(ErrorKind::too_large, fmt::format("{} takes {}", what, human_bytes(bytes)), document.source.place,
              fmt::format("at most {}", human_bytes(limit)), "Split the file.");
}

Result<void> check_texts(const Document& document) {
  const std::array<std::string_view, 9> texts{document.iri,       document.entity,       document.name,
                                              document.source.by, document.source.place, document.media_type,
                                              document.base,      document.derived_from, document.source_key};
  for (const std::string_view text : texts) KG_CHECK(check_size(document, "a name or IRI", text.size(), kMaxTextBytes));
  for (const std::string_view iri : {document.iri, document.entity}) {
    if (!is_iri_text(iri))
      return fail(ErrorKind::internal, "a document's or entity's IRI cannot be written as one", document.source.place);
  }
  return {};
}

}  // namespace

Result<StoredDocument> pack(Packer& packer, Document document) {
  KG_CHECK(check_texts(document));
  KG_CHECK(check_size(document, "a document's graph", document.triples.size(), kMaxTriplesBytes));
  if (!is_triple_lines(document.triples)) {
    return fail(ErrorKind::internal, "a document's triples are not one N-Triples statement a line",
                document.source.place);
  }
  Record record = to_record(document.facts);
  KG_CHECK(
      check_size(document, "a document's typed record", record.facts.size() + record.detail.size(), kMaxRecordBytes));

  StoredDocument stored;
  stored.triples = packer.pack(view_of(document.triples));
  stored.detail = packer.pack(view_of(record.detail));
  stored.facts = std::move(record.facts);
  document.triples = {};
  document.facts = {};
  stored.head = std::move(document);
  return stored;
}

Result<std::string> triples_of(Packer& packer, const StoredDocument& stored) {
  const Bytes bytes = KG_TRY(packer.unpack(stored.triples.bytes, stored.triples.unpacked_bytes));
  return std::string(text_of(bytes));
}

Result<Document> unpack(Packer& packer, StoredDocument stored) {
  const Bytes detail = KG_TRY(packer.unpack(stored.detail.bytes, stored.detail.unpacked_bytes));
  Document document = std::move(stored.head);
  document.triples = KG_TRY(triples_of(packer, stored));
  document.facts = KG_TRY(from_record(document.kind, stored.facts, text_of(detail)));
  return document;
}

}  // namespace kilograph::knowledge::ledger
