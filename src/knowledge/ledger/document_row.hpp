// A document's head as the tables of documents write it, so that all of them read it alike.
#pragma once

#include <string>

#include "base/result.hpp"
#include "knowledge/ledger/statement.hpp"
#include "knowledge/ledger/stored_document.hpp"

namespace kilograph::knowledge::ledger {

// Columns 0 to 12 of a query over a table with the alias d; a query's own columns follow.
inline const std::string kHeadColumns =
    "d.iri, d.entity, d.kind, d.name, d.basis, d.stated_by, d.place, d.file, d.media_type, d.base,"
    " d.derived_from, d.seq, d.source_key";
inline constexpr int kAfterHead = 13;

// Errors: bad_input, where a word is none of ours.
Result<StoredDocument> head_from(const Rows& rows);

}  // namespace kilograph::knowledge::ledger
