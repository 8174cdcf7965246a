#include "reply/fleet.hpp"

#include <algorithm>
#include <map>
#include <unordered_set>

#include "inspect/runtime/runtimes.hpp"
#include "reply/kept_text.hpp"
#include "reply/limits.hpp"

namespace kilograph::reply {
namespace {

using domain::DeviceEntity, domain::DeviceFacts;

// Says something itself that a verdict depends on.
bool states_hardware(const DeviceFacts& facts) {
  return !facts.sensors.empty() || !facts.regions.empty() || !facts.processor.empty() || facts.clock_hz ||
         facts.pointer_bits != 0 || !facts.runtimes.empty() || !facts.implements.empty() || !facts.mcu.empty() ||
         !facts.isa.empty() || facts.has_fpu || facts.has_dsp || facts.has_mve || !facts.accelerators.empty();
}

std::string capability_of(const DeviceEntity& device) {
  std::string key;
  for (const auto& document : device.documents) {
    for (const std::string& base : document.facts.based_on) key += base + '\n';
    if (!states_hardware(document.facts)) continue;
    key += document.source.document.empty() ? device.id : document.source.document;
    key += '\n';
  }
  return key;
}

// Kinds of devices are no devices of a fleet.
Result<match::Selector> selector_of(const std::string& where) {
  auto parsed = match::parse_selector(where);
  if (!parsed) return fail(std::move(parsed).error().in("--where"));
  return parsed;
}

// Words of the selector that no device has.
Result<void> check_selector(const match::Selector& selector, const std::vector<DeviceEntity>& devices,
                            const match::ClassName& class_name) {
  std::vector<std::string> runtimes;
  for (const domain::Runtime& runtime : KG_TRY(inspect::runtimes())) runtimes.push_back(runtime.id);
  auto checked = match::check_words(selector, devices, class_name, runtimes);
  return checked ? checked : fail(std::move(checked).error().in("--where"));
}

// The devices of one state of a catalogue, of which a selection takes some.
class Choice {
 public:
  static Result<Choice> of(std::vector<DeviceEntity> all, Selection selection) {
    Choice choice;
    choice.fleet_.selection = std::move(selection);
    choice.all_ = std::move(all);
    for (const DeviceEntity& device : choice.all_) choice.fleet_.names.emplace(device.id, device.name);
    if (choice.fleet_.selection.where.empty()) return choice;
    choice.selector_ = KG_TRY(selector_of(choice.fleet_.selection.where));
    choice.kinds_ = kinds_in(choice.all_);
    return choice;
  }

  static Result<Choice> of(const match::projection::Projection& all, Selection selection) {
    std::vector<DeviceEntity> devices;
    std::vector<std::uint32_t> facts;
    for (const auto number : all.devices().in_order()) {
      devices.push_back(all.device(number));
      facts.push_back(all.devices()[number].facts);
    }
    Choice choice = KG_TRY(of(std::move(devices), std::move(selection)));
    choice.facts_ = std::move(facts);
    return choice;
  }

  bool is_empty() const { return all_.empty(); }

  // Words of the selector that no device has.
  Result<void> check() const {
    return check_selector(selector_, all_, [&](const std::string& iri) { return fleet_.name_of(iri); });
  }

  // Ids; counts in the selection how many are in, out, and not known.
  std::unordered_set<std::string> chosen() {
    std::unordered_set<std::string> ids;
    Selection& selection = fleet_.selection;
    const auto class_name = [&](const std::string& iri) { return fleet_.name_of(iri); };
    for (const DeviceEntity& device : all_) {
      if (kinds_.contains(device.id)) {
        ++selection.kinds;
        continue;
      }
      const match::Truth truth =
          selection.where.empty() ? match::Truth::yes : match::selects(selector_, device, class_name);
      if (truth == match::Truth::yes) ids.insert(device.id);
      ++(truth == match::Truth::yes ? selection.in : truth == match::Truth::no ? selection.out : selection.unknown);
    }
    return ids;
  }

  Fleet take(const std::unordered_set<std::string>& ids) && {
    for (std::size_t i = 0; i < all_.size(); ++i) {
      if (!ids.contains(all_[i].id)) continue;
      fleet_.devices.push_back(std::move(all_[i]));
      if (!facts_.empty()) fleet_.facts.push_back(facts_[i]);
    }
    return std::move(fleet_);
  }

