#include "reply/answer/fleet.hpp"

#include <algorithm>

#include "reply/json/parts.hpp"

namespace kilograph::reply {
namespace {

using domain::Answer;

Json selection_json(const Selection& selection) {
  return {{"group", or_null(selection.group)},
          {"where", or_null(selection.where)},
          {"in", selection.in},
          {"out", selection.out},
          {"unknown", selection.unknown},
          {"kinds", selection.kinds}};
}

std::uint64_t counted(const std::vector<FleetDiffAnswer::Change>& changes, auto is_one) {
  return static_cast<std::uint64_t>(std::ranges::count_if(changes, is_one));
}

Json verdict_json(const std::optional<Answer>& answer) { return answer ? domain::name_of(*answer) : "absent"; }

}  // namespace

std::uint64_t FleetDiffAnswer::begin() const {
  return counted(changes, [](const Change& one) { return one.before && one.after == Answer::fits; });
}
std::uint64_t FleetDiffAnswer::cease() const {
  return counted(changes, [](const Change& one) { return one.after && one.before == Answer::fits; });
}
std::uint64_t FleetDiffAnswer::came() const {
  return counted(changes, [](const Change& one) { return !one.before; });
}
std::uint64_t FleetDiffAnswer::went() const {
  return counted(changes, [](const Change& one) { return !one.after; });
}

Json to_json(const GroupAnswer& answer) {
  Json json{{"action", answer.action}};
  const bool counts = answer.action == "show" || answer.action == "add";
  json["groups"] = list_json(answer.groups, [&](const Selection& one) {
    return counts ? selection_json(one) : Json{{"group", one.group}, {"where", one.where}};
  });
  if (answer.action == "show") {
    json["kinds"] = list_json(answer.kinds, [](const GroupAnswer::Kind& kind) {
      return Json{{"name", kind.name}, {"devices", kind.devices}};
    });
  }
  return json;
}

Json class_json(const FleetFitAnswer& answer, std::size_t model, std::size_t of) {
  const domain::Verdict& verdict = answer.verdict(model, of);
  const CapabilityClass& devices = answer.classes[of];
  const domain::RequirementLine* worst = verdict.worst();
  return {{"model", answer.models[model].name},
          {"model_id", or_null(answer.models[model].id)},
          {"class", devices.name},
          {"class_id", or_null(devices.id)},
          {"devices", devices.devices},
          {"verdict", domain::name_of(verdict.answer)},
          {"runtime", verdict.runtime},
          {"assumed", verdict.runtime_assumed},
          {"worst", worst ? Json{{"kind", domain::name_of(worst->kind)}, {"margin", or_null(worst->margin_bytes)}}
                          : Json(nullptr)}};
}

Json selection_json(const FleetFitAnswer& answer) { return {{"selection", selection_json(answer.selection)}}; }

Json to_json(const DiffAnswer& answer) {
  return {{"left", answer.left},
          {"right", answer.right},
          {"absent",
           answer.absent == Absent::neither ? Json(nullptr) : Json(answer.absent == Absent::left ? "left" : "right")},
          {"differences", list_json(answer.rows, [](const DiffRow& row) {
             return Json{{"fact", row.fact}, {"left", or_null(row.left)}, {"right", or_null(row.right)}};
           })}};
}

Json to_json(const FleetDiffAnswer& answer) {
  return {{"selection", selection_json(answer.selection)},
          {"left", answer.left},
          {"right", answer.right},
          {"begin", answer.begin()},
          {"cease", answer.cease()},
          {"came", answer.came()},
          {"went", answer.went()},
          {"same", answer.same},
          {"changes", list_json(answer.changes, [](const FleetDiffAnswer::Change& change) {
             return Json{{"model", change.model},
                         {"device", change.device},
                         {"device_id", change.device_id},
                         {"class", change.kind},
                         {"before", verdict_json(change.before)},
                         {"after", verdict_json(change.after)}};
           })}};
}

}  // namespace kilograph::reply
