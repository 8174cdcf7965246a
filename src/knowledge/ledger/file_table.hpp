// Original files, each kept once under the SHA-256 of its bytes.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <utility>

#include "base/bytes.hpp"
#include "base/digest.hpp"
#include "base/result.hpp"
#include "knowledge/ledger/connection.hpp"
#include "knowledge/ledger/packing.hpp"

namespace kilograph::knowledge::ledger {

class FileTable {
 public:
  static Result<FileTable> prepare(const Connection& connection);

  Result<bool> has(const Digest& digest);
  Result<void> insert(const Digest& digest, const Packed& content);
  Result<std::optional<Packed>> find(const Digest& digest);
  // Drops the file when no document is made from it any more.
  Result<void> drop_if_unused(const Digest& digest);
  Result<std::uint64_t> count();
  Result<void> each(const std::function<Result<void>(const Digest&, const Packed&)>& visit);  // by digest

 private:
  explicit FileTable(Statements statements) : statements_(std::move(statements)) {}
  Statements statements_;
};

}  // namespace kilograph::knowledge::ledger
