#include "knowledge/catalogue/sameness.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <utility>

#include "knowledge/record.hpp"

namespace kilograph::knowledge {
namespace {

Result<bool> is_kept(const ledger::Moment& moment, std::string_view entity, domain::EntityKind kind) {
  bool kept = false;
  KG_CHECK(moment.each_head_of(entity, [&](const ledger::StoredDocument& stored) -> Result<void> {
    kept = kept || stored.head.kind == kind;
    return {};
  }));
  return kept;
}

}  // namespace

Result<Sameness> Sameness::read(const ledger::Moment& moment) {
  std::vector<domain::SameStatement> statements;
  const auto take = [&](const ledger::StoredDocument& stored) -> Result<void> {
    domain::Facts facts = KG_TRY(from_record(stored.head.kind, stored.facts, {}));
    if (auto* statement = std::get_if<domain::SameStatement>(&facts)) statements.push_back(std::move(*statement));
    return {};
  };
  KG_CHECK(moment.each_of_kind(domain::EntityKind::statement, take));
  Sameness sameness;
  for (const domain::SameStatement& statement : statements) {
    const bool both = KG_TRY(is_kept(moment, statement.preferred, statement.of)) &&
                      KG_TRY(is_kept(moment, statement.other, statement.of));
    if (both) sameness.link(statement);
  }
  return sameness;
}

void Sameness::link(const domain::SameStatement& statement) {
  const std::string to = preferred(statement.preferred), from = preferred(statement.other);
  if (to == from) return;
  for (auto& [id, root] : preferred_) {
    if (root == from) root = to;
  }
  preferred_[from] = to;
}

std::string Sameness::preferred(std::string_view id) const {
  const auto found = preferred_.find(id);
  return found == preferred_.end() ? std::string(id) : found->second;
}

std::vector<std::string> Sameness::members(std::string_view id) const {
  std::vector<std::string> ids{preferred(id)};
  for (const auto& [other, root] : preferred_) {
    if (root == ids.front()) ids.push_back(other);
  }
  return ids;
}

template <class F>
void Sameness::unite(std::vector<domain::Entity<F>>& entities) const {
  if (empty()) return;
  std::unordered_map<std::string_view, domain::Entity<F>*> by_id;
  for (auto& entity : entities) by_id.emplace(entity.id, &entity);
  for (const auto& [id, root] : preferred_) {
    const auto other = by_id.find(id), whole = by_id.find(root);
    if (other == by_id.end() || whole == by_id.end()) continue;
    domain::Entity<F>&from = *other->second, &to = *whole->second;
    if (to.name.empty()) to.name = from.name;
    to.same_as.push_back(id);
    std::ranges::move(from.documents, std::back_inserter(to.documents));
    std::ranges::stable_sort(to.documents, {}, [](const auto& one) { return domain::rank_of(one.source); });
  }
  std::erase_if(entities, [&](const auto& entity) { return preferred_.contains(entity.id); });
}

template void Sameness::unite(std::vector<domain::ModelEntity>& entities) const;
template void Sameness::unite(std::vector<domain::DeviceEntity>& entities) const;

}  // namespace kilograph::knowledge
