#include "base/bytes.hpp"
#include "serve/cli/table.hpp"
#include "serve/cli/text/answer_text.hpp"
#include "serve/cli/text/phrase.hpp"

namespace kilograph::serve::cli {
namespace {

using reply::AssignAnswer;

constexpr std::size_t kMostGroups = 40, kMostDevices = 3, kNameWidth = 48, kWhyWidth = 110;

std::string bound_text(const AssignAnswer& answer) {
  std::string text = "served " + grouped(answer.served) + " of at most " + grouped(answer.bound) +
                     " (priorities, summed over devices): ";
  if (answer.is_exact) return text + "exact, nothing is better\n";
  if (answer.served == answer.bound) return text + "as much as can be; others may have better models or more room\n";
  const std::uint64_t gap = (answer.bound - answer.served) * 1000 / answer.bound;
  return text + "a search that was cut short; at most " + std::to_string(gap / 10) + "." + std::to_string(gap % 10) +
         " % more can be served\n";
}

std::string tasks_text(const AssignAnswer& answer, const Style& style) {
  Table table(
      {{"task"}, {"priority", Align::right}, {"served", Align::right}, {"wanted", Align::right}, {"compared by"}});
  for (const AssignAnswer::Task& task : answer.tasks) {
    const std::string dataset = task.dataset.empty() ? "a data set that is not stated" : task.dataset;
    table.add({cut_to(printable(task.name), kNameWidth), grouped(task.priority), grouped(task.served),
               grouped(task.wanted),
               cut_to(printable(task.measure.empty() ? task.note : task.measure + " on " + dataset), kWhyWidth)});
  }
  return table.to_text(style);
}

std::string devices_text(const AssignAnswer::Group& group) {
  std::string text;
  for (std::size_t i = 0; i < group.devices.size() && i < kMostDevices; ++i) {
    text += (i == 0 ? "" : ", ") + printable(group.devices[i].name);
  }
  return text + (group.devices.size() > kMostDevices ? ", …" : "");
}

std::string used_text(const AssignAnswer::Group& group) {
  return "RAM " + grouped(group.ram_used) + " of " + grouped(group.ram_bytes) + " B free, flash " +
         grouped(group.flash_used) + " of " + grouped(group.flash_bytes) + " B free, with " + printable(group.runtime);
}

std::string group_text(const AssignAnswer::Group& group, const Style& style) {
  std::string text = style.paint(cut_to(printable(group.kind), kNameWidth), Tone::strong) + "  " +
                     counted(group.devices.size(), "device", "devices") + ": " + devices_text(group) + "\n";
  Table table({{""}, {""}, {""}, {"", Align::right}, {"", Align::right}});
  for (const AssignAnswer::Placed& one : group.placed) {
    table.add({{"✓", Tone::good},
               cut_to(printable(one.task), kNameWidth),
               cut_to(printable(one.model.name), kNameWidth),
               "arena " + grouped(one.arena_bytes) + " B",
               "model " + grouped(one.model_bytes) + " B"});
  }
  if (!table.empty()) text += table.to_text(style, "  ") + "    " + used_text(group) + "\n";
  for (const AssignAnswer::Unserved& one : group.unserved) {
    const std::string model = one.model.empty() ? "" : one.model + ": ";
    text += "  " + style.paint("✗", Tone::bad) + " " + printable(one.task) + "  " + printable(model + one.why) + "\n";
  }
  return text;
}

std::string none_text(const AssignAnswer& answer, const TextOptions& options) {
  const reply::Selection& selection = answer.selection;
  if (selection.where.empty()) return "no devices; `kilograph add PATH` takes them in\n";
  const std::string what = selection.group.empty() ? "the condition" : "the condition of group " + selection.group;
  return "no device surely meets " + printable(what + ": " + selection.where) + "\n" +
         (options.quiet ? "" : doubt_text(selection));
}

}  // namespace

std::string text_of(const AssignAnswer& answer, const TextOptions& options) {
  if (answer.groups.empty()) return none_text(answer, options);
  std::string text = "models of one device run " + std::string(answer.in_turn ? "in turn" : "together") + "\n" +
                     bound_text(answer) + "\n" + tasks_text(answer, options.style) + "\n";
  for (std::size_t i = 0; i < answer.groups.size() && i < kMostGroups; ++i) {
    text += group_text(answer.groups[i], options.style);
  }
  if (answer.groups.size() > kMostGroups) {
    text += "… and " + grouped(answer.groups.size() - kMostGroups) + " more groups of devices; --json lists all\n";
  }
  return options.quiet ? text : text + doubt_text(answer.selection);
}

}  // namespace kilograph::serve::cli
