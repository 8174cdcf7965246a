#include "knowledge/catalogue.hpp"

#include <utility>

#include "domain/name_table.hpp"
#include "knowledge/catalogue/state.hpp"
#include "knowledge/ledger/limits.hpp"
#include "knowledge/ledger/timestamp.hpp"
#include "knowledge/record.hpp"

namespace kilograph::knowledge {
namespace {

constexpr domain::NameRow<Change> kChanges[] = {
    {Change::added, "added"},
    {Change::changed, "changed"},
    {Change::unchanged, "unchanged"},
};

// The statements that the entity is the same as another.
Result<std::vector<std::string>> statements_about(ledger::Ledger& ledger, std::string_view entity) {
  std::vector<std::string> found;
  const auto take = [&](const ledger::StoredDocument& stored) -> Result<void> {
    const domain::Facts facts = KG_TRY(from_record(stored.head.kind, stored.facts, {}));
    const auto* statement = std::get_if<domain::SameStatement>(&facts);
    if (statement && (statement->preferred == entity || statement->other == entity)) {
      found.push_back(stored.head.entity);
    }
    return {};
  };
  KG_CHECK(ledger.documents.each_of_kind(domain::EntityKind::statement, take));
  return found;
}

// Nothing where it has gone already, as a statement with one of the entities that it is about.
Result<void> drop_entity(ledger::Ledger& ledger, std::string_view id, std::string_view actor, std::string_view now) {
  for (const auto& standing : KG_TRY(ledger.documents.standings(id))) KG_CHECK(ledger.drop(standing, actor, now));
  return {};
}

}  // namespace

std::string_view name_of(Change change) { return domain::name_in(kChanges, change); }

Result<void> check_writable(Catalogue::Access access) {
  if (access == Catalogue::Access::write) return {};
  return fail(ErrorKind::usage, "the catalogue was opened for reading only");
}

Result<void> check_actor(std::string_view actor) {
  if (actor.size() <= ledger::kMaxTextBytes) return {};
  return fail(ErrorKind::usage, "the actor's name is too long");
}

Catalogue::Catalogue(std::unique_ptr<State> state) : state_(std::move(state)) {}
Catalogue::Catalogue(Catalogue&&) noexcept = default;
Catalogue& Catalogue::operator=(Catalogue&&) noexcept = default;
Catalogue::~Catalogue() = default;

Result<Catalogue> Catalogue::create(const std::filesystem::path& folder) {
  ledger::Ledger ledger = KG_TRY(ledger::Ledger::create(folder));
  return Catalogue(std::make_unique<State>(std::move(ledger), Access::write));
}

Result<Catalogue> Catalogue::open(const std::filesystem::path& folder, Access access) {
  const auto how = access == Access::write ? ledger::Access::write : ledger::Access::read;
  ledger::Ledger ledger = KG_TRY(ledger::Ledger::open(folder, how));
  return Catalogue(std::make_unique<State>(std::move(ledger), access));
}

Result<void> Catalogue::remove(std::string_view id, std::string_view actor) {
  return remove_all({std::string(id)}, actor);
}

Result<void> Catalogue::remove_all(const std::vector<std::string>& ids, std::string_view actor) {
  KG_CHECK(check_writable(state_->access));
  KG_CHECK(check_actor(actor));
  ledger::Ledger& ledger = state_->ledger;
  auto transaction = KG_TRY(ledger::Transaction::begin(ledger.connection(), ledger::Access::write));
  for (const std::string& id : ids) {
    const bool absent = KG_TRY(ledger.documents.standings(id)).empty();
    if (absent) return fail(ErrorKind::not_found, "there is no entity of this id", id);
  }
  const std::string now = ledger::timestamp_now();
  for (const std::string& id : ids) {
    for (const std::string& statement : KG_TRY(statements_about(ledger, id))) {
      KG_CHECK(drop_entity(ledger, statement, actor, now));
    }
    KG_CHECK(drop_entity(ledger, id, actor, now));
  }
  return transaction.commit();
}

Result<Counts> Catalogue::counts() const {
  ledger::Ledger& ledger = state_->ledger;
  const auto snapshot = KG_TRY(ledger::Transaction::begin(ledger.connection(), ledger::Access::read));
  Counts counts;
  counts.models = KG_TRY(ledger.documents.count_entities(domain::EntityKind::model));
  counts.devices = KG_TRY(ledger.documents.count_entities(domain::EntityKind::device));
  counts.graphs = KG_TRY(ledger.documents.count_entities(domain::EntityKind::graph));
  counts.documents = KG_TRY(ledger.documents.count());
  counts.files = KG_TRY(ledger.files.count());
  counts.log_entries = KG_TRY(ledger.log.count());
  return counts;
}

Result<std::optional<Bytes>> Catalogue::file(const Digest& digest) const {
  const auto packed = KG_TRY(state_->ledger.files.find(digest));
  if (!packed) return std::nullopt;
  return KG_TRY(state_->ledger.packer.unpack(packed->bytes, packed->unpacked_bytes));
}

Result<std::vector<LogEntry>> Catalogue::log(std::int64_t since) const {
  std::vector<LogEntry> entries;
  KG_CHECK(state_->ledger.log.each(since, [&](LogEntry entry) -> Result<void> {
    entries.push_back(std::move(entry));
    return {};
  }));
  return entries;
}

}  // namespace kilograph::knowledge
