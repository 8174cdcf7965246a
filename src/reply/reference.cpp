// Usage lines and the reference page, made from the table of verbs.
#include "base/error.hpp"
#include "reply/verb.hpp"

namespace kilograph::reply {
namespace {

using Form = Parameter::Form;

std::string usage_of(const Parameter& parameter) {
  std::string text;
  if (parameter.form == Form::positional) {
    text = std::string(parameter.value) + (parameter.repeatable ? "…" : "");
  } else {
    text = "--" + std::string(parameter.name);
    if (parameter.value_optional) text += " [" + std::string(parameter.value) + "]";
    else if (!parameter.value.empty()) text += " " + std::string(parameter.value);
  }
  return parameter.required ? text : "[" + text + "]";
}

// A bar would end a cell of a Markdown table.
std::string cell(std::string_view text) {
  std::string escaped;
  for (const char c : text) escaped += c == '|' ? std::string("\\|") : std::string(1, c);
  return escaped;
}

std::string section_of(const Verb& verb) {
  std::string text = "\n## " + std::string(verb.name) + "\n\n" + std::string(verb.summary) + ".\n\n    " +
                     usage_of(verb) + "\n\nExample: `" + std::string(verb.example) + "`\n";
  if (!verb.note.empty()) text += "\n" + std::string(verb.note) + "\n";
  text += "\nJSON: " + std::string(verb.json) + ".\n";
  if (verb.parameters.empty()) return text;
  text += "\n| parameter | meaning |\n|---|---|\n";
  for (const Parameter& parameter : verb.parameters) {
    std::string name = parameter.form == Form::positional ? "" : "--" + std::string(parameter.name);
    if (!parameter.value.empty()) name += (name.empty() ? "" : " ") + std::string(parameter.value);
    text += "| `" + cell(name) + "` | " + cell(parameter.help) + " |\n";
  }
  return text;
}

}  // namespace

std::string usage_of(const Verb& verb) {
  std::string text = "kilograph " + std::string(verb.name);
  for (const Parameter& parameter : verb.parameters) {
    if (parameter.form == Form::positional) text += " " + usage_of(parameter);
  }
  for (const Parameter& parameter : verb.parameters) {
    if (parameter.form != Form::positional) text += " " + usage_of(parameter);
  }
  return text;
}

std::string reference_markdown() {
  std::string text =
      "# Verbs\n\nWritten by `kilograph help --markdown` from the table of verbs; do not edit by hand.\n\n"
      "Every verb takes `--catalog DIR` (or the environment variable `KILOGRAPH_CATALOG`; else the nearest folder\n"
      "`kilograph.catalog`, here or above), `--json`, `--quiet`, `--color`, `--no-color` (or `NO_COLOR`) and "
      "`--help`.\n\n"
      "Exit codes: 0 done, 1 the answer is no or unknown (`why`, `verify`), 2 wrong use, 3 bad input, 4 not found,\n"
      "5 our or the machine's fault. With `--json` an error is one document `{\"error\": {\"kind\", \"message\",\n"
      "\"where\", \"expected\", \"advice\"}}` on standard output.\n";
  for (const Verb& verb : verbs()) text += section_of(verb);
  return text;
}

}  // namespace kilograph::reply
