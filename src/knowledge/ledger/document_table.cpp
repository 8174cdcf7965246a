#include "knowledge/ledger/document_table.hpp"

#include <utility>

#include "knowledge/ledger/document_row.hpp"

namespace kilograph::knowledge::ledger {
namespace {

const std::string kHead = "SELECT " + kHeadColumns;
constexpr int kFacts = kAfterHead;
constexpr int kBlobs = kFacts + 1;
const std::string kWhole = kHead +
                           ", d.facts, b.triples, b.triples_bytes, b.detail, b.detail_bytes"
                           " FROM documents d JOIN bodies b ON b.document = d.id";
const std::string kStanding = "SELECT id, iri, entity, file FROM documents";

enum Sql {
  sql_insert_head,
  sql_insert_body,
  sql_erase,
  sql_by_iri,
  sql_displaced,
  sql_by_entity,
  sql_of_kind,
  sql_derived,
  sql_models_outside,
  sql_devices_within,
  sql_heads,
  sql_heads_of,
  sql_heads_of_file,
  sql_heads_named,
  sql_of_entity,
  sql_all,
  sql_one,
  sql_count,
  sql_count_entities,
  sql_count_entities_of_kind,
};
const std::string kSql[] = {
    R"(INSERT INTO documents (iri, entity, kind, name, basis, stated_by, place, file, media_type, base, derived_from,
       seq, source_key, facts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id)",
    "INSERT INTO bodies (document, triples_bytes, triples, detail_bytes, detail) VALUES (?, ?, ?, ?, ?)",
    "DELETE FROM documents WHERE id = ?",
    kStanding + " WHERE iri = ?",
    kStanding + " WHERE iri = ?1 OR (entity = ?2 AND (source_key = ?3 OR place = ?4)) ORDER BY source_key = ?3 DESC",
    kStanding + " WHERE entity = ? ORDER BY iri",
    kHead + ", d.facts FROM documents d WHERE d.kind = ? ORDER BY d.entity, d.seq DESC",
    "SELECT DISTINCT entity FROM documents WHERE kind = ? AND derived_from <> '' ORDER BY entity",
    R"(SELECT DISTINCT entity FROM documents WHERE kind = 'model' AND entity < ?1
       UNION SELECT DISTINCT entity FROM documents WHERE kind = 'model' AND entity >= ?2)",
    "SELECT DISTINCT entity FROM documents WHERE entity >= ? AND entity < ? AND kind = 'device' ORDER BY entity",
    kHead + " FROM documents d ORDER BY d.entity, d.seq DESC",
    kHead + " FROM documents d WHERE d.entity = ? ORDER BY d.seq DESC",
    kHead + " FROM documents d WHERE d.file = ? ORDER BY d.iri",
    kHead + " FROM documents d WHERE d.name = ? COLLATE NOCASE ORDER BY d.entity, d.seq DESC",
    kWhole + " WHERE d.entity = ? ORDER BY d.seq DESC",
    kWhole + " ORDER BY d.iri",
    kWhole + " WHERE d.iri = ?",
    "SELECT count(*) FROM documents",
    "SELECT count(DISTINCT entity) FROM documents",
    "SELECT count(DISTINCT entity) FROM documents WHERE kind = ?",
};

Packed packed_at(const Rows& rows, int column) {
  const ByteView content = rows.bytes(column);
  return {Bytes(content.begin(), content.end()), static_cast<std::uint64_t>(rows.number(column + 1))};
}

Result<StoredDocument> whole_of(const Rows& rows) {
  StoredDocument stored = KG_TRY(head_from(rows));
  stored.facts = rows.text(kFacts);
  stored.triples = packed_at(rows, kBlobs);
  stored.detail = packed_at(rows, kBlobs + 2);
  return stored;
}

template <class Make>
Result<void> visit_all(Result<Rows> started, Make make, const DocumentTable::Visit& visit) {
  Rows rows = KG_TRY(std::move(started));
  while (KG_TRY(rows.next())) {
    StoredDocument stored = KG_TRY(make(rows));
    KG_CHECK(visit(std::move(stored)));
  }
  return {};
}

Result<std::uint64_t> one_number(Result<Rows> started) {
  Rows rows = KG_TRY(std::move(started));
  return KG_TRY(rows.next()) ? static_cast<std::uint64_t>(rows.number(0)) : 0;
}

Result<Standing> standing_in(const Rows& rows) {
  const Digest file = KG_TRY(rows.digest(3));
  return Standing{rows.number(0), std::string(rows.text(1)), std::string(rows.text(2)), file};
}

Result<std::vector<Standing>> all_standings(Result<Rows> started) {
  Rows rows = KG_TRY(std::move(started));
  std::vector<Standing> found;
  while (KG_TRY(rows.next())) {
    Standing next = KG_TRY(standing_in(rows));
    found.push_back(std::move(next));
  }
  return found;
}

