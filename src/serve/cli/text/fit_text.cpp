#include <algorithm>
#include <map>
#include <set>

#include "base/bytes.hpp"
#include "base/listing.hpp"
#include "serve/cli/table.hpp"
#include "serve/cli/text/answer_text.hpp"
#include "serve/cli/text/phrase.hpp"

namespace kilograph::serve::cli {
namespace {

using domain::Answer;
using domain::Verdict;

constexpr std::size_t kMostColumns = 24, kNameWidth = 60;

std::string label_of(const reply::Named& named) { return with_further(named.name, named.also); }

std::string label_in(const std::vector<reply::Named>& named, const std::string& id, const std::string& name) {
  const auto found = std::ranges::find(named, id, &reply::Named::id);
  return found == named.end() ? name : label_of(*found);
}

std::size_t count_of(const std::vector<const Verdict*>& verdicts, Answer answer) {
  return static_cast<std::size_t>(
      std::ranges::count_if(verdicts, [&](const auto* one) { return one->answer == answer; }));
}

std::vector<const Verdict*> all_of(const reply::FitAnswer& answer) {
  std::vector<const Verdict*> all;
  for (const Verdict& verdict : answer.verdicts) all.push_back(&verdict);
  return all;
}

std::string totals(const reply::FitAnswer& answer, const Style& style) {
  const auto all = all_of(answer);
  const auto part = [&](Answer of) {
    return style.paint(mark_of(of) + " " + words_of(of) + ": " + grouped(count_of(all, of)), tone_of(of));
  };
  return part(Answer::fits) + "   " + part(Answer::does_not_fit) + "   " + part(Answer::unknown) + "   of " +
         counted(all.size(), "pair", "pairs") + "\n";
}

std::string runtime_line(const reply::FitAnswer& answer) {
  if (answer.facts == match::FactSet::published) return "Judged by the published study's figures.\n";
  std::set<std::string> runtimes;
  for (const Verdict& verdict : answer.verdicts) {
    runtimes.insert(verdict.runtime + (verdict.runtime_assumed ? " (assumed where the device declares none)" : ""));
  }
  return "Judged with the runtime " + listed(runtimes) + ".\n";
}

std::string matrix(const reply::FitAnswer& answer, const TextOptions& options) {
  std::vector<Column> columns{{"model"}};
  for (std::size_t d = 0; d < answer.devices.size(); ++d) columns.push_back({std::to_string(d + 1)});
  Table table(columns);
  for (std::size_t m = 0; m < answer.models.size(); ++m) {
    std::vector<Cell> row{cut_to(label_of(answer.models[m]), kNameWidth)};
    for (std::size_t d = 0; d < answer.devices.size(); ++d) {
      const Answer one = answer.verdicts[m * answer.devices.size() + d].answer;
      row.emplace_back(mark_of(one), tone_of(one));
    }
    table.add(std::move(row));
  }
  std::string text = table.to_text(options.style) + "\n";
  for (std::size_t d = 0; d < answer.devices.size(); ++d) {
    text += "  " + std::to_string(d + 1) + "  " + printable(label_of(answer.devices[d])) + "\n";
  }
  return text + "\n";
}

// Too many devices for columns: what each model finds.
std::string summary(const reply::FitAnswer& answer, const Style& style) {
  Table table({{"model"}, {"fits", Align::right}, {"does not fit", Align::right}, {"unknown", Align::right}});
  for (std::size_t m = 0; m < answer.models.size(); ++m) {
    std::vector<const Verdict*> row;
    for (std::size_t d = 0; d < answer.devices.size(); ++d)
      row.push_back(&answer.verdicts[m * answer.devices.size() + d]);
    table.add({cut_to(label_of(answer.models[m]), kNameWidth), grouped(count_of(row, Answer::fits)),
               grouped(count_of(row, Answer::does_not_fit)), grouped(count_of(row, Answer::unknown))});
  }
  return table.to_text(style) + "\n";
}

std::string worst_text(const Verdict& verdict) {
  const auto* worst = verdict.worst();
  if (!worst) return "";
  if (worst->margin_bytes) return words_of(worst->kind) + " " + signed_bytes(*worst->margin_bytes);
  if (worst->kind == domain::RequirementKind::working_memory ||
      worst->kind == domain::RequirementKind::program_memory) {
    return words_of(worst->kind) + (worst->required_bytes ? " of the device" : " of the model") + " is not known";
  }
  return words_of(worst->kind) + " " + worst->required;
}

// One model or one device: the fitting first.
std::string slice(const reply::FitAnswer& answer, const Style& style) {
  const bool by_device = answer.models.size() == 1;
  auto verdicts = all_of(answer);
  std::ranges::stable_sort(verdicts, {}, [](const Verdict* verdict) {
    return verdict->answer == Answer::fits ? 0 : verdict->answer == Answer::unknown ? 1 : 2;
  });
  Table table({{by_device ? "device" : "model"}, {"verdict"}, {"decided by"}});
  for (const Verdict* verdict : verdicts) {
    const std::string label = by_device ? label_in(answer.devices, verdict->device, verdict->device_name)
                                        : label_in(answer.models, verdict->model, verdict->model_name);
    table.add({cut_to(label, kNameWidth),
               {mark_of(verdict->answer) + " " + words_of(verdict->answer), tone_of(verdict->answer)},
               worst_text(*verdict)});
  }
  return style.paint(printable(label_of(by_device ? answer.models[0] : answer.devices[0])), Tone::strong) + "\n" +
         table.to_text(style, "  ") + "\n";
}

// The first pairs alone: not every row or column is whole.
std::string list_of_pairs(const reply::FitAnswer& answer, const Style& style) {
  Table table({{"model"}, {"device"}, {"verdict"}, {"decided by"}});
  for (const Verdict& verdict : answer.verdicts) {
    table.add({cut_to(label_in(answer.models, verdict.model, verdict.model_name), kNameWidth),
               cut_to(label_in(answer.devices, verdict.device, verdict.device_name), kNameWidth),
               {mark_of(verdict.answer) + " " + words_of(verdict.answer), tone_of(verdict.answer)},
               worst_text(verdict)});
  }
  return table.to_text(style) + "\n" + counted(answer.left_out, "more pair is", "more pairs are") + " left out.\n";
}

std::string assumption(const std::string& what_if) {
  return what_if.empty() ? "" : "As if " + printable(what_if) + "; nothing is written.\n\n";
}

}  // namespace

std::string text_of(const reply::CountsAnswer& answer, const TextOptions& options) {
  Table table({{"model"}, {"fits", Align::right}, {"does not fit", Align::right}, {"unknown", Align::right}});
  for (const auto& row : answer.rows) {
    table.add(
        {cut_to(label_of(row.model), kNameWidth), grouped(row.fits), grouped(row.does_not_fit), grouped(row.unknown)});
  }
  return assumption(answer.what_if) + table.to_text(options.style) + "\n" +
         counted(answer.rows.size(), "model", "models") + ", " + counted(answer.devices, "device", "devices") + ".\n";
}

std::string text_of(const reply::FitAnswer& answer, const TextOptions& options) {
  if (answer.models.empty() || answer.devices.empty()) {
    return std::string("There are no ") + (answer.models.empty() ? "models" : "devices") +
           " in the catalogue; `kilograph add PATH` takes them in.\n";
  }
  std::string text = assumption(answer.what_if);
  if (answer.left_out != 0) {
    text += list_of_pairs(answer, options.style);
  } else if (answer.models.size() == 1 || answer.devices.size() == 1) {
    text += slice(answer, options.style);
  } else {
    text += answer.devices.size() <= kMostColumns ? matrix(answer, options) : summary(answer, options.style);
  }
  text += totals(answer, options.style);
  if (!options.quiet) text += runtime_line(answer) + "`kilograph why MODEL DEVICE` explains a pair.\n";
  return text;
}

}  // namespace kilograph::serve::cli
