// Do the documents say what their files show? Each file is read anew, and what it gives is held
// against what is kept: name, source, statements and typed record.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "knowledge/ledger/ledger.hpp"
#include "knowledge/remaking.hpp"

namespace kilograph::knowledge {

class Agreement {
 public:
  // A document that does not agree, and why; `remade` is what its file gives, or null where it gives
  // no such document. What this returns, once it is an error, ends the check.
  using Differs =
      std::function<Result<void>(const ledger::StoredDocument& kept, const std::string& why, const Document* remade)>;

  Agreement(ledger::Ledger& ledger, const Remake& remake, Differs differs)
      : ledger_(ledger), remake_(remake), differs_(std::move(differs)) {}

  // All files, by digest; those that do not unpack are passed over. Inside a transaction.
  Result<void> check();

 private:
  Result<void> check_file(const Digest& digest, Bytes bytes);
  Result<void> check_document(const std::string& iri, const Result<Document>& remade);
  Result<std::vector<Document>> heads_of(const Digest& file);
  Result<std::vector<std::string>> aliases_of(const Document& head);

  ledger::Ledger& ledger_;
  const Remake& remake_;
  Differs differs_;
};

}  // namespace kilograph::knowledge
