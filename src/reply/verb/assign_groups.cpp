#include "reply/verb/assign_groups.hpp"

#include <algorithm>
#include <optional>

#include "base/bytes.hpp"
#include "base/listing.hpp"

namespace kilograph::reply {
namespace {

using domain::ModelEntity;
namespace assigning = match::assign;

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

std::string beside(const assigning::Load& load, const assigning::Place& place) {
  std::vector<std::string> missing;
  const auto hold = [&](std::uint64_t needed, std::uint64_t free, const char* memory) {
    if (needed > free) missing.push_back(grouped(needed - free) + " B of " + memory);
  };
  hold(load.ram_bytes, place.ram_bytes, "RAM");
  hold(load.flash_bytes, place.flash_bytes, "flash");
  if (missing.empty()) return "it fits alone, and with another runtime than the models beside it";
  return "it fits alone, and not beside the others: " + listed(missing) + " are missing";
}

}  // namespace

AssignAnswer::Group AssignGroups::of(const assigning::Part& part, std::vector<Named> devices) const {
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

AssignAnswer::Placed AssignGroups::placed(std::uint32_t task, const assigning::Option& option) const {
  const auto& members = tasks_[task].wanted.models;
  const auto at = static_cast<std::size_t>(std::ranges::find(members, option.model) - members.begin());
  const ModelEntity& model = models_[option.model];
  return {tasks_[task].shown.name,
          {model.id, model.name.empty() ? model.id : model.name, {}},
          option.arena_bytes,
          option.model_bytes,
          tasks_[task].percent[at]};
}

AssignAnswer::Unserved AssignGroups::unserved(const assigning::Part& part, std::uint32_t task) const {
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

Result<void> AssignGroups::check(const assigning::Part& part) const {
  const assigning::Place& place = candidates_.problem.places[part.place];
  std::vector<const ModelEntity*> chosen;
  std::string runtime;
  for (const std::uint32_t at : part.chosen) {
    if (at == assigning::kNothing) continue;
    chosen.push_back(&models_[place.options[at].model]);
    runtime = candidates_.runtimes[part.place][place.options[at].runtime];
  }
  const auto& device = kinds_.kinds[part.place].device;
  if (chosen.empty() || assigning::hold_together(chosen, device, runtime, candidates_.problem.in_turn, judge_))
    return {};
  return fail(ErrorKind::internal, "an assignment to " + device.name + " does not hold together", {}, {},
              "Please report it.");
}

}  // namespace kilograph::reply
