// A document as the ledger keeps it.
#pragma once

#include <cstdint>
#include <string>

#include "base/result.hpp"
#include "knowledge/document.hpp"
#include "knowledge/ledger/packing.hpp"

namespace kilograph::knowledge::ledger {

struct StoredDocument {
  Document head;          // without triples and facts
  std::int64_t seq = 0;   // of the log entry that put it here
  std::string facts;      // the typed record
  Packed triples;
  Packed detail;          // the record's layers
};

// Checks limits and forms on the way. Errors: too_large; internal, when the document is not what
// document.hpp says.
Result<StoredDocument> pack(Packer& packer, Document document);

// Errors: bad_input where the blobs are damaged; internal where the record does not decode.
Result<std::string> triples_of(Packer& packer, const StoredDocument& stored);
Result<Document> unpack(Packer& packer, StoredDocument stored);

}  // namespace kilograph::knowledge::ledger
