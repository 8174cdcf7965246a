#include "knowledge/ledger/document_row.hpp"

#include <fmt/format.h>

namespace kilograph::knowledge::ledger {
namespace {

tl::unexpected<Error> damaged(std::string_view what) {
  return fail(ErrorKind::bad_input, fmt::format("the ledger is damaged: unknown {}", what), "ledger.db");
}

}  // namespace

Result<StoredDocument> head_from(const Rows& rows) {
  StoredDocument stored;
  Document& head = stored.head;
  head.iri = rows.text(0);
  head.entity = rows.text(1);
  const auto kind = domain::entity_kind_from(rows.text(2));
  if (!kind) return damaged("kind of entity");
  head.kind = *kind;
  head.name = rows.text(3);
  const auto basis = domain::basis_from(rows.text(4));
  if (!basis) return damaged("basis");
  head.source = {*basis, std::string(rows.text(5)), head.iri, std::string(rows.text(6))};
  head.file = KG_TRY(rows.digest(7));
  head.media_type = rows.text(8);
  head.base = rows.text(9);
  head.derived_from = rows.text(10);
  stored.seq = rows.number(11);
  if (rows.text(12) != head.source.place) head.source_key = rows.text(12);
  return stored;
}

}  // namespace kilograph::knowledge::ledger
