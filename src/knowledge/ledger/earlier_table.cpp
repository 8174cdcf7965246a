#include "knowledge/ledger/earlier_table.hpp"

#include <string>
#include <utility>

#include "knowledge/ledger/document_row.hpp"

namespace kilograph::knowledge::ledger {
namespace {

enum Sql { sql_keep, sql_of_kind, sql_of_entity, sql_complete, sql_all };

// Two tables, one condition; ?1 is what is asked for, ?2 the log entry.
std::string standing_at(const std::string& condition) {
  const std::string row = "SELECT " + kHeadColumns + ", d.facts FROM ";
  return row + "documents d WHERE " + condition + " AND d.seq <= ?2 UNION ALL " + row + "earlier d WHERE " + condition +
         " AND d.seq <= ?2 AND d.until > ?2 ORDER BY 2, 12 DESC";
}

const std::string kSql[] = {
    R"(INSERT INTO earlier (iri, entity, kind, name, basis, stated_by, place, source_key, file, media_type, base,
       derived_from, seq, until, facts)
       SELECT iri, entity, kind, name, basis, stated_by, place, source_key, file, media_type, base,
       derived_from, seq, ?2, facts FROM documents WHERE id = ?1)",
    standing_at("d.kind = ?1"),
    standing_at("d.entity = ?1"),
    R"(SELECT coalesce(max(seq), 0) FROM log
       WHERE action <> 'add' AND NOT EXISTS (SELECT 1 FROM earlier WHERE until = log.seq))",
    "SELECT " + kHeadColumns + ", d.facts FROM earlier d ORDER BY d.id",
};

Result<void> visit_all(Result<Rows> started, const DocumentTable::Visit& visit) {
  Rows rows = KG_TRY(std::move(started));
  while (KG_TRY(rows.next())) {
    StoredDocument stored = KG_TRY(head_from(rows));
    stored.facts = rows.text(kAfterHead);
    KG_CHECK(visit(std::move(stored)));
  }
  return {};
}

}  // namespace

Result<EarlierTable> EarlierTable::prepare(const Connection& connection) {
  return EarlierTable(KG_TRY(Statements::prepare(connection, kSql)));
}

Result<void> EarlierTable::keep(const Standing& standing, std::int64_t until) {
  return statements_[sql_keep].run(standing.id, until);
}

Result<void> EarlierTable::each_of_kind(domain::EntityKind kind, std::int64_t at, const DocumentTable::Visit& visit) {
  return visit_all(statements_[sql_of_kind].start(domain::name_of(kind), at), visit);
}

Result<void> EarlierTable::each_of_entity(std::string_view entity, std::int64_t at, const DocumentTable::Visit& visit) {
  return visit_all(statements_[sql_of_entity].start(entity, at), visit);
}

Result<std::int64_t> EarlierTable::complete_since() {
  Rows rows = KG_TRY(statements_[sql_complete].start());
  return KG_TRY(rows.next()) ? rows.number(0) : 0;
}

Result<void> EarlierTable::each(const DocumentTable::Visit& visit) {
  return visit_all(statements_[sql_all].start(), visit);
}

}  // namespace kilograph::knowledge::ledger
