// Entities by what people call them.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "domain/spelling.hpp"
#include "knowledge/catalogue/naming.hpp"
#include "knowledge/catalogue/sameness.hpp"
#include "knowledge/catalogue/state.hpp"

namespace kilograph::knowledge {
namespace {

constexpr std::size_t kShortestDigest = 4;  // fewer digits are a name, not the beginning of a digest
constexpr std::size_t kNearest = 3;
constexpr std::string_view kStatementNames = "same:";
constexpr std::size_t kMostIds = 20;        // in an error; a fleet may share a name

bool is_digest_beginning(std::string_view text) {
  return text.size() >= kShortestDigest && text.size() <= 64 &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

tl::unexpected<Error> ambiguous(std::string_view name, const std::vector<EntityRef>& entities) {
  std::string ids;
  const bool is_one_kind =
      std::ranges::all_of(entities, [&](const EntityRef& entity) { return entity.kind == entities.front().kind; });
  for (std::size_t i = 0; i < std::min(entities.size(), kMostIds); ++i) {
    ids += (i > 0 ? ", " : "") + entities[i].id;
    if (!is_one_kind) ids += fmt::format(" (a {})", domain::name_of(entities[i].kind));
  }
  if (entities.size() > kMostIds) ids += fmt::format(" and {} more", entities.size() - kMostIds);
  return fail(ErrorKind::ambiguous, fmt::format("{} entities are called so", entities.size()), std::string(name), {},
              "Name one by its id: " + ids + ".");
}

tl::unexpected<Error> absent(std::string_view name, const std::vector<EntityRef>& all,
                             std::optional<domain::EntityKind> wanted) {
  std::set<std::string> names;
  const auto is_wanted = [&](const EntityRef& entity) { return entity.kind == wanted; };
  const bool has_wanted = std::ranges::any_of(all, is_wanted);
  for (const EntityRef& entity : all) {
    if (has_wanted && !is_wanted(entity)) continue;
    if (entity.kind == domain::EntityKind::statement && !name.starts_with(kStatementNames)) continue;
    names.insert(entity.name.empty() ? entity.id : entity.name);
  }
  const std::vector<std::string> near = domain::nearest(name, {names.begin(), names.end()}, kNearest);
  std::string advice;
  if (!near.empty()) {
    advice = fmt::format("The nearest {} '{}'.", near.size() == 1 ? "name is" : "names are", fmt::join(near, "', '"));
  } else if (names.empty()) {
    advice = "The catalogue is empty; add something with `kilograph add`.";
  } else {
    advice = "`kilograph fit` lists the models and devices by name.";
  }
  return fail(ErrorKind::not_found, "there is no entity of this name or id", std::string(name), {}, advice);
}

// Ids of the entities that some document calls so: letter for letter, else ignoring case.
Result<std::set<std::string>> ids_named(ledger::Ledger& ledger, std::string_view name) {
  std::set<std::string> exact, ignoring_case;
  if (name.empty()) return exact;
  const auto take = [&](ledger::StoredDocument stored) -> Result<void> {
    (stored.head.name == name ? exact : ignoring_case).insert(std::move(stored.head.entity));
    return {};
  };
  KG_CHECK(ledger.documents.each_head_named(name, take));
  return exact.empty() ? ignoring_case : exact;
}

// The entity that the documents visited by `each` make up.
template <class Each>
Result<std::vector<EntityRef>> entities_from(Each each) {
  struct Head {
    domain::EntityKind kind;
    std::vector<GivenName> names;
  };
  std::map<std::string, Head> heads;
  KG_CHECK(each([&](ledger::StoredDocument stored) -> Result<void> {
    Head& head = heads.try_emplace(std::move(stored.head.entity), Head{stored.head.kind, {}}).first->second;
    head.names.push_back({std::move(stored.head.name), domain::rank_of(stored.head.source), stored.seq});
    return {};
  }));
  std::vector<EntityRef> entities;
  for (auto& [id, head] : heads) entities.push_back({id, head.kind, counting_name(std::move(head.names))});
  return entities;
}

}  // namespace

Result<std::vector<EntityRef>> Catalogue::entities() const {
  ledger::DocumentTable& documents = state_->ledger.documents;
  auto entities = KG_TRY(entities_from([&](const auto& visit) { return documents.each_head(visit); }));
  std::sort(entities.begin(), entities.end(), [](const EntityRef& a, const EntityRef& b) {
    return std::tie(a.kind, a.name, a.id) < std::tie(b.kind, b.name, b.id);
  });
  return entities;
}

Result<std::vector<EntityRef>> Catalogue::same(std::string_view id) const {
  ledger::DocumentTable& documents = state_->ledger.documents;
  const Sameness sameness = KG_TRY(Sameness::read(state_->ledger));
  std::vector<EntityRef> members;
  for (const std::string& member : sameness.members(id)) {
    auto entity = KG_TRY(entities_from([&](const auto& visit) { return documents.each_head_of(member, visit); }));
    std::move(entity.begin(), entity.end(), std::back_inserter(members));
  }
  return members;
}

Result<void> Catalogue::each_name(const std::function<void(EntityName)>& visit) const {
  return state_->ledger.documents.each_head([&](ledger::StoredDocument stored) -> Result<void> {
    visit({std::move(stored.head.entity), std::move(stored.head.name), stored.head.kind});
    return {};
  });
}

Result<std::vector<std::string>> Catalogue::entities_of_source(std::string_view source_key) const {
  std::vector<std::string> entities;
  KG_CHECK(state_->ledger.documents.each_head([&](ledger::StoredDocument stored) -> Result<void> {
    const bool is_new = entities.empty() || entities.back() != stored.head.entity;
    if (is_new && source_key_of(stored.head) == source_key) entities.push_back(std::move(stored.head.entity));
    return {};
  }));
  return entities;
}

Result<bool> Catalogue::has(std::string_view entity) const {
  return !KG_TRY(state_->ledger.documents.standings(entity)).empty();
}

Result<std::optional<std::string>> Catalogue::name_in(std::string_view document) const {
  auto kept = KG_TRY(state_->ledger.documents.find(document));
  if (!kept) return std::nullopt;
  return std::move(kept->head.name);
}

Result<EntityRef> Catalogue::find(std::string_view name_or_id, std::optional<domain::EntityKind> wanted) const {
  ledger::DocumentTable& documents = state_->ledger.documents;
  const auto snapshot = KG_TRY(ledger::Transaction::begin(state_->ledger.connection(), ledger::Access::read));
  auto ids = KG_TRY(ids_named(state_->ledger, name_or_id));
  if (!KG_TRY(documents.standings(name_or_id)).empty()) ids = {std::string(name_or_id)};
  const Sameness sameness = KG_TRY(Sameness::read(state_->ledger));
  std::set<std::string> preferred;
  for (const std::string& id : ids) preferred.insert(sameness.preferred(id));
  ids = std::move(preferred);

  std::vector<EntityRef> found;
  for (const std::string& id : ids) {
    auto entity = KG_TRY(entities_from([&](const auto& visit) { return documents.each_head_of(id, visit); }));
    std::move(entity.begin(), entity.end(), std::back_inserter(found));
  }
  const auto is_other = [&](const EntityRef& entity) { return entity.kind != wanted; };
  if (wanted && !std::ranges::all_of(found, is_other)) std::erase_if(found, is_other);
  if (found.size() == 1) return found.front();
  if (found.size() > 1) return ambiguous(name_or_id, found);

  const std::vector<EntityRef> all = KG_TRY(entities());
  if (is_digest_beginning(name_or_id)) {
    const std::string beginning = std::string(domain::kIdBase) + "model/" + std::string(name_or_id);
    const auto begins = [&](const EntityRef& entity) { return entity.id.starts_with(beginning); };
    std::copy_if(all.begin(), all.end(), std::back_inserter(found), begins);
  }
  if (found.size() == 1) return found.front();
  return found.empty() ? absent(name_or_id, all, wanted) : ambiguous(name_or_id, found);
}

}  // namespace kilograph::knowledge
