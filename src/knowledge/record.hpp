// Typed facts to text and back: what the ledger keeps beside a document's triples, so that
// matching never reads RDF. JSON, one function each way; absent fields are left out.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "domain/entity.hpp"

namespace kilograph::knowledge {

// A model's layers are long and only `show` wants them, so they are kept apart from the rest.
struct Record {
  std::string facts;    // all but layers; empty for std::monostate
  std::string detail;   // a model's layers; empty where there are none
};

Record to_record(const domain::Facts& facts);

// Errors: internal, when the text is not what to_record writes. `detail` may be left empty, then
// the facts have no layers.
Result<domain::Facts> from_record(domain::EntityKind kind, std::string_view facts, std::string_view detail);

}  // namespace kilograph::knowledge
