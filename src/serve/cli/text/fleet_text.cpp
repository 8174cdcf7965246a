#include <algorithm>
#include <map>

#include "base/bytes.hpp"
#include "serve/cli/table.hpp"
#include "serve/cli/text/answer_text.hpp"
#include "serve/cli/text/phrase.hpp"

namespace kilograph::serve::cli {
namespace {

using domain::Answer;

constexpr std::size_t kMostShown = 40, kNameWidth = 60;
constexpr Answer kAnswers[] = {Answer::fits, Answer::does_not_fit, Answer::unknown};

std::string more(std::size_t shown, std::size_t all, std::string_view how) {
  return all > shown ? "… and " + grouped(all - shown) + " more; " + std::string(how) + "\n" : "";
}

std::string selection_text(const reply::Selection& selection, const Style& style) {
  if (selection.where.empty()) return grouped(selection.in) + " devices\n";
  std::string text = selection.group.empty() ? "" : style.paint(printable(selection.group), Tone::strong) + "  ";
  text += printable(selection.where) + "\n";
  text += grouped(selection.in) + " in, " + grouped(selection.out) + " out, " + grouped(selection.unknown) +
          " unknown (a fact that it asks for is not known)\n";
  if (selection.kinds == 0) return text;
  return text +
         counted(selection.kinds, "kind of device, which is no device, is",
                 "kinds of device, which are no devices, are") +
         " left out (Thing Models, and what others are based on)\n";
}

std::string worst_text(const domain::Verdict& verdict) {
  const auto* worst = verdict.worst();
  if (!worst) return "";
  return words_of(worst->kind) + (worst->margin_bytes ? " " + signed_bytes(*worst->margin_bytes) : "");
}

// One model: the kinds of device, those that fit first.
std::string by_class(const reply::FleetFitAnswer& answer, const Style& style) {
  std::vector<std::size_t> order(answer.classes.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto rank = [&](std::size_t i) {
    const Answer one = answer.verdict(0, i).answer;
    return one == Answer::fits ? 0 : one == Answer::unknown ? 1 : 2;
  };
  std::ranges::stable_sort(order, {}, rank);
  Table table({{"kind of device"}, {"devices", Align::right}, {"verdict"}, {"decided by"}});
  for (std::size_t i = 0; i < order.size() && i < kMostShown; ++i) {
    const auto& one = answer.classes[order[i]];
    const auto& verdict = answer.verdict(0, order[i]);
    table.add({cut_to(one.name, kNameWidth),
               grouped(one.devices),
               {mark_of(verdict.answer) + " " + words_of(verdict.answer), tone_of(verdict.answer)},
               worst_text(verdict)});
  }
  return style.paint(printable(answer.models[0].name), Tone::strong) + "\n" + table.to_text(style, "  ") +
         more(kMostShown, order.size(), "--csv lists all devices");
}

std::string by_model(const reply::FleetFitAnswer& answer, const Style& style) {
  Table table({{"model"}, {"fits", Align::right}, {"does not fit", Align::right}, {"unknown", Align::right}});
  for (std::size_t m = 0; m < answer.models.size(); ++m) {
    std::map<Answer, std::uint64_t> counts;
    for (std::size_t c = 0; c < answer.classes.size(); ++c) {
      counts[answer.verdict(m, c).answer] += answer.classes[c].devices;
    }
    std::vector<Cell> row{cut_to(answer.models[m].name, kNameWidth)};
    for (const Answer one : kAnswers) row.emplace_back(grouped(counts[one]));
    table.add(std::move(row));
  }
  return table.to_text(style);
}

}  // namespace

std::string doubt_text(const reply::Selection& selection) {
  if (selection.unknown == 0) return "";
  return "warning: " + counted(selection.unknown, "device has", "devices have") +
         " no row: whether selected is unknown (a fact that it asks for is not known)\n";
}

std::string text_of(const reply::FleetFitAnswer& answer, const TextOptions& options) {
  if (!answer.csv.empty()) return answer.csv;
  std::string text = selection_text(answer.selection, options.style);
  if (answer.models.empty())
    return text + "There are no models in the catalogue; `kilograph add PATH` takes them in.\n";
  if (answer.classes.empty()) return text;
  text += "\n" + (answer.models.size() == 1 ? by_class(answer, options.style) : by_model(answer, options.style));
  if (!options.quiet) {
    text += "\nJudged once for each of " + counted(answer.classes.size(), "kind", "kinds") +
            " of device with the same hardware facts; --csv lists every device.\n";
  }
  return text;
}

std::string text_of(const reply::GroupAnswer& answer, const TextOptions& options) {
  if (answer.action == "list") {
    Table table({{"group"}, {"devices where"}});
    for (const auto& group : answer.groups) table.add({{printable(group.group), Tone::strong}, printable(group.where)});
    return table.empty() ? "no groups; `kilograph group add NAME --where TEXT` makes one\n"
                         : table.to_text(options.style);
  }
  if (answer.action == "remove") {
    return options.quiet ? "" : "removed group " + printable(answer.groups[0].group) + "\n";
  }
  std::string text = selection_text(answer.groups[0], options.style);
  Table table({{"kind of device"}, {"devices", Align::right}});
  for (std::size_t i = 0; i < answer.kinds.size() && i < kMostShown; ++i) {
    table.add({cut_to(answer.kinds[i].name, kNameWidth), grouped(answer.kinds[i].devices)});
  }
  if (!table.empty()) text += "\n" + table.to_text(options.style, "  ");
  return text + more(kMostShown, answer.kinds.size(), "--json lists all");
}

std::string text_of(const reply::DiffAnswer& answer, const TextOptions& options) {
  if (answer.rows.empty())
    return "no fact differs between " + printable(answer.left) + " and " + printable(answer.right) + "\n";
  Table table({{"fact"}, {answer.left}, {answer.right}});
  const auto shown = [&](const std::string& value, reply::Absent side) {
    return value.empty() ? Cell(answer.absent == side ? "absent" : "unknown", Tone::faint)
                         : Cell(cut_to(value, kNameWidth));
  };
  for (const reply::DiffRow& row : answer.rows) {
    table.add({row.fact, shown(row.left, reply::Absent::left), shown(row.right, reply::Absent::right)});
  }
  return table.to_text(options.style);
}

std::string text_of(const reply::FleetDiffAnswer& answer, const TextOptions& options) {
  const std::uint64_t came = answer.came(), went = answer.went();
  std::string text = selection_text(answer.selection, options.style) + "from " + printable(answer.left) + " to " +
                     printable(answer.right) + ": " + grouped(answer.begin()) + " begin to fit, " +
                     grouped(answer.cease()) + " cease to fit, " +
                     counted(answer.changes.size() - came - went, "verdict", "verdicts") + " changed, " +
                     grouped(answer.same) + " stay";
  if (came > 0) text += ", " + grouped(came) + " came (absent before)";
  if (went > 0) text += ", " + grouped(went) + " went (absent now)";
  text += "\n";
  // Kinds of device on a terminal; every device in JSON.
  using Was = std::optional<Answer>;
  // What was absent on a side comes last.
  std::map<std::tuple<bool, std::string, std::string, Was, Was>, std::uint64_t> counts;
  const auto shown_as = [](const Was& one) {
    return one ? Cell(words_of(*one), tone_of(*one)) : Cell("absent", Tone::faint);
  };
  for (const auto& change : answer.changes) {
    ++counts[{!change.before || !change.after, change.model, change.kind.empty() ? change.device : change.kind,
              change.before, change.after}];
  }
  Table table({{"model"}, {"kind of device"}, {"devices", Align::right}, {"was"}, {"is"}});
  std::size_t shown = 0;
  for (const auto& [key, devices] : counts) {
    const auto& [is_absent, model, kind, before, after] = key;
    if (++shown > kMostShown) break;
    table.add(
        {cut_to(model, kNameWidth), cut_to(kind, kNameWidth), grouped(devices), shown_as(before), shown_as(after)});
  }
  if (!table.empty()) text += "\n" + table.to_text(options.style, "  ");
  return text + more(kMostShown, counts.size(), "--json lists every device");
}

}  // namespace kilograph::serve::cli
