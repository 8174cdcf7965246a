// Tasks over a fleet: which models go where.
#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "base/bytes.hpp"
#include "base/file.hpp"
#include "base/listing.hpp"
#include "domain/spelling.hpp"
#include "ingest/tasks/task_file.hpp"
#include "match/assign/candidates.hpp"
#include "match/rank.hpp"
#include "reply/fleet.hpp"
#include "reply/limits.hpp"
#include "reply/naming.hpp"
#include "reply/projection.hpp"
#include "reply/subject.hpp"
#include "reply/task_models.hpp"
#include "reply/verb/functions.hpp"
#include "reply/verb/judging.hpp"

namespace kilograph::reply {
namespace {

using domain::ModelEntity;
using ingest::tasks::TaskFile, ingest::tasks::Word;
using knowledge::Catalogue;
namespace assigning = match::assign;

constexpr double kQualitySteps = 10'000;  // of a percent

Error placed(Error error, const Word& word) {
  error.where = word.place + (error.where.empty() ? "" : ", " + error.where);
  if (error.kind == ErrorKind::usage) error.kind = ErrorKind::bad_input;
  return error;
}

// The models that tasks name, each once; `catalogue`: all of it, where a task chooses by words.
class Chosen {
 public:
  Chosen(const Desk& desk, std::vector<ModelEntity> catalogue) : desk_(desk), catalogue_(std::move(catalogue)) {}

  Result<std::vector<std::uint32_t>> models_of(const ingest::tasks::Task& task) {
    std::vector<std::uint32_t> numbers;
    const auto take = [&](const ModelEntity& model) {
      const std::uint32_t number = number_of(model);
      if (std::ranges::find(numbers, number) == numbers.end()) numbers.push_back(number);
    };
    for (const Word& name : task.models) {
      auto model = find_model(desk_, name.text);
      if (!model) return fail(placed(std::move(model).error(), name));
      take(*model);
    }
    if (task.about.text.empty()) return numbers;
    const std::string wanted = domain::lower_case(task.about.text);
    for (const ModelEntity& model : catalogue_) {
      if (is_about_task(model, wanted)) take(model);
    }
    if (numbers.empty()) return fail(placed(no_model_is_about(catalogue_, task.about.text), task.about));
    return numbers;
  }

  const std::vector<ModelEntity>& models() const { return models_; }

 private:
  std::uint32_t number_of(const ModelEntity& model) {
    const auto [found, is_new] = numbers_.try_emplace(model.id, static_cast<std::uint32_t>(models_.size()));
    if (is_new) models_.push_back(model);
    return found->second;
  }

