// Tasks over a fleet: which models go where.
#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_set>

#include "base/file.hpp"
#include "reply/fleet.hpp"
#include "reply/limits.hpp"
#include "reply/projection.hpp"
#include "reply/subject.hpp"
#include "reply/verb/assign_groups.hpp"
#include "reply/verb/functions.hpp"
#include "reply/verb/judging.hpp"

namespace kilograph::reply {
namespace {

using ingest::tasks::TaskFile, ingest::tasks::Word;
using knowledge::Catalogue;
namespace assigning = match::assign;

// By task, of each device whether it is wanted on it; null: on all.
using Wanted = std::vector<const std::vector<bool>*>;

Result<Wanted> wanted_on(const TaskFile& file, const Catalogue& catalogue, FurtherSelections& selections) {
  Wanted wanted;
  for (const ingest::tasks::Task& task : file.tasks) {
    const bool is_group = !task.group.text.empty();
    const Word& word = is_group ? task.group : task.where;
    wanted.push_back(nullptr);
    if (word.text.empty()) continue;
    Call call;
    call.give(is_group ? "group" : "where", word.text);
    const auto selection = selection_of(catalogue, call);
    if (!selection) return fail(placed(Error(selection.error()), word));
    const auto taken = selections.taken_by(*selection, is_group ? Words::as_kept : Words::checked);
    if (!taken) return fail(placed(Error(taken.error()), word));
    wanted.back() = *taken;
  }
  return wanted;
}

// Kinds are no devices, but where a catalogue has nothing else, its boards stand for devices.
std::unordered_set<std::string> left_out_of(const Fleet& fleet) {
  std::unordered_set<std::string> kinds = kinds_in(fleet.devices);
  const auto is_device = [&](const domain::DeviceEntity& device) { return !kinds.contains(device.id); };
  return std::ranges::any_of(fleet.devices, is_device) ? std::move(kinds) : bases_in(fleet.devices);
}

Result<AssignKinds> kinds_of(const Call& call, const TaskFile& file, const Catalogue& catalogue,
                             const match::projection::Projection& all, const std::vector<std::string>& observed) {
  const Fleet fleet = KG_TRY(fleet_of(all, catalogue, call));
  const bool is_whole = fleet.selection.where.empty();
  const Fleet everything = is_whole ? Fleet{} : KG_TRY(fleet_of(all, Selection{}, Words::as_kept));
  FurtherSelections selections(fleet, is_whole ? fleet : everything);
  const Wanted wanted = KG_TRY(wanted_on(file, catalogue, selections));
  const std::unordered_set<std::string> left_out = left_out_of(fleet);
  AssignKinds kinds{.selection = fleet.selection, .kinds = {}, .devices = {}, .names = {}};
  std::map<std::tuple<std::uint32_t, std::string, std::vector<bool>>, std::size_t> known;
  for (std::size_t i = 0; i < fleet.devices.size(); ++i) {
    const domain::DeviceEntity& device = fleet.devices[i];
    if (left_out.contains(device.id)) continue;
    std::vector<bool> tasks;
    for (const std::vector<bool>* there : wanted) tasks.push_back(!there || (*there)[i]);
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

Result<AssignAnswer> assigned(const TaskFile& file, ChosenModels chosen, const AssignKinds& kinds,
                              const match::Judge& judge) {
  std::vector<assigning::WantedTask> wanted;
  for (const PreparedTask& one : chosen.tasks) wanted.push_back(one.wanted);
  const auto candidates = assigning::candidates_of(chosen.models, wanted, kinds.kinds, file.in_turn, judge);
  const auto found = KG_TRY(assigning::assign(candidates.problem));
  AssignAnswer answer{.in_turn = file.in_turn,
                      .selection = kinds.selection,
                      .served = found.score.served,
                      .bound = found.bound,
                      .is_exact = found.is_exact};
  const AssignGroups groups(chosen, kinds, candidates, judge);
  std::vector<std::size_t> next(kinds.kinds.size(), 0);  // devices of each kind that have theirs
  for (const assigning::Part& part : found.parts) {
    if (part.devices == 0) continue;
    KG_CHECK(groups.check(part));
    const auto first = kinds.devices[part.place].begin() + static_cast<std::ptrdiff_t>(next[part.place]);
    next[part.place] += part.devices;
    answer.groups.push_back(groups.of(part, {first, first + static_cast<std::ptrdiff_t>(part.devices)}));
    for (std::size_t task = 0; task < chosen.tasks.size(); ++task) {
      AssignAnswer::Task& shown = chosen.tasks[task].shown;
      shown.served += part.chosen[task] == assigning::kNothing ? 0 : part.devices;
      shown.wanted += kinds.kinds[part.place].wanted[task] ? part.devices : 0;
    }
  }
  std::ranges::stable_sort(answer.groups, {}, [](const AssignAnswer::Group& group) { return group.placed.empty(); });
  for (std::size_t task = 0; task < chosen.tasks.size(); ++task) {
    AssignAnswer::Task& shown = chosen.tasks[task].shown;
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
  const auto catalogue = open_catalogue(desk, Catalogue::Access::read);
  if (!catalogue) return fail(Error(catalogue.error()));
  const Projected all = KG_TRY(projection_of(*catalogue, desk));
  auto chosen = chosen_models(*parsed, desk, catalogue, judge);
  if (!chosen) return fail(std::move(chosen).error().in(path));
  const auto kinds = kinds_of(call, *parsed, *catalogue, *all, observed_on(chosen->models, judge.limits));
  if (!kinds) return fail(Error(kinds.error()).in(path));
  return assigned(*parsed, std::move(*chosen), *kinds, judge);
}

}  // namespace kilograph::reply
