#include "knowledge/ledger/schema.hpp"

#include <fmt/format.h>

namespace kilograph::knowledge::ledger {
namespace {

constexpr const char* kVersion1 = R"sql(
  CREATE TABLE files (
    digest BLOB PRIMARY KEY NOT NULL CHECK (length(digest) = 32),
    unpacked_bytes INTEGER NOT NULL CHECK (unpacked_bytes >= length(content)),
    content BLOB NOT NULL
  ) STRICT;

  CREATE TABLE log (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    time TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('add', 'change', 'remove')),
    entity TEXT NOT NULL,
    document TEXT NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    replaced TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER log_stays BEFORE UPDATE ON log BEGIN SELECT raise(ABORT, 'the log is append-only'); END;
  CREATE TRIGGER log_keeps BEFORE DELETE ON log BEGIN SELECT raise(ABORT, 'the log is append-only'); END;

  CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    iri TEXT NOT NULL UNIQUE,
    entity TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('model', 'device', 'graph')),
    name TEXT NOT NULL,
    basis TEXT NOT NULL CHECK (basis IN ('measured', 'planned', 'predicted', 'declared')),
    stated_by TEXT NOT NULL,
    place TEXT NOT NULL,
    file BLOB NOT NULL REFERENCES files (digest),
    media_type TEXT NOT NULL,
    base TEXT NOT NULL,
    derived_from TEXT NOT NULL,
    seq INTEGER NOT NULL REFERENCES log (seq),
    facts TEXT NOT NULL,
    UNIQUE (entity, place)
  ) STRICT;
  CREATE INDEX documents_by_name ON documents (name COLLATE NOCASE);
  CREATE INDEX documents_by_file ON documents (file);
  CREATE INDEX documents_by_kind ON documents (kind, entity);

  CREATE TABLE bodies (
    document INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    triples_bytes INTEGER NOT NULL CHECK (triples_bytes >= length(triples)),
    triples BLOB NOT NULL,
    detail_bytes INTEGER NOT NULL CHECK (detail_bytes >= length(detail)),
    detail BLOB NOT NULL
  ) STRICT;

  CREATE TABLE imports (
    time TEXT NOT NULL,
    actor TEXT NOT NULL,
    manifest BLOB NOT NULL CHECK (length(manifest) = 32)
  ) STRICT;
)sql";

// Statements that two entities are one; sources told apart by a key instead of a file's name. SQLite
// changes no CHECK in place, and a table that others refer to must go after them.
constexpr const char* kVersion2 = R"sql(
  CREATE TABLE documents_2 (
    id INTEGER PRIMARY KEY,
    iri TEXT NOT NULL UNIQUE,
    entity TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('model', 'device', 'graph', 'statement')),
    name TEXT NOT NULL,
    basis TEXT NOT NULL CHECK (basis IN ('measured', 'planned', 'predicted', 'declared')),
    stated_by TEXT NOT NULL,
    place TEXT NOT NULL,
    source_key TEXT NOT NULL,
    file BLOB NOT NULL REFERENCES files (digest),
    media_type TEXT NOT NULL,
    base TEXT NOT NULL,
    derived_from TEXT NOT NULL,
    seq INTEGER NOT NULL REFERENCES log (seq),
    facts TEXT NOT NULL,
    UNIQUE (entity, place),
    UNIQUE (entity, source_key)
  ) STRICT;
  INSERT INTO documents_2
    SELECT id, iri, entity, kind, name, basis, stated_by, place, place, file, media_type, base, derived_from, seq, facts
    FROM documents;
  CREATE TABLE bodies_2 (
    document INTEGER PRIMARY KEY REFERENCES documents_2 (id) ON DELETE CASCADE,
    triples_bytes INTEGER NOT NULL CHECK (triples_bytes >= length(triples)),
    triples BLOB NOT NULL,
    detail_bytes INTEGER NOT NULL CHECK (detail_bytes >= length(detail)),
    detail BLOB NOT NULL
  ) STRICT;
  INSERT INTO bodies_2 SELECT document, triples_bytes, triples, detail_bytes, detail FROM bodies;
  DROP TABLE bodies;
  DROP TABLE documents;
  ALTER TABLE documents_2 RENAME TO documents;
  ALTER TABLE bodies_2 RENAME TO bodies;
  CREATE INDEX documents_by_name ON documents (name COLLATE NOCASE);
  CREATE INDEX documents_by_file ON documents (file);
  CREATE INDEX documents_by_kind ON documents (kind, entity);
  CREATE INDEX documents_derived ON documents (kind, entity) WHERE derived_from <> '';
)sql";

// Heads and records of documents that went. What went before this version is not known any more.
constexpr const char* kVersion3 = R"sql(
  CREATE TABLE earlier (
    id INTEGER PRIMARY KEY,
    iri TEXT NOT NULL,
    entity TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('model', 'device', 'graph', 'statement')),
    name TEXT NOT NULL,
    basis TEXT NOT NULL CHECK (basis IN ('measured', 'planned', 'predicted', 'declared')),
    stated_by TEXT NOT NULL,
    place TEXT NOT NULL,
    source_key TEXT NOT NULL,
    file BLOB NOT NULL CHECK (length(file) = 32),
    media_type TEXT NOT NULL,
    base TEXT NOT NULL,
    derived_from TEXT NOT NULL,
    seq INTEGER NOT NULL REFERENCES log (seq),
    until INTEGER NOT NULL REFERENCES log (seq) CHECK (until > seq),
    facts TEXT NOT NULL
  ) STRICT;
  CREATE INDEX earlier_by_kind ON earlier (kind, entity);
  CREATE INDEX earlier_by_entity ON earlier (entity);
  CREATE INDEX earlier_by_end ON earlier (until);
  CREATE TRIGGER earlier_stays BEFORE UPDATE ON earlier BEGIN SELECT raise(ABORT, 'what was is not changed'); END;
  CREATE TRIGGER earlier_keeps BEFORE DELETE ON earlier BEGIN SELECT raise(ABORT, 'what was is kept'); END;
)sql";

constexpr Step kSteps[] = {
    {1, kVersion1},
    {2, kVersion2},
    {3, kVersion3},
};

}  // namespace

std::span<const Step> steps() { return kSteps; }

std::int64_t newest_version() { return steps().back().to; }

Result<Condition> condition_of(const Connection& connection) {
  const auto application = KG_TRY(connection.number("PRAGMA application_id"));
  const auto version = KG_TRY(connection.number("PRAGMA user_version"));
  const auto tables = KG_TRY(connection.number("SELECT count(*) FROM sqlite_schema"));
  if (application == 0 && version == 0 && tables == 0) return Condition::empty;
  if (application != kApplicationId || version < 1) return Condition::foreign;
  if (version > newest_version()) return Condition::newer;
  return version < newest_version() ? Condition::older : Condition::current;
}

Result<void> migrate(const Connection& connection, std::span<const Step> steps_to_take) {
  const auto version = KG_TRY(connection.number("PRAGMA user_version"));
  KG_CHECK(connection.execute(fmt::format("PRAGMA application_id = {}", kApplicationId).c_str()));
  for (const Step& step : steps_to_take) {
    if (step.to <= version) continue;
    KG_CHECK(connection.execute(step.sql));
    KG_CHECK(connection.execute(fmt::format("PRAGMA user_version = {}", step.to).c_str()));
  }
  return {};
}

}  // namespace kilograph::knowledge::ledger
