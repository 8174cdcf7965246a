#include "knowledge/ledger/failure.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace kilograph::knowledge::ledger {
namespace {

struct Row {
  int code;
  ErrorKind kind;
  std::string_view why;
  std::string_view advice;
};

constexpr std::string_view kKept = "What was acknowledged is kept.";
constexpr std::string_view kDamaged = "Look at `kilograph verify`, and import the last export into a new catalogue.";

constexpr Row kRows[] = {
    {SQLITE_BUSY, ErrorKind::io, "another process is writing to the catalogue",
     "Wait until it has finished, then try again."},
    {SQLITE_LOCKED, ErrorKind::io, "another process is writing to the catalogue",
     "Wait until it has finished, then try again."},
    {SQLITE_FULL, ErrorKind::io, "the disk is full", "Free some space, then try again; what was acknowledged is kept."},
    {SQLITE_READONLY, ErrorKind::io, "the catalogue may only be read",
     "Check the permissions of the folder and of ledger.db."},
    {SQLITE_PERM, ErrorKind::io, "permission denied", "Check the permissions of the folder and of ledger.db."},
    {SQLITE_AUTH, ErrorKind::io, "permission denied", "Check the permissions of the folder and of ledger.db."},
    {SQLITE_CANTOPEN, ErrorKind::io, "the ledger cannot be opened",
     "Check that the folder is there and may be read and written."},
    {SQLITE_IOERR, ErrorKind::io, "the disk reports an error", kKept},
    {SQLITE_NOLFS, ErrorKind::io, "the file system takes no file so large", kKept},
    {SQLITE_NOMEM, ErrorKind::io, "memory is exhausted", kKept},
    {SQLITE_CORRUPT, ErrorKind::bad_input, "the ledger is damaged", kDamaged},
    {SQLITE_NOTADB, ErrorKind::bad_input, "the file is no ledger", "Name the folder that `kilograph init` made."},
    {SQLITE_TOOBIG, ErrorKind::too_large, "a value is over SQLite's limit", "Split the input."},
};

const Row* row_of(int code) {
  for (const Row& row : kRows) {
    if (row.code == (code & 0xff)) return &row;
  }
  return nullptr;
}

}  // namespace

Error failure(sqlite3* database, int code, std::string_view doing) {
  const char* detail = database != nullptr ? sqlite3_errmsg(database) : sqlite3_errstr(code);
  if (const Row* row = row_of(code)) {
    return {row->kind,
            fmt::format("cannot {}: {} ({})", doing, row->why, detail),
            "ledger.db",
            {},
            std::string(row->advice)};
  }
  return {ErrorKind::internal, fmt::format("cannot {}: {} (SQLite code {})", doing, detail, code), "ledger.db"};
}

}  // namespace kilograph::knowledge::ledger
