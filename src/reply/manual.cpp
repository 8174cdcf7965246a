#include "reply/manual.hpp"

#include "base/error.hpp"
#include "base/version.hpp"

namespace kilograph::reply {
namespace {

using Form = Parameter::Form;

// Text as roff takes it: a backslash, and a dot or quote that begins a line, would be orders. A minus that people may
// copy is one.
std::string roff(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (out.empty() && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\') out += "\\e";
    else if (c == '-') out += "\\-";
    else if (c != '`') out += c;
  }
  return out;
}

std::string upper_case(std::string_view text) {
  std::string out;
  for (const char c : text) out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

std::string title_of(std::string_view page) {
  return ".TH " + upper_case(page) + " 1 \"\" \"kilograph " + std::string(kVersion) + "\" \"Kilograph\"\n";
}

std::string heading(std::string_view text) { return ".SH " + std::string(text) + "\n"; }

std::string name_section(std::string_view page, std::string_view summary) {
  return heading("NAME") + roff(page) + " \\- " + roff(summary) + "\n";
}

std::string tagged(std::string_view tag, std::string_view text) {
  return ".TP\n.B " + roff(tag) + "\n" + roff(text) + "\n";
}

std::string example(std::string_view line) { return heading("EXAMPLE") + ".nf\n" + roff(line) + "\n.fi\n"; }

std::string tag_of(const Parameter& parameter) {
  std::string tag = parameter.form == Form::positional ? "" : "--" + std::string(parameter.name);
  if (!parameter.value.empty()) tag += (tag.empty() ? "" : " ") + std::string(parameter.value);
  return tag;
}

std::string everywhere() {
  return heading("EVERYWHERE") +
         tagged("--catalog DIR",
                "the catalogue; else the variable KILOGRAPH_CATALOG, else the "
                "nearest folder kilograph.catalog, here or above") +
         tagged("--json", "one JSON document, or one object a line") + tagged("--quiet, -q", "no progress, no hints") +
         tagged("--color", "colour, on a terminal or not") +
         tagged("--no-color", "no colour; the variable NO_COLOR does the same") +
         tagged("--help, -h", "explain the verb, with a working example");
}

std::string exit_codes() {
  return heading("EXIT STATUS") + tagged("0", "done") +
         tagged("1", "the answer is no or unknown (why, validate, verify)") + tagged("2", "wrong use") +
         tagged("3", "bad input") + tagged("4", "not found") + tagged("5", "our or the machine's fault");
}

}  // namespace

std::string manual(const Verb& verb) {
  const std::string page = "kilograph-" + std::string(verb.name);
  std::string text =
      title_of(page) + name_section(page, verb.summary) + heading("SYNOPSIS") + roff(usage_of(verb)) + "\n";
  if (!verb.note.empty()) text += heading("DESCRIPTION") + roff(verb.note) + "\n";
  if (!verb.parameters.empty()) text += heading("OPTIONS");
  for (const Parameter& parameter : verb.parameters) {
    const std::string choices = parameter.choices.empty() ? "" : ": " + std::string(parameter.choices);
    text += tagged(tag_of(parameter), std::string(parameter.help) + choices);
  }
  return text + everywhere() + heading("JSON") + roff(verb.json) + "\n" + example(verb.example) + exit_codes() +
         heading("SEE ALSO") + ".BR kilograph (1)\n";
}

std::string manual() {
  std::string text =
      title_of("kilograph") + name_section("kilograph", "which model runs on which device, why, and how well") +
      heading("SYNOPSIS") + "kilograph VERB ...\n" + heading("DESCRIPTION") +
      "Kilograph keeps TinyML models and IoT devices in a knowledge graph and answers: does it fit, why, and "
      "how well.\n" +
      heading("VERBS");
  for (const Verb& verb : verbs()) text += tagged(verb.name, verb.summary);
  text += everywhere() + example("kilograph init && kilograph add catalog/ && kilograph fit") + exit_codes() +
          heading("FILES") + tagged("kilograph.catalog", "the catalogue: a folder with one SQLite file") +
          heading("SEE ALSO");
  for (const Verb& verb : verbs()) {
    text += ".BR kilograph\\-" + roff(verb.name) + " (1)" + (&verb == &verbs().back() ? "\n" : ",\n");
  }
  return text;
}

}  // namespace kilograph::reply
