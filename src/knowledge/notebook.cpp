#include "knowledge/notebook.hpp"

#include <array>
#include <utility>

#include "knowledge/ledger/connection.hpp"

namespace kilograph::knowledge {
namespace {

// Nothing of it is wanted after a crash. 4 MiB of it stay in memory.
constexpr const char* kSchema = R"sql(
  PRAGMA journal_mode = OFF;
  PRAGMA synchronous = OFF;
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA cache_size = -4096;
  CREATE TABLE notes (page TEXT NOT NULL, key TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (page, key))
    STRICT, WITHOUT ROWID;
  BEGIN;
)sql";

enum Sql { sql_put, sql_find, sql_each };
const std::array<std::string, 3> kSql{
    "INSERT OR REPLACE INTO notes (page, key, text) VALUES (?, ?, ?)",
    "SELECT text FROM notes WHERE page = ? AND key = ?",
    "SELECT key, text FROM notes WHERE page = ? ORDER BY key",
};

}  // namespace

struct Notebook::State {
  ledger::Connection connection;  // first, because the statements must go before it
  ledger::Statements statements;
};

Notebook::Notebook(std::unique_ptr<State> state) : state_(std::move(state)) {}
Notebook::Notebook(Notebook&&) noexcept = default;
Notebook& Notebook::operator=(Notebook&&) noexcept = default;
Notebook::~Notebook() = default;

Result<Notebook> Notebook::open() {
  ledger::Connection connection = KG_TRY(ledger::Connection::temporary());
  KG_CHECK(connection.execute(kSchema));
  ledger::Statements statements = KG_TRY(ledger::Statements::prepare(connection, kSql));
  return Notebook(std::make_unique<State>(State{std::move(connection), std::move(statements)}));
}

Result<void> Notebook::put(std::string_view page, std::string_view key, std::string_view text) {
  return state_->statements[sql_put].run(page, key, text);
}

Result<std::optional<std::string>> Notebook::find(std::string_view page, std::string_view key) {
  ledger::Rows rows = KG_TRY(state_->statements[sql_find].start(page, key));
  if (!KG_TRY(rows.next())) return std::nullopt;
  return std::string(rows.text(0));
}

Result<void> Notebook::each(std::string_view page, const Visit& visit) {
  ledger::Rows rows = KG_TRY(state_->statements[sql_each].start(page));
  while (KG_TRY(rows.next())) KG_CHECK(visit(rows.text(0), rows.text(1)));
  return {};
}

}  // namespace kilograph::knowledge
