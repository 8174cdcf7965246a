#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <span>

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

using Counts = std::array<std::uint64_t, 3>;  // by answer

std::uint64_t count_in(const Counts& counts, Answer answer) { return counts[static_cast<std::size_t>(answer)]; }

Counts counts_of(const reply::FitAnswer& answer, std::size_t first, std::size_t pairs) {
  Counts counts{};
  for (std::size_t pair = first; pair < first + pairs; ++pair) {
    ++counts[static_cast<std::size_t>(answer.verdict(pair).answer)];
  }
  return counts;
}

std::string totals(const Counts& counts, const Style& style) {
  const auto part = [&](Answer of) {
    return style.paint(mark_of(of) + " " + words_of(of) + ": " + grouped(count_in(counts, of)), tone_of(of));
  };
  return part(Answer::fits) + "   " + part(Answer::does_not_fit) + "   " + part(Answer::unknown) + "   of " +
         counted(counts[0] + counts[1] + counts[2], "pair", "pairs") + "\n";
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
      const Answer one = answer.verdict(m * answer.devices.size() + d).answer;
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
    const Counts row = counts_of(answer, m * answer.devices.size(), answer.devices.size());
    table.add({cut_to(label_of(answer.models[m]), kNameWidth), grouped(count_in(row, Answer::fits)),
               grouped(count_in(row, Answer::does_not_fit)), grouped(count_in(row, Answer::unknown))});
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
  Table table({{by_device ? "device" : "model"}, {"verdict"}, {"decided by"}});
  for (const Answer wanted : {Answer::fits, Answer::unknown, Answer::does_not_fit}) {
    for (std::size_t pair = 0; pair < answer.pairs.size(); ++pair) {
      const Verdict& verdict = answer.verdict(pair);
      if (verdict.answer != wanted) continue;
      table.add({cut_to(label_of(by_device ? answer.device(pair) : answer.model(pair)), kNameWidth),
                 {mark_of(wanted) + " " + words_of(wanted), tone_of(wanted)},
                 worst_text(verdict)});
    }
  }
  return style.paint(printable(label_of(by_device ? answer.models[0] : answer.devices[0])), Tone::strong) + "\n" +
         table.to_text(style, "  ") + "\n";
}

std::string left_out_line(std::uint64_t pairs) {
  return pairs == 0 ? "" : counted(pairs, "more pair is", "more pairs are") + " left out.\n";
}

// The first pairs alone: not every row or column is whole.
std::string list_of_pairs(const reply::FitAnswer& answer, const Style& style) {
  Table table({{"model"}, {"device"}, {"verdict"}, {"decided by"}});
  for (std::size_t pair = 0; pair < answer.pairs.size(); ++pair) {
    const Verdict& verdict = answer.verdict(pair);
    table.add({cut_to(label_of(answer.model(pair)), kNameWidth),
               cut_to(label_of(answer.device(pair)), kNameWidth),
               {mark_of(verdict.answer) + " " + words_of(verdict.answer), tone_of(verdict.answer)},
               worst_text(verdict)});
  }
  return table.to_text(style) + "\n" + left_out_line(answer.left_out);
}

std::string nothing_there(bool of_models) {
  return std::string("There are no ") + (of_models ? "models" : "devices") +
         " in the catalogue; `kilograph add PATH` takes them in.\n";
}

// Models by how their changed facts are known, each note once.
template <class NameOf>
std::string notes_text(const std::vector<std::string>& notes, const NameOf& name_of) {
  constexpr std::size_t kMostNames = 4;
  std::map<std::string, std::vector<std::string>> models;
  for (std::size_t i = 0; i < notes.size(); ++i) models[notes[i]].push_back(name_of(i));
  std::string text;
  for (const auto& [note, names] : models) {
    const std::size_t shown = std::min(names.size(), kMostNames);
    const std::string all = listed(std::span(names).first(shown));
    text += printable(all) + (names.size() > shown ? " and " + grouped(names.size() - shown) + " more" : "") + ": " +
            printable(note) + ".\n";
  }
  return text.empty() ? text : text + "\n";
}

}  // namespace

std::string text_of(const reply::CountsAnswer& answer, const TextOptions& options) {
  Table table({{"model"}, {"fits", Align::right}, {"does not fit", Align::right}, {"unknown", Align::right}});
  for (const auto& row : answer.rows) {
    table.add(
        {cut_to(label_of(row.model), kNameWidth), grouped(row.fits), grouped(row.does_not_fit), grouped(row.unknown)});
  }
  std::vector<std::string> notes;
  for (const auto& row : answer.rows) {
    if (!row.note.empty()) notes.push_back(row.note);
  }
  return assumption_text(answer.what_if) + notes_text(notes, [&](std::size_t i) { return answer.rows[i].model.name; }) +
         table.to_text(options.style) + "\n" + counted(answer.rows.size(), "model", "models") + ", " +
         counted(answer.devices, "device", "devices") + ".\n";
}

std::string pair_text(const reply::FitPair& pair, const Style& style) {
  constexpr std::size_t kVerdictWidth = 14;
  const Answer answer = pair.verdict.answer;
  std::string words = mark_of(answer) + " " + words_of(answer);
  words.append(kVerdictWidth - std::min(kVerdictWidth, width_of(words)), ' ');
  const std::string worst = worst_text(pair.verdict);
  return style.paint(words, tone_of(answer)) + "  " + printable(label_of(pair.model)) + "  ·  " +
         printable(label_of(pair.device)) + (worst.empty() ? "" : "  (" + printable(worst) + ")") + "\n";
}

std::string text_of(const reply::PairStreamAnswer& answer, const TextOptions& options) {
  if (answer.models == 0 || answer.devices == 0) return nothing_there(answer.models == 0);
  return assumption_text(answer.what_if) +
         notes_text(answer.notes, [&](std::size_t i) { return answer.names[i].name; }) +
         totals(answer.pairs, options.style) + left_out_line(answer.left_out);
}

std::string text_of(const reply::FitAnswer& answer, const TextOptions& options) {
  if (answer.models.empty() || answer.devices.empty()) return nothing_there(answer.models.empty());
  std::string text =
      assumption_text(answer.what_if) + notes_text(answer.notes, [&](std::size_t i) { return answer.models[i].name; });
  if (answer.left_out != 0) {
    text += list_of_pairs(answer, options.style);
  } else if (answer.models.size() == 1 || answer.devices.size() == 1) {
    text += slice(answer, options.style);
  } else {
    text += answer.devices.size() <= kMostColumns ? matrix(answer, options) : summary(answer, options.style);
  }
  text += totals(counts_of(answer, 0, answer.pairs.size()), options.style);
  if (!options.quiet) text += runtime_line(answer) + "`kilograph why MODEL DEVICE` explains a pair.\n";
  return text;
}

}  // namespace kilograph::serve::cli
