// A connection to one SQLite file, and a transaction on it.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "knowledge/ledger/statement.hpp"

struct sqlite3;

namespace kilograph::knowledge::ledger {

enum class Access { read, write };

class Connection {
 public:
  // Opens a file that is there; `create` makes an empty one where there is none. A statement that
  // finds the file locked waits up to `wait`, then fails (io).
  // With Access::read nothing can be changed; a file on a read-only folder is opened where no other
  // process has left unfinished work beside it. Errors: io, bad_input (no SQLite file).
  static Result<Connection> open(const std::filesystem::path& file, Access access, std::chrono::milliseconds wait);
  static Result<Connection> create(const std::filesystem::path& file, std::chrono::milliseconds wait);
  // A private database on disk, without a name, that goes with the connection.
  static Result<Connection> temporary();

  Result<Statement> prepare(std::string_view sql) const;
  Result<void> execute(const char* sql) const;              // one statement or several
  Result<std::int64_t> number(std::string_view sql) const;  // the first column of the first row; 0 without rows

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  explicit Connection(sqlite3* database) : database_(database) {}
  static Result<Connection> open_file(const char* name, int flags, std::chrono::milliseconds wait);
  static Result<Connection> open_frozen(const std::filesystem::path& file, std::chrono::milliseconds wait);

  std::unique_ptr<sqlite3, Close> database_;
};

// The statements of one table, prepared together and chosen by an enumerator of that table's.
class Statements {
 public:
  static Result<Statements> prepare(const Connection& connection, std::span<const std::string> sql);
  Statement& operator[](std::size_t which) { return all_[which]; }

 private:
  std::vector<Statement> all_;
};

// Rolled back when it goes uncommitted. One at a time on a connection.
class Transaction {
 public:
  // Access::write takes the write lock at once; Access::read sees one state of the file throughout.
  static Result<Transaction> begin(const Connection& connection, Access access);
  Transaction(Transaction&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  Result<void> commit();

 private:
  explicit Transaction(const Connection& connection) : connection_(&connection) {}
  const Connection* connection_;  // null when it is over
};

}  // namespace kilograph::knowledge::ledger