Result<std::vector<std::string>> all_texts(Result<Rows> started) {
  Rows rows = KG_TRY(std::move(started));
  std::vector<std::string> texts;
  while (KG_TRY(rows.next())) texts.emplace_back(rows.text(0));
  return texts;
}

}  // namespace

Result<DocumentTable> DocumentTable::prepare(const Connection& connection) {
  return DocumentTable(KG_TRY(Statements::prepare(connection, kSql)));
}

Result<void> DocumentTable::insert(const StoredDocument& document) {
  const Document& head = document.head;
  std::int64_t id = 0;
  {
    Rows rows = KG_TRY(statements_[sql_insert_head].start(
        head.iri, head.entity, domain::name_of(head.kind), head.name, domain::name_of(head.source.basis),
        head.source.by, head.source.place, head.file, head.media_type, head.base, head.derived_from, document.seq,
        source_key_of(head), document.facts));
    KG_CHECK(rows.next());
    id = rows.number(0);
    KG_CHECK(rows.next());
  }
  return statements_[sql_insert_body].run(
      id, static_cast<std::int64_t>(document.triples.unpacked_bytes), document.triples.bytes,
      static_cast<std::int64_t>(document.detail.unpacked_bytes), document.detail.bytes);
}

Result<void> DocumentTable::erase(const Standing& standing) { return statements_[sql_erase].run(standing.id); }

Result<std::optional<Standing>> DocumentTable::standing(std::string_view iri) {
  auto found = KG_TRY(all_standings(statements_[sql_by_iri].start(iri)));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

Result<std::vector<Standing>> DocumentTable::displaced_by(const Document& head) {
  return all_standings(statements_[sql_displaced].start(head.iri, head.entity, source_key_of(head), head.source.place));
}

Result<std::vector<Standing>> DocumentTable::standings(std::string_view entity) {
  return all_standings(statements_[sql_by_entity].start(entity));
}

Result<void> DocumentTable::each_of_kind(domain::EntityKind kind, const Visit& visit) {
  const auto make = [](const Rows& rows) -> Result<StoredDocument> {
    StoredDocument stored = KG_TRY(head_from(rows));
    stored.facts = rows.text(kFacts);
    return stored;
  };
  return visit_all(statements_[sql_of_kind].start(domain::name_of(kind)), make, visit);
}

Result<std::vector<std::string>> DocumentTable::derived(domain::EntityKind kind) {
  return all_texts(statements_[sql_derived].start(domain::name_of(kind)));
}

Result<std::vector<std::string>> DocumentTable::models_outside(std::string_view folder) {
  std::string after(folder);
  ++after.back();
  return all_texts(statements_[sql_models_outside].start(folder, after));
}

Result<std::vector<std::string>> DocumentTable::devices_within(std::string_view folder) {
  std::string after(folder);
  ++after.back();
  return all_texts(statements_[sql_devices_within].start(folder, after));
}

Result<void> DocumentTable::each_head(const Visit& visit) {
  return visit_all(statements_[sql_heads].start(), head_from, visit);
}

Result<void> DocumentTable::each_head_of(std::string_view entity, const Visit& visit) {
  return visit_all(statements_[sql_heads_of].start(entity), head_from, visit);
}

Result<void> DocumentTable::each_head_of_file(const Digest& file, const Visit& visit) {
  return visit_all(statements_[sql_heads_of_file].start(file), head_from, visit);
}

Result<void> DocumentTable::each_head_named(std::string_view name, const Visit& visit) {
  return visit_all(statements_[sql_heads_named].start(name), head_from, visit);
}

Result<void> DocumentTable::each_of_entity(std::string_view entity, const Visit& visit) {
  return visit_all(statements_[sql_of_entity].start(entity), whole_of, visit);
}

Result<void> DocumentTable::each(const Visit& visit) {
  return visit_all(statements_[sql_all].start(), whole_of, visit);
}

Result<std::optional<StoredDocument>> DocumentTable::find(std::string_view iri) {
  Rows rows = KG_TRY(statements_[sql_one].start(iri));
  if (!KG_TRY(rows.next())) return std::nullopt;
  return KG_TRY(whole_of(rows));
}

Result<std::uint64_t> DocumentTable::count() { return one_number(statements_[sql_count].start()); }

Result<std::uint64_t> DocumentTable::count_entities() { return one_number(statements_[sql_count_entities].start()); }

Result<std::uint64_t> DocumentTable::count_entities(domain::EntityKind kind) {
  return one_number(statements_[sql_count_entities_of_kind].start(domain::name_of(kind)));
}

}  // namespace kilograph::knowledge::ledger