 private:
  Fleet fleet_;
  match::Selector selector_;
  std::vector<DeviceEntity> all_;
  std::vector<std::uint32_t> facts_;       // of each; empty: not of a projection
  std::unordered_set<std::string> kinds_;  // empty where every device is chosen
};

}  // namespace

std::unordered_set<std::string> bases_in(const std::vector<DeviceEntity>& devices) {
  std::unordered_set<std::string> bases;
  for (const DeviceEntity& device : devices) {
    for (const auto& document : device.documents) {
      bases.insert(document.facts.based_on.begin(), document.facts.based_on.end());
    }
  }
  return bases;
}

std::unordered_set<std::string> kinds_in(const std::vector<DeviceEntity>& devices) {
  std::unordered_set<std::string> kinds = bases_in(devices);
  for (const DeviceEntity& device : devices) {
    for (const auto& document : device.documents) {
      if (document.facts.is_thing_model.value_or(false)) kinds.insert(device.id);
    }
  }
  return kinds;
}

std::string Fleet::name_of(const std::string& id) const {
  const auto found = names.find(id);
  return found == names.end() || found->second.empty() ? id : found->second;
}

std::string Fleet::kind_of(const DeviceEntity& device) const {
  for (const auto& document : device.documents) {
    if (!document.facts.based_on.empty()) return document.facts.based_on.front();
  }
  return {};
}

Result<Selection> selection_of(const knowledge::Catalogue& catalogue, const Call& call) {
  if (call.has("group") && call.has("where")) {
    return fail(ErrorKind::usage, "--group and --where exclude each other");
  }
  Selection selection{call.text("group"), call.text("where")};
  if (call.has("group")) selection.where = KG_TRY(kept_text(catalogue, TextKind::group, selection.group));
  return selection;
}

Result<Fleet> fleet_of(const match::projection::Projection& all, const knowledge::Catalogue& catalogue,
                       const Call& call) {
  Selection selection = KG_TRY(selection_of(catalogue, call));
  const Words words = call.has("where") ? Words::checked : Words::as_kept;
  return fleet_of(all, std::move(selection), words);
}

Result<Fleet> fleet_of(const match::projection::Projection& all, Selection selection, Words words) {
  Choice choice = KG_TRY(Choice::of(all, std::move(selection)));
  if (words == Words::checked) KG_CHECK(choice.check());
  const std::unordered_set<std::string> chosen = choice.chosen();
  return std::move(choice).take(chosen);
}

FurtherSelections::FurtherSelections(const Fleet& fleet, const Fleet& everything)
    : fleet_(fleet), everything_(everything), kinds_(kinds_in(everything.devices)) {}

Result<const std::vector<bool>*> FurtherSelections::taken_by(const Selection& selection, Words words) {
  const std::pair key{selection.where, words};
  if (const auto found = known_.find(key); found != known_.end()) return &found->second;
  const match::Selector selector = KG_TRY(selector_of(selection.where));
  const auto class_name = [&](const std::string& iri) { return everything_.name_of(iri); };
  if (words == Words::checked) KG_CHECK(check_selector(selector, everything_.devices, class_name));
  std::vector<bool> taken;
  taken.reserve(fleet_.devices.size());
  for (const DeviceEntity& device : fleet_.devices) {
    const bool is_taken =
        !kinds_.contains(device.id) && match::selects(selector, device, class_name) == match::Truth::yes;
    taken.push_back(is_taken);
  }
  return &known_.emplace(key, std::move(taken)).first->second;
}

Result<std::pair<Fleet, Fleet>> fleets_of(std::vector<DeviceEntity> left, std::vector<DeviceEntity> right,
                                          const Selection& selection) {
  Choice one = KG_TRY(Choice::of(std::move(left), selection)), other = KG_TRY(Choice::of(std::move(right), selection));
  if (selection.group.empty() && (one.is_empty() || !one.check())) KG_CHECK(other.check());
  std::unordered_set<std::string> chosen = one.chosen();
  chosen.merge(other.chosen());
  return std::pair{std::move(one).take(chosen), std::move(other).take(chosen)};
}

FleetClasses classes_of(const Fleet& fleet, const std::vector<std::string>& observed) {
  FleetClasses classes;
  std::unordered_map<std::string, std::size_t> known;
  for (std::size_t i = 0; i < fleet.devices.size(); ++i) {
    const DeviceEntity& device = fleet.devices[i];
    const std::string kind = fleet.kind_of(device);
    const std::string shared =
        kind.empty() || fleet.facts.empty() ? capability_of(device) : std::to_string(fleet.facts[i]);
    const std::string own = kind.empty() || is_told_apart(device.id, device.same_as, observed) ? device.id : "";
    const auto [at, is_new] = known.try_emplace(own + '\n' + kind + '\n' + shared, classes.classes.size());
    if (is_new) {
      const std::string& id = kind.empty() ? device.id : kind;
      classes.classes.push_back({id, fleet.name_of(id), 0});
      classes.representatives.push_back(i);
    }
    ++classes.classes[at->second].devices;
    classes.of.push_back(at->second);
  }
  return classes;
}

std::vector<domain::Verdict> verdicts_of(const std::vector<domain::ModelEntity>& models, const Fleet& fleet,
                                         const FleetClasses& classes, const match::Judge& judge) {
  std::vector<domain::Verdict> verdicts;
  verdicts.reserve(models.size() * classes.classes.size());
  for (const auto& model : models) {
    for (const std::size_t device : classes.representatives) {
      verdicts.push_back(match::judge(model, fleet.devices[device], judge));
    }
  }
  return verdicts;
}

}  // namespace kilograph::reply
