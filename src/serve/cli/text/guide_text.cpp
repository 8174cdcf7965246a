#include "reply/verb.hpp"
#include "serve/cli/table.hpp"
#include "serve/cli/text/answer_text.hpp"

namespace kilograph::serve::cli {
namespace {

using reply::Parameter;
using reply::Verb;

constexpr const char* kEnvironment =
    "Everywhere\n"
    "  --catalog DIR  the catalogue (or KILOGRAPH_CATALOG; else the nearest kilograph.catalog, here or above)\n"
    "  --json         one JSON document, or one object a line\n"
    "  --quiet, -q    no progress, no hints\n"
    "  --color        colour, on a terminal or not\n"
    "  --no-color     no colour (or NO_COLOR)\n"
    "  --help, -h     explain a verb, with a working example\n";

std::string name_in_help(const Parameter& parameter) {
  if (parameter.form == Parameter::Form::positional) return std::string(parameter.value);
  std::string name = "--" + std::string(parameter.name);
  if (!parameter.value.empty()) name += " " + std::string(parameter.value);
  return name;
}

std::string help_of(const Verb& verb, const Style& style) {
  std::string text = style.paint("kilograph " + std::string(verb.name), Tone::strong) + ": " +
                     std::string(verb.summary) + "\n\nUsage\n  " + reply::usage_of(verb) + "\n";
  if (!verb.parameters.empty()) {
    Table table({{""}, {""}});
    for (const Parameter& parameter : verb.parameters)
      table.add({name_in_help(parameter), std::string(parameter.help)});
    text += "\n" + table.to_text(style, "  ");
  }
  if (!verb.note.empty()) text += "\n" + std::string(verb.note) + "\n";
  return text + "\nExample\n  " + std::string(verb.example) + "\n";
}

std::string overview(const Style& style) {
  Table table({{""}, {""}});
  for (const Verb& verb : reply::verbs())
    table.add({{std::string(verb.name), Tone::strong}, std::string(verb.summary)});
  return "kilograph: which model runs on which device, why, and how well\n\nUsage\n  kilograph VERB …\n\nVerbs\n" +
         table.to_text(style, "  ") + "\n" + kEnvironment +
         "\nExample\n  kilograph init && kilograph add catalog/ && kilograph fit\n";
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

std::string text_of_term(const reply::VocabularyTerm& term, const Style& style) {
  std::string matches;
  for (const auto& [kind, name] : term.matches) matches += (matches.empty() ? "" : ", ") + kind + " " + name;
  Table table({{""}, {""}});
  const auto row = [&table](const char* name, const std::string& value) {
    if (!value.empty()) table.add({name, value});
  };
  row("IRI", term.iri);
  row("is a", joined(term.types));
  row("below", joined(term.parents));
  row("from", joined(term.from));
  row("to", joined(term.to));
  row("elsewhere", matches);
  row("status", term.status);
  row("source", term.source);
  row("example", term.example);
  return style.paint(term.name, Tone::strong) + "  " + term.label + "\n" + term.comment + "\n\n" +
         table.to_text(style, "  ");
}

}  // namespace

std::string text_of(const reply::HelpAnswer& answer, const TextOptions& options) {
  if (answer.verb) return help_of(*answer.verb, options.style);
  if (answer.has_catalogue || options.quiet) return overview(options.style);
  return overview(options.style) +
         "\nThere is no catalogue here yet: `kilograph init` makes one, `kilograph add PATH` fills it.\n";
}

std::string text_of(const reply::VocabularyAnswer& answer, const TextOptions& options) {
  if (answer.terms.size() == 1) return text_of_term(answer.terms.front(), options.style);
  Table table({{"term"}, {"means"}});
  for (const reply::VocabularyTerm& term : answer.terms) table.add({term.name, term.label});
  return table.to_text(options.style) +
         "\nOne of them: kilograph vocabulary TERM; a page: kilograph vocabulary --as html\n";
}

std::string text_of(const reply::ReferenceAnswer& answer, const TextOptions&) { return answer.text; }

std::string text_of(const reply::VersionAnswer& answer, const TextOptions&) {
  return "kilograph " + answer.version + "\n";
}

}  // namespace kilograph::serve::cli