  const Desk& desk_;
  std::vector<ModelEntity> catalogue_, models_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

// A task with its models, and how good each is for it.
struct Prepared {
  assigning::WantedTask wanted;
  AssignAnswer::Task shown;
  std::vector<std::optional<double>> percent;  // of each model
};

bool is_asked(const match::Group& group, const ingest::tasks::Task& task) {
  const auto holds = [](const std::string& text, const Word& word) {
    return word.text.empty() || domain::lower_case(text).find(domain::lower_case(word.text)) != std::string::npos;
  };
  return holds(group.measure, task.metric) && holds(group.dataset, task.dataset);
}

// The models' metrics of one kind on one data set; none where they have several, and none is asked for.
Result<void> compare(Prepared& one, const ingest::tasks::Task& task, const std::vector<ModelEntity>& models,
                     const match::Judge& judge) {
  std::vector<const ModelEntity*> members;
  for (const std::uint32_t number : one.wanted.models) members.push_back(&models[number]);
  auto ranking = match::rank(members, {}, judge.facts);
  std::vector<std::string> known;
  for (const match::Group& group : ranking.groups) known.push_back(group.measure + " on " + group.dataset);
  std::erase_if(ranking.groups, [&](const match::Group& group) { return !is_asked(group, task); });
  const Word& asked = task.metric.text.empty() ? task.dataset : task.metric;
  if (!asked.text.empty() && ranking.groups.empty()) {
    return fail(placed({ErrorKind::bad_input,
                        "no model of '" + task.name.text + "' has that metric on that data set",
                        {},
                        known.empty() ? "none of them has a metric" : listed(known)},
                       asked));
  }
  if (ranking.groups.empty()) one.shown.note = "no metric of its models is known: any that fits is as good";
  if (ranking.groups.size() > 1) {
    one.shown.note = "its models have metrics that cannot be compared (" + listed(known) +
                     "): any that fits is as good; `metric` and `dataset` of the task choose one";
  }
  if (ranking.groups.size() != 1) return {};
  one.shown.measure = ranking.groups.front().measure;
  one.shown.dataset = ranking.groups.front().dataset;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const auto found = std::ranges::find(ranking.groups.front().candidates, members[i]->id, &match::Candidate::model);
    if (found == ranking.groups.front().candidates.end()) continue;
    one.percent[i] = match::in_percent(found->metric->value);
    one.wanted.quality[i] =
        1 + static_cast<std::uint64_t>(std::llround(std::max(*one.percent[i], 0.0) * kQualitySteps));
  }
  return {};
}

Result<std::vector<Prepared>> prepared(const TaskFile& file, Chosen& chosen, const match::Judge& judge) {
  std::vector<Prepared> all;
  for (const ingest::tasks::Task& task : file.tasks) {
    Prepared one;
    one.wanted.task = {task.priority, task.devices};
    one.wanted.models = KG_TRY(chosen.models_of(task));
    one.wanted.quality.assign(one.wanted.models.size(), 0);
    one.percent.resize(one.wanted.models.size());
    one.shown = {.name = task.name.text, .priority = task.priority};
    KG_CHECK(compare(one, task, chosen.models(), judge));
    all.push_back(std::move(one));
  }
  return all;
}

// Devices of the fleet that are alike, on which the same tasks are wanted.
struct Kinds {
  Selection selection;
  std::vector<assigning::Kind> kinds;
  std::vector<std::vector<Named>> devices;  // of each
  std::vector<std::string> names;           // of what they are based on
};

Result<std::vector<std::unordered_set<std::string>>> wanted_on(const TaskFile& file, const Catalogue& catalogue,
                                                               const match::projection::Projection& all) {
  std::vector<std::unordered_set<std::string>> ids;
  for (const ingest::tasks::Task& task : file.tasks) {
    const Word& word = task.group.text.empty() ? task.where : task.group;
    ids.emplace_back();
    if (word.text.empty()) continue;
    Call call;
    call.give(task.group.text.empty() ? "where" : "group", word.text);
    auto fleet = fleet_of(all, catalogue, call);
    if (!fleet) return fail(placed(std::move(fleet).error(), word));
    for (const auto& device : fleet->devices) ids.back().insert(device.id);
  }
  return ids;
}

// What others are based on is a kind of device, and no device.
std::unordered_set<std::string> bases_in(const Fleet& fleet) {
  std::unordered_set<std::string> bases;
  for (const auto& device : fleet.devices) {
    for (const auto& document : device.documents) {
      bases.insert(document.facts.based_on.begin(), document.facts.based_on.end());
    }
  }
  return bases;
}

Result<Kinds> kinds_of(const Call& call, const TaskFile& file, const Catalogue& catalogue,
                       const match::projection::Projection& all, const std::vector<std::string>& observed) {
  const auto wanted = KG_TRY(wanted_on(file, catalogue, all));
  const Fleet fleet = KG_TRY(fleet_of(all, catalogue, call));
  const std::unordered_set<std::string> bases = bases_in(fleet);
  Kinds kinds{.selection = fleet.selection, .kinds = {}, .devices = {}, .names = {}};
  std::map<std::tuple<std::uint32_t, std::string, std::vector<bool>>, std::size_t> known;
  for (std::size_t i = 0; i < fleet.devices.size(); ++i) {
    const domain::DeviceEntity& device = fleet.devices[i];
    if (bases.contains(device.id)) continue;
    std::vector<bool> tasks;
    for (std::size_t task = 0; task < wanted.size(); ++task) {
      const bool is_any = file.tasks[task].group.text.empty() && file.tasks[task].where.text.empty();
      tasks.push_back(is_any || wanted[task].contains(device.id));
    }
    const std::string own = is_told_apart(device.id, device.same_as, observed) ? device.id : "";
    const auto [at, is_new] = known.try_emplace({fleet.facts[i], own, tasks}, kinds.kinds.size());
    if (is_new) {
      kinds.kinds.push_back({device, 0, tasks});
      kinds.devices.emplace_back();
      const std::string kind = fleet.kind_of(device);
      kinds.names.push_back(fleet.name_of(kind.empty() ? device.id : kind));
    }
    ++kinds.kinds[at->second].devices;
    kinds.devices[at->second].push_back({device.id, device.name.empty() ? device.id : device.name, {}});
  }
  return kinds;
}

std::string line_text(const domain::RequirementLine& line) {
  return std::string(domain::name_of(line.kind)) + ": " + line.required + " needed, " + line.available +
         (line.note.empty() ? "" : " (" + line.note + ")");
}

// The candidate that comes nearest to fitting alone, with the line that decides.
AssignAnswer::Unserved nearest_of(const std::vector<const ModelEntity*>& models, const domain::DeviceEntity& device,
                                  const match::Judge& judge) {
  std::optional<domain::Verdict> best;
  const auto open_lines = [](const domain::Verdict& verdict) {
    return std::ranges::count_if(verdict.lines, [](const auto& line) { return line.status != domain::Status::met; });
  };
  const auto shortage = [](const domain::Verdict& verdict) {
    const auto* worst = verdict.worst();
    return worst && worst->margin_bytes ? -*worst->margin_bytes : INT64_MAX;
  };
  for (const ModelEntity* model : models) {
    domain::Verdict verdict = match::judge(*model, device, judge);
    const auto order = [&](const domain::Verdict& one) { return std::pair(open_lines(one), shortage(one)); };
    if (!best || order(verdict) < order(*best)) best = std::move(verdict);
  }
  if (!best) return {.task = {}, .model = {}, .why = "no model is named"};
  const auto* worst = best->worst();
  return {.task = {}, .model = best->model_name, .why = worst ? line_text(*worst) : "nothing is known of it"};
}

// One group of the answer: what its devices do, and why not the rest.
class GroupOf {
 public:
  GroupOf(const std::vector<Prepared>& tasks, const std::vector<ModelEntity>& models, const Kinds& kinds,
          const assigning::Candidates& candidates, const match::Judge& judge)
      : tasks_(tasks), models_(models), kinds_(kinds), candidates_(candidates), judge_(judge) {}

