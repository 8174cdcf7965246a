#include "knowledge/ledger/log_table.hpp"

#include <utility>

namespace kilograph::knowledge::ledger {
namespace {

enum Sql { sql_append, sql_restore, sql_each, sql_find, sql_last, sql_last_at, sql_count };
const std::string kEntry = "SELECT seq, time, actor, action, entity, document, digest, replaced FROM log";
const std::string kSql[] = {
    R"(INSERT INTO log (time, actor, action, entity, document, digest, replaced)
       VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING seq)",
    "INSERT INTO log (seq, time, actor, action, entity, document, digest, replaced) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    kEntry + " WHERE seq > ? ORDER BY seq",
    kEntry + " WHERE seq = ?",
    "SELECT max(seq) FROM log",
    "SELECT max(seq) FROM log WHERE time <= ?",
    "SELECT count(*) FROM log",
};

Result<Digest> digest_of(const LogEntry& entry) {
  const auto digest = Digest::from_hex(entry.digest);
  if (!digest) return fail(ErrorKind::internal, "a log entry's digest is not 64 hexadecimal digits");
  return *digest;
}

Result<LogEntry> entry_of(const Rows& rows) {
  LogEntry entry;
  entry.seq = rows.number(0);
  entry.time = rows.text(1);
  entry.actor = rows.text(2);
  entry.action = rows.text(3);
  entry.entity = rows.text(4);
  entry.document = rows.text(5);
  entry.digest = KG_TRY(rows.digest(6)).hex();
  entry.replaced = rows.text(7);
  return entry;
}

Result<std::int64_t> one_number(Statement& statement) {
  Rows rows = KG_TRY(statement.start());
  return KG_TRY(rows.next()) ? rows.number(0) : 0;
}

}  // namespace

Result<LogTable> LogTable::prepare(const Connection& connection) {
  return LogTable(KG_TRY(Statements::prepare(connection, kSql)));
}

Result<std::int64_t> LogTable::append(const LogEntry& entry) {
  const Digest digest = KG_TRY(digest_of(entry));
  Rows rows = KG_TRY(statements_[sql_append].start(entry.time, entry.actor, entry.action, entry.entity, entry.document,
                                                   digest, entry.replaced));
  KG_CHECK(rows.next());
  const std::int64_t seq = rows.number(0);
  KG_CHECK(rows.next());
  return seq;
}

Result<void> LogTable::restore(const LogEntry& entry) {
  const Digest digest = KG_TRY(digest_of(entry));
  return statements_[sql_restore].run(entry.seq, entry.time, entry.actor, entry.action, entry.entity, entry.document,
                                      digest, entry.replaced);
}

Result<void> LogTable::each(std::int64_t since, const std::function<Result<void>(LogEntry)>& visit) {
  Rows rows = KG_TRY(statements_[sql_each].start(since));
  while (KG_TRY(rows.next())) {
    LogEntry entry = KG_TRY(entry_of(rows));
    KG_CHECK(visit(std::move(entry)));
  }
  return {};
}

Result<std::optional<LogEntry>> LogTable::find(std::int64_t seq) {
  Rows rows = KG_TRY(statements_[sql_find].start(seq));
  if (!KG_TRY(rows.next())) return std::nullopt;
  return KG_TRY(entry_of(rows));
}

Result<std::int64_t> LogTable::last_seq() { return one_number(statements_[sql_last]); }

Result<std::int64_t> LogTable::last_seq_at(std::string_view time) {
  Rows rows = KG_TRY(statements_[sql_last_at].start(time));
  return KG_TRY(rows.next()) ? rows.number(0) : 0;
}

Result<std::uint64_t> LogTable::count() {
  return static_cast<std::uint64_t>(KG_TRY(one_number(statements_[sql_count])));
}

}  // namespace kilograph::knowledge::ledger
