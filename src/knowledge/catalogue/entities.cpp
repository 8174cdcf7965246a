// Entities: the union of their current documents, best first.
#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <type_traits>
#include <unordered_map>
#include <utility>

#include "knowledge/catalogue/gathering.hpp"
#include "knowledge/catalogue/naming.hpp"
#include "knowledge/catalogue/state.hpp"
#include "knowledge/record.hpp"

namespace kilograph::knowledge {
namespace {

// Documents arrive newest first, and stay so among those of one rank.
template <class T, class SourceOf>
void order_by_rank(std::vector<T>& documents, SourceOf source_of) {
  std::map<int, std::vector<T>> by_rank;
  for (T& document : documents) {
    const int rank = domain::rank_of(source_of(document));
    by_rank[rank].push_back(std::move(document));
  }
  documents.clear();
  for (auto& [rank, equal] : by_rank) std::move(equal.begin(), equal.end(), std::back_inserter(documents));
}

// Collects the documents of one entity after the other.
template <class F>
class Gathering {
 public:
  Result<void> take(ledger::StoredDocument stored, std::string_view detail) {
    if (entities_.empty() || entities_.back().id != stored.head.entity) {
      finish();
      entities_.push_back({stored.head.entity, {}, {}, {}});
    }
    domain::Facts facts = KG_TRY(from_record(stored.head.kind, stored.facts, detail));
    auto* typed = std::get_if<F>(&facts);
    names_.push_back({std::move(stored.head.name), domain::rank_of(stored.head.source), stored.seq});
    if (typed != nullptr) entities_.back().documents.push_back({std::move(stored.head.source), std::move(*typed)});
    return {};
  }

  // The entities that no more documents come of, where documents come ordered by entity.
  std::vector<domain::Entity<F>> done() {
    if (entities_.size() < 2) return {};
    domain::Entity<F> open = std::move(entities_.back());
    entities_.pop_back();
    std::vector<domain::Entity<F>> done = std::exchange(entities_, {});
    entities_.push_back(std::move(open));
    return done;
  }

  std::vector<domain::Entity<F>> all() {
    finish();
    std::sort(entities_.begin(), entities_.end(), [](const auto& a, const auto& b) {
      return std::pair<std::string_view, std::string_view>(a.name, a.id) <
             std::pair<std::string_view, std::string_view>(b.name, b.id);
    });
    return std::move(entities_);
  }

 private:
  void finish() {
    if (entities_.empty()) return;
    domain::Entity<F>& entity = entities_.back();
    order_by_rank(entity.documents, [](const auto& document) -> const domain::Source& { return document.source; });
    entity.name = counting_name(std::exchange(names_, {}));
  }

