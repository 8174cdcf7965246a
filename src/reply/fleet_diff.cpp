#include "reply/fleet_diff.hpp"

#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "reply/naming.hpp"

namespace kilograph::reply {
namespace {

using domain::DeviceEntity, domain::ModelEntity;
using MaybeModel = std::optional<ModelEntity>;

std::string shown(const auto& entity) { return entity.name.empty() ? entity.id : entity.name; }

// The verdicts of one side.
class Side {
 public:
  Side(Fleet fleet, const std::vector<MaybeModel>& models, const match::Judge& judge)
      : fleet_(std::move(fleet)), classes_(classes_of(fleet_)) {
    for (const MaybeModel& model : models) {
      verdicts_.push_back(model ? verdicts_of({*model}, fleet_, classes_, judge) : std::vector<domain::Verdict>{});
    }
  }
  const Fleet& fleet() const { return fleet_; }

  // Of the model and the device at these places; nothing where one of them is absent.
  std::optional<domain::Answer> answer(std::size_t model, std::optional<std::size_t> device) const {
    if (!device || verdicts_[model].empty()) return std::nullopt;
    return verdicts_[model][classes_.of[*device]].answer;
  }

 private:
  Fleet fleet_;
  FleetClasses classes_;
  std::vector<std::vector<domain::Verdict>> verdicts_;  // of each model, of each class
};

void add_pair(FleetDiffAnswer& answer, const std::string& model, const Fleet& fleet, const DeviceEntity& device,
              std::optional<domain::Answer> before, std::optional<domain::Answer> after) {
  if (!before && !after) return;
  if (before == after) {
    ++answer.same;
    return;
  }
  const std::string kind = fleet.kind_of(device);
  answer.changes.push_back({model, shown(device), device.id, kind.empty() ? "" : fleet.name_of(kind), before, after});
}

// Where a device is on each side.
struct Places {
  std::optional<std::size_t> left, right;
};

std::vector<Places> places_in(const Fleet& left, const Fleet& right) {
  using Key = std::pair<std::string, std::string>;
  std::map<std::string, Places> by_id;
  for (std::size_t i = 0; i < left.devices.size(); ++i) by_id[left.devices[i].id].left = i;
  for (std::size_t i = 0; i < right.devices.size(); ++i) by_id[right.devices[i].id].right = i;
  std::map<Key, Places> by_name;
  for (const auto& [id, places] : by_id) {
    const DeviceEntity& device = places.right ? right.devices[*places.right] : left.devices[*places.left];
    by_name.emplace(Key{shown(device), id}, places);
  }
  std::vector<Places> all;
  for (const auto& [key, places] : by_name) all.push_back(places);
  return all;
}

Result<std::vector<ModelEntity>> models_of(const Standpoint& left, const Standpoint& right) {
  std::map<std::string, ModelEntity> by_id;
  for (const Standpoint* side : {&right, &left}) {
    auto models = KG_TRY(side->models());
    for (ModelEntity& model : without_hearsay(std::move(models))) by_id.try_emplace(model.id, std::move(model));
  }
  std::map<std::pair<std::string, std::string>, ModelEntity> by_name;
  for (auto& [id, model] : by_id) by_name.emplace(std::pair{shown(model), id}, std::move(model));
  std::vector<ModelEntity> models;
  for (auto& [key, model] : by_name) models.push_back(std::move(model));
  return models;
}

}  // namespace

FleetDiffAnswer diff_of_models(const ModelEntity& left, const ModelEntity& right, Fleet fleet,
                               const match::Judge& judge) {
  const Side side(std::move(fleet), {left, right}, judge);
  FleetDiffAnswer answer{side.fleet().selection, shown(left), shown(right), {}};
  for (std::size_t i = 0; i < side.fleet().devices.size(); ++i) {
    add_pair(answer, shown(right), side.fleet(), side.fleet().devices[i], side.answer(0, i), side.answer(1, i));
  }
  return answer;
}

Result<FleetDiffAnswer> diff_of_states(const Standpoint& left, const Standpoint& right, const Selection& selection,
                                       std::vector<ModelEntity> models, const match::Judge& judge) {
  if (models.empty()) models = KG_TRY(models_of(left, right));
  std::vector<MaybeModel> before, after;
  for (const ModelEntity& model : models) {
    before.push_back(KG_TRY(left.model(model.id)));
    after.push_back(KG_TRY(right.model(model.id)));
    if (!before.back() && !after.back()) before.back() = after.back() = model;
  }
  auto devices_then = KG_TRY(left.devices()), devices_now = KG_TRY(right.devices());
  auto [fleet_then, fleet_now] = KG_TRY(fleets_of(std::move(devices_then), std::move(devices_now), selection));
  const Side then(std::move(fleet_then), before, judge), now(std::move(fleet_now), after, judge);
  const std::vector<Places> places = places_in(then.fleet(), now.fleet());
  FleetDiffAnswer answer{now.fleet().selection, left.words(), right.words(), {}};
  for (std::size_t m = 0; m < models.size(); ++m) {
    for (const Places& at : places) {
      const Side& known = at.right ? now : then;
      add_pair(answer, shown(models[m]), known.fleet(), known.fleet().devices[at.right ? *at.right : *at.left],
               then.answer(m, at.left), now.answer(m, at.right));
    }
  }
  return answer;
}

}  // namespace kilograph::reply
