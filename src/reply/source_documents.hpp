// The documents that a file makes of what is said elsewhere already: a further name of a model, a row of
// a sheet. One function each, for `add` and for those that check what `add` kept.
#pragma once

#include <string>

#include "ingest/document.hpp"
#include "knowledge/intake.hpp"

namespace kilograph::reply {

// What a source says of an entity under a further name is a document of its own: the IRI of the first is
// made of the bytes and the entity alone.
knowledge::Document under_further_name(const knowledge::Origin& origin, const std::string& entity,
                                       const domain::Facts& facts, const domain::Source& source,
                                       const std::string& name);

// The same bytes under another name are the same model: of the second file only the name is new.
knowledge::Document name_document(const knowledge::Origin& origin, const knowledge::Document& model);

// What a row says of a model; `is_first`: of all rows of the sheet about it. Its place names the sheet and
// the row by its name, because rows move when a sheet is edited.
knowledge::Document row_document(const knowledge::Origin& origin, const std::string& entity,
                                 const ingest::ModelRow& row, bool is_first);

// What a card says of one of the models that it is about. A card that states no name calls it nothing.
knowledge::Document card_document(const knowledge::Origin& origin, const std::string& entity,
                                  const ingest::ModelCard& card);

}  // namespace kilograph::reply
