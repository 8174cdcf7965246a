#include "match/smallest_set.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "base/bytes.hpp"
#include "domain/sensor_text.hpp"
#include "match/requirement_lines.hpp"
#include "match/sensor_offer.hpp"

namespace kilograph::match {
namespace {

using namespace domain;

constexpr std::string_view kKinds[] = {"other-runtime", "free-memory",  "state-free-memory",
                                       "add-sensor",    "state-sensor", "larger-memory"};

std::size_t place_of(const std::string& kind) {
  return static_cast<std::size_t>(std::ranges::find(kKinds, kind) - std::begin(kKinds));
}

// A pair under one runtime.
struct Plan {
  const ModelEntity& model;
  DeviceEntity device;
  const Judge& with;
  Verdict verdict;
};

Plan plan_of(const ModelEntity& model, DeviceEntity device, const Judge& with) {
  Verdict verdict = judge(model, device, with);
  return {model, std::move(device), with, std::move(verdict)};
}

const Runtime* judged_runtime(const Plan& plan) {
  for (const auto* known : {&plan.with.runtimes, &plan.with.further_runtimes}) {
    const auto row = std::ranges::find(*known, plan.verdict.runtime, &Runtime::id);
    if (row != known->end()) return &*row;
  }
  return nullptr;
}

MemoryRegion measured_region(const std::optional<RegionChoice>& choice, RegionKind kind, std::uint64_t bytes) {
  MemoryRegion region;
  if (choice) region.name = choice->region.name;
  region.kind = kind;
  region.free_bytes = bytes;
  region.basis = Basis::measured;
  region.by = kAsker;
  return region;
}

std::optional<Change> memory_change(const Plan& plan, RequirementKind line) {
  const Runtime* runtime = judged_runtime(plan);
  if (!runtime) return std::nullopt;
  const bool is_ram = line == RequirementKind::working_memory;
  const RegionKind kind = is_ram ? RegionKind::ram : RegionKind::flash;
  const FactSet facts = plan.with.facts;
  const Machine machine = machine_of(plan.device);
  const ByteBounds bounds = is_ram ? working_memory_bounds(plan.model, *runtime, machine, facts)
                                   : program_memory_bounds(plan.model, *runtime, machine, facts);
  if (!bounds.met_from) return std::nullopt;
  const std::uint64_t needed = *bounds.met_from;
  const auto choice = best_region(plan.device, kind, facts);
  const std::string memory = is_ram ? "RAM" : "flash";
  const std::string name = choice ? choice->region.name : "";
  const std::string place = memory + (name.empty() || name == memory ? "" : " in " + name);
  Change change{{}, {.regions = {measured_region(choice, kind, needed)}}};
  const std::optional<std::uint64_t> size = choice ? choice->region.size_bytes : std::nullopt;
  if (choice && (size ? needed > *size : !choice->is_free && needed > choice->most_bytes)) {
    change.remedy = {
        "larger-memory", "have " + grouped(needed) + " B of " + memory + " free in one region", needed, {}, name};
  } else if (!choice || !choice->is_free) {
    change.remedy = {
        "state-free-memory", "state that " + grouped(needed) + " B of " + place + " are free", needed, {}, name};
  } else {
    const std::uint64_t missing = needed - std::min(needed, choice->bytes);
    change.remedy = {"free-memory", "free " + grouped(missing) + " B of " + place, missing, {}, name};
  }
  return change;
}

// A line is that of the need at its place: the lines of sensors stand first.
std::optional<Change> sensor_change(const Plan& plan, std::size_t line) {
  const auto needed = plan.model.counted(&ModelFacts::sensors);
  if (!needed) return std::nullopt;
  const std::vector<Sensor> needs = distinct_needs(needed->value);
  if (line >= needs.size()) return std::nullopt;
  const bool is_known = plan.device.counted(&DeviceFacts::sensors).has_value();
  const Sensor& need = needs[line];
  const std::string properties = properties_text(need);
  const std::string words = need.sensor_class + (properties.empty() ? "" : " of " + properties);
  Change change{{is_known ? "add-sensor" : "state-sensor",
                 (is_known ? "add a sensor: " : "state that it has a sensor: ") + words,
                 {},
                 {},
                 need.sensor_class},
                {.sensors = {need}}};
  return change;
}

std::optional<Change> change_for(const Plan& plan, std::size_t line) {
  switch (plan.verdict.lines[line].kind) {
    case RequirementKind::sensor: return sensor_change(plan, line);
    case RequirementKind::working_memory: return memory_change(plan, RequirementKind::working_memory);
    case RequirementKind::program_memory: return memory_change(plan, RequirementKind::program_memory);
    default: return std::nullopt;  // only another runtime changes those
  }
}

bool fits(const ModelEntity& model, const DeviceEntity& device, const Judge& with) {
  return judge(model, device, with).answer == Answer::fits;
}

bool is_minimal(const ModelEntity& model, const DeviceEntity& device, const Judge& with,
                const std::vector<Change>& changes) {
  for (std::size_t left_out = 0; left_out < changes.size(); ++left_out) {
    std::vector<Change> rest = changes;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(left_out));
    if (fits(model, with_changes(device, rest), with)) return false;
  }
  return true;
}

Change runtime_change(const std::string& runtime) {
  return {{"other-runtime", "use the runtime " + runtime, {}, {}, runtime}, {.runtimes = {runtime}}};
}

// `changes`, and what else the pair lacks with that runtime.
std::optional<std::vector<Change>> completed(const ModelEntity& model, const DeviceEntity& device, const Judge& with,
                                             const std::string& runtime, std::vector<Change> changes) {
  const Plan plan = plan_of(model, with_changes(device, {runtime_change(runtime)}), with);
  for (std::size_t line = 0; line < plan.verdict.lines.size(); ++line) {
    if (plan.verdict.lines[line].status == Status::met) continue;
    auto change = change_for(plan, line);
    if (!change) return std::nullopt;
    changes.push_back(std::move(*change));
  }
  if (!fits(model, with_changes(device, changes), with) || !is_minimal(model, device, with, changes)) {
    return std::nullopt;
  }
  for (Change& change : changes) change.remedy.enough = changes.size() == 1;
  std::ranges::stable_sort(changes, {}, [](const Change& change) { return place_of(change.remedy.kind); });
  return changes;
}

auto size_of(const std::vector<Change>& changes) {
  std::vector<std::size_t> kinds;
  std::uint64_t bytes = 0;
  for (const Change& change : changes) {
    kinds.push_back(place_of(change.remedy.kind));
    bytes += change.remedy.bytes.value_or(0);
  }
  std::ranges::sort(kinds);
  return std::tuple(changes.size(), kinds, bytes);
}

// The runtimes that the device is judged with as it is.
std::vector<std::string> own_runtimes(const ModelEntity& model, const DeviceEntity& device, const Judge& with) {
  std::vector<std::string> ids;
  for (const RuntimeChoice& choice : choices_for(model, device, with)) ids.push_back(choice.runtime.id);
  return ids;
}

}  // namespace

