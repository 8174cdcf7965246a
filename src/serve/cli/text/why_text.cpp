#include "serve/cli/table.hpp"
#include "serve/cli/text/answer_text.hpp"
#include "serve/cli/text/phrase.hpp"

#include "base/bytes.hpp"

namespace kilograph::serve::cli {
namespace {

using domain::RequirementLine;

std::string exact_margin(const RequirementLine& line) {
  if (!line.margin_bytes) return "";
  const std::int64_t margin = *line.margin_bytes;
  return (margin < 0 ? "−" : "+") + grouped(static_cast<std::uint64_t>(margin < 0 ? -margin : margin)) + " B";
}

std::string with_mark(const std::string& text, const std::string& mark) {
  return mark.empty() ? text : text + " " + mark;
}

std::string table_text(const reply::WhyAnswer& answer, Footnotes& notes, const Style& style) {
  Table table({{"requirement"}, {"required"}, {"available"}, {"margin", Align::right}, {"status"}});
  for (const RequirementLine& line : answer.verdict.lines) {
    std::string required = with_mark(line.required, notes.mark(line.required_source));
    if (&line == answer.line_with_code()) required = with_mark(required, notes.mark(answer.code_source));
    table.add({words_of(line.kind),
               required,
               with_mark(line.available, notes.mark(line.available_source)),
               exact_margin(line),
               {words_of(line.status), tone_of(line.status)}});
  }
  return table.to_text(style, "  ");
}

std::string notes_text(const reply::WhyAnswer& answer) {
  std::string text;
  for (const RequirementLine& line : answer.verdict.lines) {
    if (!line.note.empty()) text += "  " + words_of(line.kind) + ": " + printable(line.note) + "\n";
  }
  return text.empty() ? "" : "\n" + text;
}

std::string remedies_text(const reply::WhyAnswer& answer, const Style& style) {
  if (answer.remedies.empty()) return "";
  Table table({{""}, {""}});
  for (const domain::Remedy& remedy : answer.remedies) {
    table.add({{remedy.enough ? "enough" : "helps", remedy.enough ? Tone::good : Tone::open}, remedy.text});
  }
  return "\nWhat would help\n" + table.to_text(style, "  ");
}

std::string smallest_set_text(const reply::WhyAnswer& answer) {
  if (answer.verdict.answer == domain::Answer::fits) return "";
  if (!answer.smallest_set) return "\nNo change of the device alone makes it fit.\n";
  const bool is_one = answer.smallest_set->size() == 1;
  std::string text = is_one ? "\nThe smallest change that makes it fit\n"
                            : "\nThe smallest set of changes that makes it fit, all of them together\n";
  for (const domain::Remedy& remedy : *answer.smallest_set) text += "  " + printable(remedy.text) + "\n";
  return text;
}

}  // namespace

std::string text_of(const reply::WhyAnswer& answer, const TextOptions& options) {
  const Style& style = options.style;
  const domain::Verdict& verdict = answer.verdict;
  Footnotes notes;
  std::string text = style.paint(printable(verdict.model_name + " on " + verdict.device_name), Tone::strong) + "\n\n" +
                     assumption_text(answer.what_if);
  if (!answer.note.empty()) text += "The model is " + printable(answer.note) + ".\n\n";
  text += table_text(answer, notes, style) + notes_text(answer);
  text += "\n" + style.paint(mark_of(verdict.answer) + " " + words_of(verdict.answer), tone_of(verdict.answer)) +
          ", with the runtime " + verdict.runtime +
          (verdict.runtime_assumed ? " (assumed: the device declares none)" : "") + "\n";
  text += contradictions_text(answer.contradictions);
  text += remedies_text(answer, style) + smallest_set_text(answer);
  return text + "\nSources\n" + notes.list("  ");
}

}  // namespace kilograph::serve::cli
