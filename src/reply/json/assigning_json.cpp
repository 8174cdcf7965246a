#include "reply/answer/assigning.hpp"

#include "reply/json/parts.hpp"

namespace kilograph::reply {
namespace {

Json task_json(const AssignAnswer::Task& task) {
  return {{"name", task.name},         {"priority", task.priority},       {"wanted", task.wanted},
          {"served", task.served},     {"metric", or_null(task.measure)}, {"dataset", or_null(task.dataset)},
          {"note", or_null(task.note)}};
}

Json group_json(const AssignAnswer::Group& group) {
  return {{"class", group.kind},
          {"devices", list_json(group.devices,
                                [](const Named& device) {
                                  return Json{{"device", device.name}, {"device_id", or_null(device.id)}};
                                })},
          {"runtime", or_null(group.runtime)},
          {"placed", list_json(group.placed,
                               [](const AssignAnswer::Placed& one) {
                                 return Json{{"task", one.task},
                                             {"model", one.model.name},
                                             {"model_id", or_null(one.model.id)},
                                             {"arena_bytes", one.arena_bytes},
                                             {"model_bytes", one.model_bytes},
                                             {"quality", or_null(one.quality_percent)}};
                               })},
          {"unserved", list_json(group.unserved,
                                 [](const AssignAnswer::Unserved& one) {
                                   return Json{{"task", one.task}, {"model", or_null(one.model)}, {"why", one.why}};
                                 })},
          {"ram", {{"free", group.ram_bytes}, {"used", group.ram_used}}},
          {"flash", {{"free", group.flash_bytes}, {"used", group.flash_used}}}};
}

}  // namespace

Json to_json(const AssignAnswer& answer) {
  return {{"run", answer.in_turn ? "in turn" : "together"},
          {"group", or_null(answer.selection.group)},
          {"where", or_null(answer.selection.where)},
          {"served", answer.served},
          {"bound", answer.bound},
          {"exact", answer.is_exact},
          {"tasks", list_json(answer.tasks, task_json)},
          {"groups", list_json(answer.groups, group_json)}};
}

}  // namespace kilograph::reply