DeviceEntity with_changes(const DeviceEntity& device, const std::vector<Change>& changes) {
  if (changes.empty()) return device;
  DeviceFacts facts;
  for (const Change& change : changes) {
    std::ranges::copy(change.facts.regions, std::back_inserter(facts.regions));
    std::ranges::copy(change.facts.sensors, std::back_inserter(facts.sensors));
    if (!change.facts.runtimes.empty()) facts.runtimes = change.facts.runtimes;
  }
  if (!facts.sensors.empty()) {
    if (const auto known = device.counted(&DeviceFacts::sensors)) {
      facts.sensors.insert(facts.sensors.begin(), known->value.begin(), known->value.end());
    }
  }
  DeviceEntity changed = device;
  changed.documents.insert(changed.documents.begin(), {{Basis::measured, std::string(kAsker)}, std::move(facts)});
  return changed;
}

std::optional<std::vector<Change>> smallest_set(const ModelEntity& model, const DeviceEntity& device,
                                                const Judge& with) {
  if (fits(model, device, with)) return std::vector<Change>{};
  std::optional<std::vector<Change>> best;
  const auto consider = [&](std::optional<std::vector<Change>> other) {
    if (other && (!best || size_of(*other) < size_of(*best))) best = std::move(other);
  };
  const std::vector<std::string> own = own_runtimes(model, device, with);
  for (const std::string& runtime : own) consider(completed(model, device, with, runtime, {}));
  if (with.facts == FactSet::published) return best;  // the study's figures are for one runtime
  for (const Runtime& runtime : with.runtimes) {
    if (std::ranges::find(own, runtime.id) != own.end()) continue;
    consider(completed(model, device, with, runtime.id, {runtime_change(runtime.id)}));
  }
  return best;
}

}  // namespace kilograph::match
