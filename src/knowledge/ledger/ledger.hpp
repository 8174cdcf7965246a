// The ledger of a catalogue: one SQLite file (docs/formats/ledger.md), its tables, and the one way
// in which a document comes in or goes. For one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "knowledge/ledger/connection.hpp"
#include "knowledge/ledger/document_table.hpp"
#include "knowledge/ledger/earlier_table.hpp"
#include "knowledge/ledger/file_table.hpp"
#include "knowledge/ledger/log_table.hpp"
#include "knowledge/ledger/packing.hpp"

namespace kilograph::knowledge::ledger {

inline constexpr std::string_view kFileName = "ledger.db";
inline constexpr std::chrono::milliseconds kLockWait{5000};  // how long a second writer waits

class Ledger {
 public:
  // Makes the folder where it is absent. Errors: conflict when a ledger, or another file of that
  // name, is there already; io.
  static Result<Ledger> create(const std::filesystem::path& folder, std::chrono::milliseconds wait = kLockWait);
  // Errors: not_found; bad_input (no ledger, of a newer version, damaged); io.
  static Result<Ledger> open(const std::filesystem::path& folder, Access access,
                             std::chrono::milliseconds wait = kLockWait);

  const Connection& connection() const { return *connection_; }

 private:
  std::unique_ptr<Connection> connection_;  // first, because the tables' statements must go before it

 public:
  DocumentTable documents;
  EarlierTable earlier;
  FileTable files;
  LogTable log;
  Packer packer{};

  // Inside a write transaction:
  // Puts the document in by the rules of Catalogue::Batch::add. `original` is packed and kept when
  // it is not there yet; it may be null where it is. Errors: internal when it is null and absent.
  Result<Change> put(StoredDocument document, ByteView original, std::string_view actor, std::string_view time);
  // Drops the document and, with the last one made from it, its file; its record stays among the earlier ones.
  // Returns its tombstone's seq.
  Result<std::int64_t> drop(const Standing& standing, std::string_view actor, std::string_view time);
  // Who took over another catalogue's export, and the digest of its manifest. Not part of the log,
  // which came whole with the export.
  Result<void> note_import(std::string_view actor, std::string_view time, const Digest& manifest);

 private:
  Ledger(std::unique_ptr<Connection> connection, DocumentTable documents, EarlierTable earlier, FileTable files,
         LogTable log);
  static Result<Ledger> prepare(Connection connection);
  Result<bool> is_same(const StoredDocument& document);
};

}  // namespace kilograph::knowledge::ledger