  std::vector<domain::Entity<F>> entities_;
  std::vector<GivenName> names_;  // of the entity being gathered
};

template <class F>
constexpr domain::EntityKind kKindOf =
    std::is_same_v<F, domain::ModelFacts> ? domain::EntityKind::model : domain::EntityKind::device;

// Looked up among all that were read, each base once.
Result<void> inherit(std::vector<domain::DeviceEntity>& devices, const Sameness& sameness) {
  std::unordered_map<std::string, std::size_t> by_id;
  for (std::size_t i = 0; i < devices.size(); ++i) by_id.emplace(devices[i].id, i);
  Inheritance inheritance([&](const std::string& id) -> Result<std::optional<domain::DeviceEntity>> {
    const auto found = by_id.find(sameness.preferred(id));
    if (found == by_id.end()) return std::nullopt;
    domain::DeviceEntity base = devices[found->second];
    base.bases.clear();
    base.missing_bases.clear();
    return base;
  });
  for (domain::DeviceEntity& device : devices) KG_CHECK(inheritance.complete(device));
  return {};
}

Result<void> inherit(std::vector<domain::ModelEntity>&, const Sameness&) { return {}; }

template <class F>
Result<std::vector<domain::Entity<F>>> all_of(const ledger::Moment& moment) {
  const auto snapshot = KG_TRY(ledger::Transaction::begin(moment.ledger().connection(), ledger::Access::read));
  return gather_all<F>(moment, KG_TRY(Sameness::read(moment)));
}

template <class F>
Result<std::optional<domain::Entity<F>>> one_of(const ledger::Moment& moment, std::string_view id) {
  const auto snapshot = KG_TRY(ledger::Transaction::begin(moment.ledger().connection(), ledger::Access::read));
  const Sameness sameness = KG_TRY(Sameness::read(moment));
  auto entity = KG_TRY(gather_one<F>(moment, sameness, id));
  if constexpr (std::is_same_v<F, domain::DeviceFacts>) {
    if (entity) KG_CHECK(inheritance_in(moment, sameness).complete(*entity));
  }
  return entity;
}

template <class Found>
auto needed(Result<Found> found, domain::EntityKind kind, std::string_view id) -> Result<typename Found::value_type> {
  if (!found) return fail(std::move(found).error());
  if (*found) return **std::move(found);
  return fail(ErrorKind::not_found, "there is no " + std::string(domain::name_of(kind)) + " of this id",
              std::string(id));
}

}  // namespace

template <class F>
Result<std::optional<domain::Entity<F>>> gather_one(const ledger::Moment& moment, const Sameness& sameness,
                                                    std::string_view id) {
  Gathering<F> gathering;
  const auto take = [&](ledger::StoredDocument stored) -> Result<void> {
    if (stored.head.kind != kKindOf<F>) return {};
    const Bytes detail = KG_TRY(moment.ledger().packer.unpack(stored.detail.bytes, stored.detail.unpacked_bytes));
    return gathering.take(std::move(stored), text_of(detail));
  };
  for (const std::string& member : sameness.members(id)) {
    KG_CHECK(moment.each_of_entity(member, take));
  }
  auto entities = gathering.all();
  sameness.unite(entities);
  return entities.empty() ? std::nullopt : std::optional(std::move(entities.front()));
}

template <class F>
Result<std::vector<domain::Entity<F>>> gather_all(const ledger::Moment& moment, const Sameness& sameness) {
  Gathering<F> gathering;
  KG_CHECK(moment.each_of_kind(kKindOf<F>,
                               [&](ledger::StoredDocument stored) { return gathering.take(std::move(stored), {}); }));
  auto entities = gathering.all();
  sameness.unite(entities);
  KG_CHECK(inherit(entities, sameness));
  return entities;
}

Result<void> each_device(const ledger::Moment& moment, const Sameness& sameness, const TakeDevice& take) {
  Gathering<domain::DeviceFacts> gathering;
  Inheritance inheritance = inheritance_in(moment, sameness);
  std::vector<domain::DeviceEntity> united;
  const auto pass_on = [&](std::vector<domain::DeviceEntity> devices) -> Result<void> {
    for (domain::DeviceEntity& device : devices) {
      if (sameness.members(device.id).size() > 1) {
        united.push_back(std::move(device));
        continue;
      }
      KG_CHECK(inheritance.complete(device));
      take(device);
    }
    return {};
  };
  const auto gather = [&](ledger::StoredDocument stored) -> Result<void> {
    KG_CHECK(gathering.take(std::move(stored), {}));
    return pass_on(gathering.done());
  };
  KG_CHECK(moment.each_of_kind(domain::EntityKind::device, gather));
  KG_CHECK(pass_on(gathering.all()));
  std::ranges::sort(united, {}, [](const auto& device) {
    return std::pair<std::string_view, std::string_view>(device.name, device.id);
  });
  sameness.unite(united);
  for (domain::DeviceEntity& device : united) {
    KG_CHECK(inheritance.complete(device));
    take(device);
  }
  return {};
}

template Result<std::optional<domain::ModelEntity>> gather_one(const ledger::Moment&, const Sameness&,
                                                               std::string_view);
template Result<std::optional<domain::DeviceEntity>> gather_one(const ledger::Moment&, const Sameness&,
                                                                std::string_view);
template Result<std::vector<domain::ModelEntity>> gather_all(const ledger::Moment&, const Sameness&);
template Result<std::vector<domain::DeviceEntity>> gather_all(const ledger::Moment&, const Sameness&);

Inheritance inheritance_in(ledger::Moment moment, const Sameness& sameness) {
  return Inheritance(
      [moment, &sameness](const std::string& base) { return gather_one<domain::DeviceFacts>(moment, sameness, base); });
}

Result<std::vector<domain::ModelEntity>> Catalogue::models() const {
  return all_of<domain::ModelFacts>(state_->ledger);
}

Result<std::vector<domain::DeviceEntity>> Catalogue::devices() const {
  return all_of<domain::DeviceFacts>(state_->ledger);
}

Result<domain::ModelEntity> Catalogue::model(std::string_view id) const {
  constexpr auto kind = domain::EntityKind::model;
  return needed(one_of<domain::ModelFacts>(state_->ledger, id), kind, id);
}

Result<domain::DeviceEntity> Catalogue::device(std::string_view id) const {
  constexpr auto kind = domain::EntityKind::device;
  return needed(one_of<domain::DeviceFacts>(state_->ledger, id), kind, id);
}

Result<std::int64_t> Catalogue::change_at(std::string_view time) const { return state_->ledger.log.last_seq_at(time); }

Result<std::int64_t> Catalogue::complete_since() const { return state_->ledger.earlier.complete_since(); }

Result<std::vector<domain::ModelEntity>> Catalogue::models_after(std::int64_t change) const {
  return all_of<domain::ModelFacts>({state_->ledger, change});
}

Result<std::vector<domain::DeviceEntity>> Catalogue::devices_after(std::int64_t change) const {
  return all_of<domain::DeviceFacts>({state_->ledger, change});
}

Result<std::optional<domain::ModelEntity>> Catalogue::model_after(std::int64_t change, std::string_view id) const {
  return one_of<domain::ModelFacts>({state_->ledger, change}, id);
}

Result<std::optional<domain::DeviceEntity>> Catalogue::device_after(std::int64_t change, std::string_view id) const {
  return one_of<domain::DeviceFacts>({state_->ledger, change}, id);
}

Result<void> Catalogue::inherit(domain::DeviceEntity& device) const {
  ledger::Ledger& ledger = state_->ledger;
  const auto snapshot = KG_TRY(ledger::Transaction::begin(ledger.connection(), ledger::Access::read));
  device.bases.clear();
  device.missing_bases.clear();
  const Sameness sameness = KG_TRY(Sameness::read(ledger));
  return inheritance_in(ledger, sameness).complete(device);
}

Result<std::vector<Document>> Catalogue::documents(std::string_view entity) const {
  ledger::Ledger& ledger = state_->ledger;
  std::vector<Document> found;
  const auto take = [&](ledger::StoredDocument stored) -> Result<void> {
    Document document = KG_TRY(ledger::unpack(ledger.packer, std::move(stored)));
    found.push_back(std::move(document));
    return {};
  };
  KG_CHECK(ledger.documents.each_of_entity(entity, take));
  order_by_rank(found, [](const Document& document) -> const domain::Source& { return document.source; });
  return found;
}

Result<std::vector<Document>> Catalogue::heads(std::string_view entity) const {
  std::vector<Document> found;
  KG_CHECK(state_->ledger.documents.each_head_of(entity, [&](ledger::StoredDocument stored) -> Result<void> {
    found.push_back(std::move(stored.head));
    return {};
  }));
  return found;
}

Result<void> Catalogue::each_head(const std::function<void(Document)>& visit) const {
  return state_->ledger.documents.each_head([&](ledger::StoredDocument stored) -> Result<void> {
    visit(std::move(stored.head));
    return {};
  });
}

}  // namespace kilograph::knowledge
