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

}  // namespace

std::string text_of(const reply::HelpAnswer& answer, const TextOptions& options) {
  return answer.verb ? help_of(*answer.verb, options.style) : overview(options.style);
}

std::string text_of(const reply::ReferenceAnswer& answer, const TextOptions&) { return answer.markdown; }

std::string text_of(const reply::VersionAnswer& answer, const TextOptions&) {
  return "kilograph " + answer.version + "\n";
}

}  // namespace kilograph::serve::cli