  AssignAnswer::Group of(const assigning::Part& part, std::vector<Named> devices) const {
    const assigning::Place& place = candidates_.problem.places[part.place];
    const assigning::Load load = assigning::load_of(candidates_.problem, place, part.chosen);
    AssignAnswer::Group group{.kind = kinds_.names[part.place],
                              .devices = std::move(devices),
                              .ram_bytes = place.ram_bytes,
                              .ram_used = load.ram_bytes,
                              .flash_bytes = place.flash_bytes,
                              .flash_used = load.flash_bytes};
    for (std::uint32_t task = 0; task < tasks_.size(); ++task) {
      if (part.chosen[task] != assigning::kNothing) {
        const assigning::Option& option = place.options[part.chosen[task]];
        group.runtime = candidates_.runtimes[part.place][option.runtime];
        group.placed.push_back(placed(task, option));
      } else if (kinds_.kinds[part.place].wanted[task]) {
        group.unserved.push_back(unserved(part, task));
      }
    }
    return group;
  }

 private:
  AssignAnswer::Placed placed(std::uint32_t task, const assigning::Option& option) const {
    const auto& members = tasks_[task].wanted.models;
    const auto at = static_cast<std::size_t>(std::ranges::find(members, option.model) - members.begin());
    const ModelEntity& model = models_[option.model];
    return {tasks_[task].shown.name,
            {model.id, model.name.empty() ? model.id : model.name, {}},
            option.arena_bytes,
            option.model_bytes,
            tasks_[task].percent[at]};
  }

  AssignAnswer::Unserved unserved(const assigning::Part& part, std::uint32_t task) const {
    const assigning::Problem& problem = candidates_.problem;
    const assigning::Place& place = problem.places[part.place];
    AssignAnswer::Unserved found;
    std::optional<assigning::Load> least;
    for (std::uint32_t at = 0; at < place.options.size(); ++at) {
      if (place.options[at].task != task) continue;
      assigning::Chosen with = part.chosen;
      with[task] = at;
      const assigning::Load load = assigning::load_of(problem, place, with);
      if (assigning::is_possible(problem, place, with)) {
        found = {{}, models_[place.options[at].model].name, "it is wanted on so many devices only"};
        break;
      }
      if (least && load.ram_bytes >= least->ram_bytes) continue;
      least = load;
      found = {{}, models_[place.options[at].model].name, beside(load, place)};
    }
    if (found.why.empty()) {
      std::vector<const ModelEntity*> members;
      for (const std::uint32_t number : tasks_[task].wanted.models) members.push_back(&models_[number]);
      found = nearest_of(members, kinds_.kinds[part.place].device, judge_);
    }
    found.task = tasks_[task].shown.name;
    return found;
  }

  static std::string beside(const assigning::Load& load, const assigning::Place& place) {
    std::vector<std::string> missing;
    const auto hold = [&](std::uint64_t needed, std::uint64_t free, const char* memory) {
      if (needed > free) missing.push_back(grouped(needed - free) + " B of " + memory);
    };
    hold(load.ram_bytes, place.ram_bytes, "RAM");
    hold(load.flash_bytes, place.flash_bytes, "flash");
    if (missing.empty()) return "it fits alone, and with another runtime than the models beside it";
    return "it fits alone, and not beside the others: " + listed(missing) + " are missing";
  }

