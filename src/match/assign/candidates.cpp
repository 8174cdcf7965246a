#include "match/assign/candidates.hpp"

#include <algorithm>
#include <map>

#include "domain/code_range.hpp"
#include "match/requirement_lines.hpp"

namespace kilograph::match::assign {
namespace {

using namespace domain;

// What a model takes where it surely fits.
struct Taking {
  std::uint64_t arena_bytes = 0, model_bytes = 0;
  bool brings_code = false;
  std::set<std::string> operators{};
};

Taking taking_of(const ModelEntity& model, const RuntimeChoice& choice, const Machine& machine, FactSet facts) {
  Taking taking;
  taking.arena_bytes = *working_memory_bounds(model, choice.runtime, machine, facts).met_from;
  const auto figure = program_figure(model, facts);
  taking.model_bytes = figure->requirement.bytes;
  taking.brings_code = has_code_beside(figure->source, facts);
  if (!taking.brings_code) return taking;
  taking.operators = names_of(model.counted(&ModelFacts::operators)->value);
  return taking;
}

std::uint64_t free_bytes(const DeviceEntity& device, RegionKind kind, FactSet facts) {
  const auto region = best_region(device, kind, facts);
  return region && region->is_free ? region->bytes : 0;
}

// The options of one kind of device.
class PlaceOf {
 public:
  PlaceOf(const std::vector<ModelEntity>& models, const std::vector<WantedTask>& tasks, const Kind& kind,
          const Judge& with)
      : models_(models), tasks_(tasks), kind_(kind), with_(with), machine_(machine_of(kind.device)) {
    place_.devices = kind.devices;
    place_.ram_bytes = free_bytes(kind.device, RegionKind::ram, with.facts);
    place_.flash_bytes = free_bytes(kind.device, RegionKind::flash, with.facts);
    for (const RuntimeChoice& choice : choices_for({}, kind.device, with)) {
      if (std::ranges::find(runtimes_, choice.runtime.id) == runtimes_.end()) add(choice);
    }
  }

  Place place() && { return std::move(place_); }
  std::vector<std::string> runtimes() const { return runtimes_; }

 private:
  void add(const RuntimeChoice& choice) {
    const auto runtime = static_cast<std::uint32_t>(runtimes_.size());
    runtimes_.push_back(choice.runtime.id);
    const DeviceEntity device = choice.assumed ? kind_.device : with_runtime(kind_.device, choice.runtime.id);
    std::map<std::uint32_t, std::optional<Taking>> known;  // by model
    for (std::uint32_t task = 0; task < tasks_.size(); ++task) {
      if (!kind_.wanted[task]) continue;
      for (std::size_t i = 0; i < tasks_[task].models.size(); ++i) {
        const std::uint32_t model = tasks_[task].models[i];
        const auto [found, is_new] = known.try_emplace(model);
        if (is_new && judge(models_[model], device, with_).answer == Answer::fits) {
          found->second = taking_of(models_[model], choice, machine_, with_.facts);
        }
        if (!found->second) continue;
        place_.options.push_back({.task = task,
                                  .model = model,
                                  .runtime = runtime,
                                  .quality = tasks_[task].quality[i],
                                  .arena_bytes = found->second->arena_bytes,
                                  .model_bytes = found->second->model_bytes,
                                  .code = code_of(*found->second, choice.runtime)});
      }
    }
  }

  std::vector<std::uint32_t> code_of(const Taking& taking, const Runtime& runtime) {
    if (!taking.brings_code) return {};
    const std::uint64_t base = code_range({}, runtime.code).high;
    std::vector<std::uint32_t> parts{part(runtime.id, base)};
    for (const std::string& name : taking.operators) {
      parts.push_back(part(runtime.id + "\n" + name, code_range({name}, runtime.code).high - base));
    }
    return parts;
  }

  std::uint32_t part(const std::string& name, std::uint64_t bytes) {
    const auto [found, is_new] = parts_.try_emplace(name, static_cast<std::uint32_t>(place_.code.size()));
    if (is_new) place_.code.push_back(bytes);
    return found->second;
  }

  const std::vector<ModelEntity>& models_;
  const std::vector<WantedTask>& tasks_;
  const Kind& kind_;
  const Judge& with_;
  Machine machine_;
  Place place_;
  std::vector<std::string> runtimes_;
  std::map<std::string, std::uint32_t> parts_;
};

}  // namespace

DeviceEntity with_runtime(DeviceEntity device, const std::string& runtime) {
  device = device.with_bases();
  if (device.documents.empty()) device.documents.emplace_back();
  for (auto& document : device.documents) document.facts.runtimes.clear();
  device.documents.front().facts.runtimes = {runtime};
  return device;
}

Candidates candidates_of(const std::vector<ModelEntity>& models, const std::vector<WantedTask>& tasks,
                         const std::vector<Kind>& kinds, bool in_turn, const Judge& with) {
  Candidates all;
  all.problem.in_turn = in_turn;
  for (const WantedTask& task : tasks) all.problem.tasks.push_back(task.task);
  for (const Kind& kind : kinds) {
    PlaceOf place(models, tasks, kind, with);
    all.runtimes.push_back(place.runtimes());
    all.problem.places.push_back(std::move(place).place());
  }
  return all;
}

bool hold_together(const std::vector<const ModelEntity*>& models, const DeviceEntity& device,
                   const std::string& runtime, bool in_turn, const Judge& with) {
  const auto choices = choices_for({}, device, with);
  const auto choice = std::ranges::find(choices, runtime, [](const RuntimeChoice& one) { return one.runtime.id; });
  if (choice == choices.end()) return models.empty();
  const DeviceEntity alone = choice->assumed ? device : with_runtime(device, runtime);
  const Machine machine = machine_of(alone);
  std::uint64_t ram = 0, flash = 0;
  std::set<std::string> operators;
  bool has_code = false;
  for (const ModelEntity* model : models) {
    if (judge(*model, alone, with).answer != Answer::fits) return false;
    const Taking taking = taking_of(*model, *choice, machine, with.facts);
    ram = in_turn ? std::max(ram, taking.arena_bytes) : ram + taking.arena_bytes;
    flash += taking.model_bytes;
    has_code = has_code || taking.brings_code;
    operators.insert(taking.operators.begin(), taking.operators.end());
  }
  if (has_code) flash += code_range(operators, choice->runtime.code).high;
  return ram <= free_bytes(alone, RegionKind::ram, with.facts) &&
         flash <= free_bytes(alone, RegionKind::flash, with.facts);
}

}  // namespace kilograph::match::assign
