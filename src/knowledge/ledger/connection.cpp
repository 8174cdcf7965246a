#include "knowledge/ledger/connection.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <string>

#include "knowledge/ledger/failure.hpp"

namespace kilograph::knowledge::ledger {
namespace {

// The path as SQLite's URI form wants it.
std::string file_uri(const std::filesystem::path& file, std::string_view parameters) {
  std::string uri = "file:";
  for (const char letter : std::filesystem::absolute(file).string()) {
    const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                       (letter >= '0' && letter <= '9') || letter == '/' || letter == '.' || letter == '-';
    if (plain) {
      uri += letter;
    } else {
      uri += fmt::format("%{:02x}", static_cast<unsigned char>(letter));
    }
  }
  return uri.append(parameters);
}

bool has_unfinished_work(const std::filesystem::path& file) {
  std::error_code absent;
  const auto bytes = std::filesystem::file_size(file.string() + "-wal", absent);
  return !absent && bytes > 0;
}

}  // namespace

void Connection::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

Result<Connection> Connection::open_file(const char* name, int flags, std::chrono::milliseconds wait) {
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(name, &raw, flags | SQLITE_OPEN_EXRESCODE, nullptr);
  Connection connection(raw);
  if (code != SQLITE_OK) return fail(failure(raw, code, "open the catalogue"));
  sqlite3_busy_timeout(raw, static_cast<int>(wait.count()));
  return connection;
}

Result<Connection> Connection::open_frozen(const std::filesystem::path& file, std::chrono::milliseconds wait) {
  if (has_unfinished_work(file)) {
    return fail(ErrorKind::io, "the folder may only be read, and a process has left unfinished work in it",
                file.string(), {}, "Run one verb with permission to write, or copy the folder and read the copy.");
  }
  return open_file(file_uri(file, "?immutable=1").c_str(), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, wait);
}

Result<Connection> Connection::create(const std::filesystem::path& file, std::chrono::milliseconds wait) {
  return open_file(file.c_str(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, wait);
}

Result<Connection> Connection::temporary() {
  return open_file("", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, std::chrono::milliseconds::zero());
}

Result<Connection> Connection::open(const std::filesystem::path& file, Access access, std::chrono::milliseconds wait) {
  // SQLite itself falls back to reading where the file may not be written.
  auto connection = open_file(file.c_str(), SQLITE_OPEN_READWRITE, wait);
  if (!connection) return connection;
  if (access == Access::write) {
    if (sqlite3_db_readonly(connection->database_.get(), "main") == 1) {
      return fail(failure(nullptr, SQLITE_READONLY, "open the catalogue for writing"));
    }
    return connection;
  }
  const auto probe = connection->number("SELECT count(*) FROM sqlite_schema");
  if (!probe && probe.error().kind == ErrorKind::io) {
    // A ledger is in WAL mode, which wants two files beside it even for reading.
    connection = open_frozen(file, wait);
    if (!connection) return connection;
  }
  KG_CHECK(connection->execute("PRAGMA query_only = ON"));
  return connection;
}

Result<Statement> Connection::prepare(std::string_view sql) const { return Statement::prepare(database_.get(), sql); }

Result<void> Connection::execute(const char* sql) const {
  const int code = sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return fail(failure(database_.get(), code, "use the ledger"));
  return {};
}

Result<std::int64_t> Connection::number(std::string_view sql) const {
  Statement statement = KG_TRY(prepare(sql));
  Rows rows = KG_TRY(statement.start());
  return KG_TRY(rows.next()) ? rows.number(0) : 0;
}

Result<Statements> Statements::prepare(const Connection& connection, std::span<const std::string> sql) {
  Statements statements;
  for (const std::string& text : sql) {
    Statement statement = KG_TRY(connection.prepare(text));
    statements.all_.push_back(std::move(statement));
  }
  return statements;
}

Result<Transaction> Transaction::begin(const Connection& connection, Access access) {
  KG_CHECK(connection.execute(access == Access::write ? "BEGIN IMMEDIATE" : "BEGIN"));
  return Transaction(connection);
}

Transaction::~Transaction() {
  // After some failures SQLite has rolled back by itself; then this one is refused, and rightly.
  if (connection_ != nullptr) static_cast<void>(connection_->execute("ROLLBACK"));
}

Result<void> Transaction::commit() {
  KG_CHECK(connection_->execute("COMMIT"));
  connection_ = nullptr;
  return {};
}

}  // namespace kilograph::knowledge::ledger
