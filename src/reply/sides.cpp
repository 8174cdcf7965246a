#include "reply/sides.hpp"

#include <map>

#include "reply/fleet.hpp"
#include "reply/limits.hpp"
#include "reply/model_form.hpp"
#include "reply/naming.hpp"
#include "reply/need.hpp"
#include "reply/projection.hpp"
#include "reply/subject.hpp"
#include "reply/what_if.hpp"

namespace kilograph::reply {
namespace {

using knowledge::Catalogue;

template <class Entity>
Named name_of(const Entity& entity) {
  return {entity.id, entity.name.empty() ? entity.id : entity.name, further_names(entity)};
}

DeviceSide one_device(domain::DeviceEntity device) { return {{device}, {name_of(device)}, {0}}; }

// Kinds by the place of their facts in the projection, and by whom observations tell apart.
class Kinds {
 public:
  explicit Kinds(std::vector<std::string> observed) : observed_(std::move(observed)) {}

  template <class Entity, class Make>
  void add(const Entity& device, std::uint32_t facts, const Make& make) {
    const std::string own = is_told_apart(device.id, device.same_as, observed_) ? device.id : "";
    const auto [kind, is_new] = known_.try_emplace({facts, own}, static_cast<std::uint32_t>(side_.kinds.size()));
    if (is_new) side_.kinds.push_back(make());
    side_.names.push_back(name_of(device));
    side_.of.push_back(kind->second);
  }
  DeviceSide take() && { return std::move(side_); }

 private:
  std::vector<std::string> observed_;
  std::map<std::pair<std::uint32_t, std::string>, std::uint32_t> known_;
  DeviceSide side_;
};

DeviceSide all_devices(const match::projection::Projection& all, std::vector<std::string> observed) {
  Kinds kinds(std::move(observed));
  for (const auto number : all.devices().in_order()) {
    const match::projection::Row& row = all.devices()[number];
    kinds.add(row, row.facts, [&] { return all.device(number); });
  }
  return std::move(kinds).take();
}

DeviceSide devices_in(const Fleet& fleet, std::vector<std::string> observed) {
  Kinds kinds(std::move(observed));
  for (std::size_t i = 0; i < fleet.devices.size(); ++i) {
    kinds.add(fleet.devices[i], fleet.facts[i], [&] { return fleet.devices[i]; });
  }
  return std::move(kinds).take();
}

Result<Need> need_in(const Call& call, std::string_view option) {
  auto need = parse_need(call.text(option));
  if (!need) return fail(std::move(need).error().in("--" + std::string(option)));
  return need;
}

Result<void> fill_from_catalogue(Sides& sides, const Call& call, const Desk& desk, const match::Judge& judge) {
  const Catalogue catalogue = KG_TRY(open_catalogue(desk, Catalogue::Access::read));
  const Projected all = KG_TRY(projection_of(catalogue, desk));
  if (sides.models.empty()) sides.models = models_in(*all);
  if (!sides.devices.names.empty()) return {};
  auto observed = observed_on(sides.models, judge.limits);
  if (!call.has("group") && !call.has("where")) {
    sides.devices = all_devices(*all, std::move(observed));
    return {};
  }
  const Fleet fleet = KG_TRY(fleet_of(*all, catalogue, call));
  sides.devices = devices_in(fleet, std::move(observed));
  sides.selection = fleet.selection;
  return {};
}

Result<void> change_facts(const Call& call, const Desk& desk, Sides& sides, match::Judge& judge) {
  if (!call.has("if")) return {};
  const auto changes = parse_what_if(call.text("if"), judge.runtimes);
  if (!changes) return fail(Error(changes.error()).in("--if"));
  for (const Change& change : *changes) {
    if (change.what == Change::What::format) {
      sides.notes = take_for_int8(sides.models, call.text("model"), desk);
    } else {
      apply(change, sides.devices.kinds, judge);
    }
  }
  return {};
}

}  // namespace

Named named(const domain::ModelEntity& model) { return name_of(model); }

Result<Sides> sides_of(const Call& call, const Desk& desk, match::Judge& judge) {
  Sides sides;
  if (call.has("model")) sides.models.push_back(KG_TRY(find_model(desk, call.text("model"))));
  if (call.has("device")) sides.devices = one_device(KG_TRY(find_device(desk, call.text("device"))));
  if (call.has("need")) {
    const Need need = KG_TRY(need_in(call, "need"));
    judge.kinds = kinds_of(need);
    sides.models.push_back(model_of(need));
  }
  if (call.has("have")) sides.devices = one_device(device_of(KG_TRY(need_in(call, "have"))));
  if (sides.models.empty() || sides.devices.names.empty()) KG_CHECK(fill_from_catalogue(sides, call, desk, judge));
  KG_CHECK(change_facts(call, desk, sides, judge));
  return sides;
}

}  // namespace kilograph::reply
