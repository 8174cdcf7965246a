#include "knowledge/ledger/statement.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <string>

#include "knowledge/ledger/failure.hpp"

namespace kilograph::knowledge::ledger {
namespace {

std::string_view verb_of(sqlite3_stmt* statement) {
  return sqlite3_stmt_readonly(statement) != 0 ? "read the ledger" : "write to the ledger";
}

tl::unexpected<Error> failed(sqlite3_stmt* statement, int code) {
  return fail(failure(sqlite3_db_handle(statement), code, verb_of(statement)));
}

}  // namespace

void Statement::Release::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Result<Statement> Statement::prepare(sqlite3* database, std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                      &statement, nullptr);
  if (code != SQLITE_OK) return fail(failure(database, code, "read the ledger"));
  return Statement(statement);
}

Result<void> Statement::ready() {
  bind_code_ = SQLITE_OK;
  if (sqlite3_stmt_busy(statement_.get()) != 0) {
    return fail(ErrorKind::internal, "a statement was started while it was being read");
  }
  return {};
}

Result<void> Statement::finish() {
  Rows rows(*this);
  while (KG_TRY(rows.next())) {
  }
  return {};
}

void Statement::bind(int at, std::int64_t value) {
  if (const int code = sqlite3_bind_int64(statement_.get(), at, value); code != SQLITE_OK) bind_code_ = code;
}

void Statement::bind(int at, std::string_view value) {
  const char* text = value.data() != nullptr ? value.data() : "";
  const int code = sqlite3_bind_text64(statement_.get(), at, text, value.size(), SQLITE_STATIC, SQLITE_UTF8);
  if (code != SQLITE_OK) bind_code_ = code;
}

void Statement::bind(int at, ByteView value) {
  const void* data = value.data() != nullptr ? static_cast<const void*>(value.data()) : "";
  const int code = sqlite3_bind_blob64(statement_.get(), at, data, value.size(), SQLITE_STATIC);
  if (code != SQLITE_OK) bind_code_ = code;
}

void Statement::bind(int at, std::nullopt_t) {
  if (const int code = sqlite3_bind_null(statement_.get(), at); code != SQLITE_OK) bind_code_ = code;
}

Rows::~Rows() {
  if (statement_ == nullptr) return;
  sqlite3_reset(statement_->statement_.get());
  sqlite3_clear_bindings(statement_->statement_.get());
}

Result<bool> Rows::next() {
  sqlite3_stmt* statement = statement_->statement_.get();
  if (statement_->bind_code_ != SQLITE_OK) return failed(statement, statement_->bind_code_);
  const int code = sqlite3_step(statement);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return failed(statement, code);
}

std::int64_t Rows::number(int column) const { return sqlite3_column_int64(statement_->statement_.get(), column); }

std::string_view Rows::text(int column) const {
  sqlite3_stmt* statement = statement_->statement_.get();
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
  if (text == nullptr) return {};
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column))};
}

ByteView Rows::bytes(int column) const {
  sqlite3_stmt* statement = statement_->statement_.get();
  const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement, column));
  if (data == nullptr) return {};
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement, column))};
}

bool Rows::is_null(int column) const {
  return sqlite3_column_type(statement_->statement_.get(), column) == SQLITE_NULL;
}

Result<Digest> Rows::digest(int column) const {
  const ByteView stored = bytes(column);
  Digest digest;
  if (stored.size() != digest.bytes.size()) {
    return fail(ErrorKind::bad_input, "the ledger is damaged: a digest has the wrong length", "ledger.db");
  }
  std::copy(stored.begin(), stored.end(), digest.bytes.begin());
  return digest;
}

}  // namespace kilograph::knowledge::ledger
