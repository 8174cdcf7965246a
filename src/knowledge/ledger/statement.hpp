// A prepared statement: bound, stepped and reset with errors as values.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "base/bytes.hpp"
#include "base/digest.hpp"
#include "base/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace kilograph::knowledge::ledger {

class Rows;

class Statement {
 public:
  // `sql` is one statement. It is kept prepared until the Statement goes, which must be before its
  // connection does.
  static Result<Statement> prepare(sqlite3* database, std::string_view sql);

  // Runs to the end with its parameters bound in order: integers, text, bytes, a Digest,
  // std::nullopt for NULL.
  template <class... Values>
  Result<void> run(const Values&... values) {
    int at = 0;
    KG_CHECK(ready());
    (bind(++at, values), ...);
    return finish();
  }

  // Starts reading. The values must outlive the Rows; so must this Statement, which can be read by
  // one Rows at a time.
  template <class... Values>
  Result<Rows> start(const Values&... values);

 private:
  friend class Rows;
  struct Release {
    void operator()(sqlite3_stmt* statement) const;
  };

  explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}
  Result<void> ready();
  Result<void> finish();
  void bind(int at, std::int64_t value);
  void bind(int at, std::string_view value);
  void bind(int at, ByteView value);
  void bind(int at, std::nullopt_t);
  void bind(int at, const Digest& value) { bind(at, ByteView(value.bytes)); }
  void bind(int at, const Bytes& value) { bind(at, ByteView(value)); }

  std::unique_ptr<sqlite3_stmt, Release> statement_;
  int bind_code_ = 0;  // the first binding that failed
};

// The rows of a started statement; resets it when it goes.
class Rows {
 public:
  explicit Rows(Statement& statement) : statement_(&statement) {}
  Rows(Rows&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)) {}
  Rows& operator=(Rows&&) = delete;
  ~Rows();

  Result<bool> next();  // false after the last one

  // Of the current row, columns from 0; views hold until the next call of next().
  std::int64_t number(int column) const;
  std::string_view text(int column) const;
  ByteView bytes(int column) const;
  bool is_null(int column) const;
  Result<Digest> digest(int column) const;  // bad_input when it is not 32 bytes

 private:
  Statement* statement_;
};

template <class... Values>
Result<Rows> Statement::start(const Values&... values) {
  int at = 0;
  KG_CHECK(ready());
  (bind(++at, values), ...);
  return Rows(*this);
}

}  // namespace kilograph::knowledge::ledger
