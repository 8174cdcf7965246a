#include <algorithm>
#include <set>

#include "base/bytes.hpp"
#include "domain/device_core.hpp"
#include "domain/sensor_text.hpp"
#include "match/figure.hpp"
#include "match/fit.hpp"
#include "match/kernel_set.hpp"
#include "match/sensor_offer.hpp"

namespace kilograph::match {
namespace {

using namespace domain;

constexpr std::size_t kMostReplacements = 3;

struct Case {
  const ModelEntity& model;
  const DeviceEntity& device;
  const Judge& with;
  const Verdict& verdict;
};

bool fits(const ModelEntity& model, const DeviceEntity& device, const Judge& with) {
  return judge(model, device, with).answer == Answer::fits;
}

std::string article_for(const std::string& word) {
  return std::string("AEIOU").find(word.front()) == std::string::npos ? "a " : "an ";
}

// Only a region whose free bytes are stated can be freed, and never beyond its size.
std::vector<Remedy> freed_memory(const Case& c) {
  std::vector<Remedy> found;
  for (const RequirementLine& line : c.verdict.lines) {
    if (line.status != Status::unmet || !line.margin_bytes) continue;
    const bool ram = line.kind == RequirementKind::working_memory;
    const RegionKind kind = ram ? RegionKind::ram : RegionKind::flash;
    const auto choice = best_region(c.device, kind, c.with.facts);
    if (!choice || !choice->region.free_bytes) continue;
    if (choice->region.size_bytes && *line.required_bytes > *choice->region.size_bytes) continue;
    const auto missing = static_cast<std::uint64_t>(-*line.margin_bytes);
    DeviceEntity changed = c.device.with_bases();
    *changed.documents[choice->document].facts.regions[choice->index].free_bytes += missing;
    const std::string memory = ram ? "RAM" : "flash";
    const std::string& name = choice->region.name;
    found.push_back(
        {"free-memory",
         "free " + grouped(missing) + " B of " + memory + (name.empty() || name == memory ? "" : " in " + name),
         missing, fits(c.model, changed, c.with), name});
  }
  return found;
}

// The lines of sensors stand first, in the order of the needs.
std::vector<Remedy> added_sensors(const Case& c) {
  std::vector<Remedy> found;
  const auto needed = c.model.counted(&ModelFacts::sensors);
  const std::vector<Sensor> needs = needed ? distinct_needs(needed->value) : std::vector<Sensor>{};
  for (std::size_t i = 0; i < needs.size() && i < c.verdict.lines.size(); ++i) {
    const RequirementLine& line = c.verdict.lines[i];
    if (line.status != Status::unmet || line.kind != RequirementKind::sensor) continue;
    DeviceEntity changed = c.device;
    for (auto& document : changed.documents) {
      if (!document.facts.sensors.empty()) document.facts.sensors.push_back(needs[i]);
    }
    const std::string& name = needs[i].sensor_class;
    const std::string with = properties_text(needs[i]);
    found.push_back({"add-sensor",
                     "add " + article_for(name) + name + (with.empty() ? "" : " of " + with),
                     {},
                     fits(c.model, changed, c.with),
                     name});
  }
  return found;
}

// Whether a line of another plan is better (1), alike (0) or worse (-1). A line that is unmet now and would no longer
// be known is worse: it promises nothing.
int progress(const RequirementLine& now, const RequirementLine& then) {
  if (now.status == then.status) {
    if (now.status != Status::unmet || !now.margin_bytes || !then.margin_bytes) return 0;
    return *then.margin_bytes == *now.margin_bytes ? 0 : *then.margin_bytes > *now.margin_bytes ? 1 : -1;
  }
  return then.status == Status::met ? 1 : -1;
}

const Runtime* known_runtime(const Judge& with, const std::string& id) {
  const auto row = std::ranges::find(with.runtimes, id, &Runtime::id);
  return row == with.runtimes.end() ? nullptr : &*row;
}

// Two figures of program memory of which only today's holds the runtime's code cannot be compared.
bool hides_code(const Case& c, const RequirementLine& now, const RequirementLine& then, const Runtime& other) {
  const Runtime* runtime = known_runtime(c.with, c.verdict.runtime);
  return now.status == Status::unmet && runtime && counts_code(now, *runtime, c.with.facts) &&
         !counts_code(then, other, c.with.facts);
}

bool is_about_starting(RequirementKind kind) {
  return kind == RequirementKind::operators || kind == RequirementKind::number_format;
}

// The model starts there and not here. Then a program memory that is open, because the code of the other runtime has
// no figures, is the next question and no step back.
bool starts_at_last(const Case& c, const Verdict& verdict) {
  bool starts = false;
  for (std::size_t i = 0; i < verdict.lines.size(); ++i) {
    if (!is_about_starting(verdict.lines[i].kind)) continue;
    if (verdict.lines[i].status == Status::unmet) return false;
    starts = starts || c.verdict.lines[i].status == Status::unmet;
  }
  return starts;
}

bool leaves_flash_open(const RequirementLine& then) {
  return then.kind == RequirementKind::program_memory && then.status == Status::unknown;
}

// No line is worse, one is better, and the bytes of working memory are a known figure for this device.
bool lacks_less(const Case& c, const Verdict& verdict, const Runtime& other) {
  bool is_better = false;
  const bool starts = starts_at_last(c, verdict);
  for (std::size_t i = 0; i < verdict.lines.size(); ++i) {
    const RequirementLine& now = c.verdict.lines[i];
    const RequirementLine& then = verdict.lines[i];
    if (!(starts && leaves_flash_open(then)) && hides_code(c, now, then, other)) return false;
    if (then.kind == RequirementKind::working_memory && !then.required_bytes) return false;
    const int step = starts && leaves_flash_open(then) ? 0 : progress(now, then);
    if (step < 0) return false;
    is_better = is_better || step > 0;
  }
  return is_better;
}

// Kernel sets that the device's core can run and that the model has a figure for, the runtime's own first.
std::vector<std::string> kernel_sets(const Case& c, const Runtime& runtime) {
  const std::vector<std::string> own = core_of(c.device).kernels;
  std::vector<std::string> sets{runtime.kernels};
  for (const Figure& figure : figures_of(c.model, MemoryUse::working, c.with.facts)) {
    const FigureKey key = key_of(figure.requirement);
    const bool is_known = key.runtime == runtime.id && std::ranges::find(sets, key.kernels) == sets.end();
    const bool can_run = key.kernels == "reference" || std::ranges::find(own, key.kernels) != own.end();
    if (is_known && can_run && !key.kernels.empty()) sets.push_back(key.kernels);
  }
  return sets;
}

Remedy other_plan(const Case& c, const Runtime& runtime, const std::string& kernels, const Verdict& verdict) {
  const bool enough = verdict.answer == Answer::fits;
  const bool is_open = starts_at_last(c, verdict) && std::ranges::any_of(verdict.lines, leaves_flash_open);
  const std::string with = kernels.empty() ? "" : " with " + kernels + " kernels";
  if (runtime.id != c.verdict.runtime) {
    const std::string open = !is_open ? "" : ", which starts it; its code's bytes are not known";
    return {"other-runtime", "use the runtime " + runtime.id + with + open, {}, enough, runtime.id};
  }
  return {"other-kernels", "use the runtime " + runtime.id + with, {}, enough, kernels};
}

// Another runtime or other kernels, where they make it fit or lack fewer bytes by a known figure.
std::vector<Remedy> other_plans(const Case& c) {
  std::vector<Remedy> found;
  if (c.with.facts == FactSet::published) return found;
  for (std::size_t r = 0; r < c.with.runtimes.size(); ++r) {
    const Runtime& runtime = c.with.runtimes[r];
    DeviceEntity changed = c.device;
    if (changed.documents.empty()) changed.documents.emplace_back();
    for (auto& document : changed.documents) document.facts.runtimes = {runtime.id};
    for (const std::string& kernels : kernel_sets(c, runtime)) {
      if (runtime.id == c.verdict.runtime && kernels == runtime.kernels) continue;
      Judge with = c.with;
      with.runtimes[r] = with_kernels(runtime, kernels);
      const Verdict verdict = judge(c.model, changed, with);
      if (!lacks_less(c, verdict, with.runtimes[r])) continue;
      found.push_back(other_plan(c, runtime, kernels, verdict));
    }
  }
  return found;
}

std::optional<std::uint64_t> spare_working_memory(const Verdict& verdict) {
  for (const RequirementLine& line : verdict.lines) {
    if (line.kind == RequirementKind::working_memory && line.margin_bytes) {
      return static_cast<std::uint64_t>(*line.margin_bytes);
    }
  }
  return std::nullopt;
}

std::string spare_text(const std::optional<std::uint64_t>& bytes) {
  return bytes ? ", with " + grouped(*bytes) + " B of RAM to spare" : "";
}

// The device with the least to spare first: the smallest step up.
std::vector<Remedy> other_devices(const Case& c, const std::vector<DeviceEntity>& devices) {
  std::vector<Remedy> found;
  for (const DeviceEntity& device : devices) {
    if (device.id == c.device.id) continue;
    const Verdict verdict = judge(c.model, device, c.with);
    if (verdict.answer != Answer::fits) continue;
    const auto spare = spare_working_memory(verdict);
    found.push_back({"other-device", "use " + device.name + " instead" + spare_text(spare), spare, true, device.id});
  }
  std::ranges::stable_sort(found, {}, [](const Remedy& remedy) { return remedy.bytes.value_or(UINT64_MAX); });
  found.resize(std::min(found.size(), kMostReplacements));
  return found;
}

std::set<std::string> sensor_classes_of(const ModelEntity& model) {
  std::set<std::string> classes;
  if (const auto sensors = model.counted(&ModelFacts::sensors)) {
    for (const Sensor& sensor : sensors->value) classes.insert(sensor.sensor_class);
  }
  return classes;
}

std::string text_of(const ModelEntity& model, std::string ModelFacts::* field) {
  const auto stated = model.counted(field);
  return stated ? stated->value : "";
}

// How much of the purpose two models share: data set before task; 0 where kind or sensors differ.
int kinship(const ModelEntity& one, const ModelEntity& other) {
  const std::set<std::string> sensors = sensor_classes_of(one);
  if (sensors.empty() || sensors != sensor_classes_of(other)) return 0;
  const auto shares = [&](std::string ModelFacts::* field) {
    return !text_of(one, field).empty() && text_of(one, field) == text_of(other, field);
  };
  for (const auto field : {&ModelFacts::category, &ModelFacts::task}) {
    const bool both = !text_of(one, field).empty() && !text_of(other, field).empty();
    if (both && !shares(field)) return 0;
  }
  return (shares(&ModelFacts::category) ? 1 : 0) + (shares(&ModelFacts::training_dataset) ? 2 : 0) +
         (shares(&ModelFacts::task) ? 1 : 0);
}

std::vector<Remedy> other_models(const Case& c, const std::vector<ModelEntity>& models) {
  std::vector<std::pair<int, Remedy>> found;
  for (const ModelEntity& model : models) {
    const int kin = model.id == c.model.id ? 0 : kinship(c.model, model);
    if (kin == 0) continue;
    const Verdict verdict = judge(model, c.device, c.with);
    if (verdict.answer != Answer::fits) continue;
    const auto spare = spare_working_memory(verdict);
    found.push_back(
        {kin, {"other-model", "use " + model.name + " instead" + spare_text(spare), spare, true, model.id}});
  }
  std::ranges::stable_sort(found, std::greater<>{}, [](const auto& pair) { return pair.first; });
  std::vector<Remedy> remedies;
  for (std::size_t i = 0; i < std::min(found.size(), kMostReplacements); ++i) remedies.push_back(found[i].second);
  return remedies;
}

}  // namespace

std::vector<Remedy> remedies(const ModelEntity& model, const DeviceEntity& device, const Judge& with,
                             const std::vector<ModelEntity>& models, const std::vector<DeviceEntity>& devices) {
  const Verdict verdict = judge(model, device, with);
  if (verdict.answer == Answer::fits) return {};
  const DeviceEntity whole = device.with_bases();  // remedies change its facts
  const Case c{model, whole, with, verdict};
  std::vector<Remedy> all;
  for (auto&& group :
       {freed_memory(c), added_sensors(c), other_plans(c), other_devices(c, devices), other_models(c, models)}) {
    all.insert(all.end(), group.begin(), group.end());
  }
  // What is enough by itself first.
  std::ranges::stable_partition(all, [](const Remedy& remedy) { return remedy.enough; });
  return all;
}

}  // namespace kilograph::match
