#include <algorithm>

#include "base/bytes.hpp"
#include "serve/cli/table.hpp"
#include "serve/cli/text/answer_text.hpp"
#include "serve/cli/text/phrase.hpp"

namespace kilograph::serve::cli {
namespace {

using match::Candidate;
using match::Group;
using match::Pareto;

// Who states the figures of a table; each model's own document would be a footnote a cell.
std::string author_mark(domain::Source source, Footnotes& notes) {
  if (source.by == source.place) source.by = "the model's own description";
  source.place.clear();
  return notes.mark(source);
}

std::string figure_text(const std::optional<match::Figure>& figure, Footnotes& notes) {
  return figure ? grouped(figure->requirement.bytes) + " B " + author_mark(figure->source, notes) : "unknown";
}

std::string macs_text(const Candidate& candidate, Footnotes& notes) {
  return candidate.macs ? grouped(candidate.macs->value) + " " + author_mark(candidate.macs->source, notes) : "unknown";
}

std::string observed_text(const std::optional<domain::Sourced<domain::Observation>>& one, Footnotes& notes) {
  return one ? domain::amount_text(one->value) + " " + author_mark(one->source, notes) : "unknown";
}

std::string pareto_mark(Pareto pareto) {
  switch (pareto) {
    case Pareto::yes: return "★";
    case Pareto::no: return "";
    case Pareto::unknown: return "?";
  }
  return "?";
}

std::string licence_text(const reply::RankAnswer& answer, const Candidate& candidate) {
  return answer.licences.at(candidate.model) == domain::Status::met ? "allowed" : "unknown";
}

std::string group_text(const reply::RankAnswer& answer, const Group& group, Footnotes& notes, const Style& style) {
  std::vector<Column> columns{{""},
                              {"model"},
                              {group.measure, Align::right},
                              {"working memory", Align::right},
                              {"program memory", Align::right},
                              {"MACs", Align::right}};
  const auto has = [&](auto field) {
    return std::ranges::any_of(group.candidates, [&](const Candidate& one) { return (one.*field).has_value(); });
  };
  const bool has_time = has(&Candidate::time), has_energy = has(&Candidate::energy);
  if (has_time) columns.push_back({"time", Align::right});
  if (has_energy) columns.push_back({"energy", Align::right});
  if (!answer.device.empty()) columns.push_back({"on the device"});
  if (answer.is_by_licence) columns.push_back({"licence"});
  Table table(columns);
  for (const Candidate& candidate : group.candidates) {
    std::vector<Cell> row{{pareto_mark(candidate.pareto), Tone::good},
                          candidate.name,
                          value_text(candidate.metric->value) + " " + author_mark(candidate.metric->source, notes),
                          figure_text(candidate.working, notes),
                          figure_text(candidate.program, notes),
                          macs_text(candidate, notes)};
    if (has_time) row.emplace_back(observed_text(candidate.time, notes));
    if (has_energy) row.emplace_back(observed_text(candidate.energy, notes));
    if (!answer.device.empty()) row.emplace_back(words_of(answer.verdicts.at(candidate.model)));
    if (answer.is_by_licence) row.emplace_back(licence_text(answer, candidate));
    table.add(std::move(row));
  }
  const std::string dataset = group.dataset.empty() ? "a data set that is not stated" : printable(group.dataset);
  return style.paint(group.measure + " on " + dataset, Tone::strong) + "\n" + table.to_text(style, "  ") +
         (group.working_key ? "  working memory for " + match::to_text(*group.working_key) + "\n" : "") + "\n";
}

// Of one that is not compared, and so has no columns.
std::string doubt_of(const reply::RankAnswer& answer, const Candidate& candidate) {
  if (answer.is_by_licence) return "; licence: " + licence_text(answer, candidate);
  const auto verdict = answer.verdicts.find(candidate.model);
  const bool is_open = verdict != answer.verdicts.end() && verdict->second == domain::Answer::unknown;
  return is_open ? "; not known whether it fits" : "";
}

std::string unranked_text(const reply::RankAnswer& answer, const Style& style) {
  if (answer.ranking.unranked.empty()) return "";
  Table table({{""}, {""}});
  for (const Candidate& candidate : answer.ranking.unranked)
    table.add({candidate.name, {candidate.reason + doubt_of(answer, candidate), Tone::faint}});
  return style.paint("Not compared", Tone::strong) + "\n" + table.to_text(style, "  ") + "\n";
}

}  // namespace

std::string text_of(const reply::RankAnswer& answer, const TextOptions& options) {
  Footnotes notes;
  std::string text;
  for (const Group& group : answer.ranking.groups) text += group_text(answer, group, notes, options.style);
  text += unranked_text(answer, options.style);
  if (!answer.device.empty()) {
    text +=
        counted(answer.left_out, "model", "models") + " left out: they do not fit " + printable(answer.device) + ".\n";
  }
  if (answer.is_by_licence) {
    text += counted(answer.left_out, "model", "models") + " left out: the licence is not among those asked for.\n";
  }
  if (text.empty() && !answer.hint.empty()) return printable(answer.hint) + "\n";
  if (text.empty()) return "No model answers to this; `kilograph rank` without options ranks all.\n";
  if (options.quiet || answer.ranking.groups.empty()) return text;
  return text +
         "★ in the Pareto set (metric, working memory, program memory, MACs, and time and energy where shown); ? not "
         "decided: a figure is missing, or it is not known whether a model is asked for\n"
         "program memory: the model's own bytes; `why` adds those of the runtime's code\n" +
         notes.list("  ");
}

}  // namespace kilograph::serve::cli
