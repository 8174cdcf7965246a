#include "knowledge/ledger/file_table.hpp"

#include <string>

namespace kilograph::knowledge::ledger {
namespace {

enum Sql { sql_has, sql_insert, sql_find, sql_drop, sql_count, sql_each };
const std::string kSql[] = {
    "SELECT 1 FROM files WHERE digest = ?",
    "INSERT INTO files (digest, unpacked_bytes, content) VALUES (?, ?, ?)",
    "SELECT content, unpacked_bytes FROM files WHERE digest = ?",
    "DELETE FROM files WHERE digest = ?1 AND NOT EXISTS (SELECT 1 FROM documents WHERE file = ?1)",
    "SELECT count(*) FROM files",
    "SELECT digest, content, unpacked_bytes FROM files ORDER BY digest",
};

Packed packed_at(const Rows& rows, int column) {
  const ByteView content = rows.bytes(column);
  return {Bytes(content.begin(), content.end()), static_cast<std::uint64_t>(rows.number(column + 1))};
}

}  // namespace

Result<FileTable> FileTable::prepare(const Connection& connection) {
  return FileTable(KG_TRY(Statements::prepare(connection, kSql)));
}

Result<bool> FileTable::has(const Digest& digest) {
  Rows rows = KG_TRY(statements_[sql_has].start(digest));
  return rows.next();
}

Result<void> FileTable::insert(const Digest& digest, const Packed& content) {
  return statements_[sql_insert].run(digest, static_cast<std::int64_t>(content.unpacked_bytes), content.bytes);
}

Result<std::optional<Packed>> FileTable::find(const Digest& digest) {
  Rows rows = KG_TRY(statements_[sql_find].start(digest));
  if (!KG_TRY(rows.next())) return std::nullopt;
  return packed_at(rows, 0);
}

Result<void> FileTable::drop_if_unused(const Digest& digest) { return statements_[sql_drop].run(digest); }

Result<std::uint64_t> FileTable::count() {
  Rows rows = KG_TRY(statements_[sql_count].start());
  KG_CHECK(rows.next());
  return static_cast<std::uint64_t>(rows.number(0));
}

Result<void> FileTable::each(const std::function<Result<void>(const Digest&, const Packed&)>& visit) {
  Rows rows = KG_TRY(statements_[sql_each].start());
  while (KG_TRY(rows.next())) {
    const Digest digest = KG_TRY(rows.digest(0));
    KG_CHECK(visit(digest, packed_at(rows, 1)));
  }
  return {};
}

}  // namespace kilograph::knowledge::ledger