  const std::vector<Prepared>& tasks_;
  const std::vector<ModelEntity>& models_;
  const Kinds& kinds_;
  const assigning::Candidates& candidates_;
  const match::Judge& judge_;
};

Result<void> check(const assigning::Part& part, const assigning::Candidates& candidates,
                   const std::vector<ModelEntity>& models, const Kinds& kinds, const match::Judge& judge) {
  const assigning::Place& place = candidates.problem.places[part.place];
  std::vector<const ModelEntity*> chosen;
  std::string runtime;
  for (const std::uint32_t at : part.chosen) {
    if (at == assigning::kNothing) continue;
    chosen.push_back(&models[place.options[at].model]);
    runtime = candidates.runtimes[part.place][place.options[at].runtime];
  }
  const auto& device = kinds.kinds[part.place].device;
  if (chosen.empty() || assigning::hold_together(chosen, device, runtime, candidates.problem.in_turn, judge)) return {};
  return fail(ErrorKind::internal, "an assignment to " + device.name + " does not hold together", {}, {},
              "Please report it.");
}

Result<AssignAnswer> assigned(const TaskFile& file, std::vector<Prepared> tasks, const std::vector<ModelEntity>& models,
                              const Kinds& kinds, const match::Judge& judge) {
  std::vector<assigning::WantedTask> wanted;
  for (const Prepared& one : tasks) wanted.push_back(one.wanted);
  const auto candidates = assigning::candidates_of(models, wanted, kinds.kinds, file.in_turn, judge);
  const auto found = KG_TRY(assigning::assign(candidates.problem));
  AssignAnswer answer{.in_turn = file.in_turn,
                      .selection = kinds.selection,
                      .served = found.score.served,
                      .bound = found.bound,
                      .is_exact = found.is_exact};
  const GroupOf group_of(tasks, models, kinds, candidates, judge);
  std::vector<std::size_t> next(kinds.kinds.size(), 0);  // devices of each kind that have theirs
  for (const assigning::Part& part : found.parts) {
    if (part.devices == 0) continue;
    KG_CHECK(check(part, candidates, models, kinds, judge));
    const auto first = kinds.devices[part.place].begin() + static_cast<std::ptrdiff_t>(next[part.place]);
    next[part.place] += part.devices;
    answer.groups.push_back(group_of.of(part, {first, first + static_cast<std::ptrdiff_t>(part.devices)}));
    for (std::size_t task = 0; task < tasks.size(); ++task) {
      tasks[task].shown.served += part.chosen[task] == assigning::kNothing ? 0 : part.devices;
      tasks[task].shown.wanted += kinds.kinds[part.place].wanted[task] ? part.devices : 0;
    }
  }
  std::ranges::stable_sort(answer.groups, {}, [](const AssignAnswer::Group& group) { return group.placed.empty(); });
  for (std::size_t task = 0; task < tasks.size(); ++task) {
    auto& shown = tasks[task].shown;
    shown.wanted = std::min(shown.wanted, file.tasks[task].devices.value_or(shown.wanted));
    answer.tasks.push_back(std::move(shown));
  }
  return answer;
}

}  // namespace

Result<Answer> assign(const Call& call, Desk& desk) {
  const std::string path = call.text("tasks");
  const Bytes bytes = KG_TRY(read_file(desk.folder / path, ingest::tasks::kMostBytes));
  auto parsed = ingest::tasks::parse_tasks(text_of(bytes));
  if (!parsed) return fail(std::move(parsed).error().in(path));
  const match::Judge judge = KG_TRY(judge_for(call));
  const Catalogue catalogue = KG_TRY(open_catalogue(desk, Catalogue::Access::read));
  const Projected all = KG_TRY(projection_of(catalogue, desk));
  const bool is_by_words =
      std::ranges::any_of(parsed->tasks, [](const auto& task) { return !task.about.text.empty(); });
  Chosen chosen(desk, is_by_words ? without_hearsay(KG_TRY(catalogue.models())) : std::vector<ModelEntity>{});
  auto tasks = prepared(*parsed, chosen, judge);
  if (!tasks) return fail(std::move(tasks).error().in(path));
  const auto kinds = kinds_of(call, *parsed, catalogue, *all, observed_on(chosen.models(), judge.limits));
  if (!kinds) return fail(Error(kinds.error()).in(path));
  return assigned(*parsed, std::move(*tasks), chosen.models(), *kinds, judge);
}

}  // namespace kilograph::reply
