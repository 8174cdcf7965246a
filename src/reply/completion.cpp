#include "reply/completion.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "reply/embedded.hpp"

namespace kilograph::reply {
namespace {

using Form = Parameter::Form;

struct GlobalOption {
  std::string_view name, help;
  bool takes_folder = false;
};

constexpr GlobalOption kGlobals[] = {
    {"--catalog", "the catalogue", true}, {"--json", "one JSON document, or one object a line"},
    {"--quiet", "no progress, no hints"}, {"--color", "colour, on a terminal or not"},
    {"--no-color", "no colour"},          {"--help", "explain the verb, with a working example"}};

std::string option_of(const Parameter& parameter) { return "--" + std::string(parameter.name); }

std::string spaced(std::string_view choices) {
  std::string text(choices);
  std::ranges::replace(text, '|', ' ');
  return text;
}

// In single quotes of a shell.
std::string in_quotes(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string all_verbs() {
  std::string text;
  for (const Verb& verb : verbs()) text += (text.empty() ? "" : " ") + std::string(verb.name);
  return text;
}

std::string options_of(std::span<const Parameter> parameters) {
  std::string text;
  for (const Parameter& parameter : parameters) {
    if (parameter.form != Form::positional) text += option_of(parameter) + " ";
  }
  for (const GlobalOption& option : kGlobals) text += std::string(option.name) + " ";
  text.pop_back();
  return text;
}

// What the scripts of bash and zsh switch on: "choices a b", "words models", "files", "nothing".
std::string kind_of(const Parameter& parameter) {
  switch (source_of(parameter)) {
    case ValueSource::nothing: return "nothing";
    case ValueSource::choices: return "choices " + spaced(parameter.choices);
    case ValueSource::files: return "files";
    default: return "words " + std::string(word_of(source_of(parameter)));
  }
}

std::string arm(const std::string& pattern, std::string_view answer) {
  return "    " + pattern + ") echo " + in_quotes(answer) + " ;;\n";
}

std::string option_arms() {
  std::string text;
  for (const Verb& verb : verbs()) text += arm(std::string(verb.name), options_of(verb.parameters));
  return text + arm("*", options_of({}) + " --version");
}

// "fit/--model", or "why/1" for a place; a place that takes any number stands for all that follow.
std::string kind_arms() {
  std::string text;
  for (const Verb& verb : verbs()) {
    const std::string name = std::string(verb.name) + "/";
    std::size_t places = 0;
    for (const Parameter& parameter : verb.parameters) {
      if (parameter.form == Form::option) text += arm(name + option_of(parameter), kind_of(parameter));
      if (parameter.form != Form::positional) continue;
      ++places;
      text += arm(name + (parameter.repeatable ? "[0-9]*" : std::to_string(places)), kind_of(parameter));
    }
  }
  return text;
}

std::string fish_value(const Parameter& parameter) {
  switch (source_of(parameter)) {
    case ValueSource::nothing: return " -x";
    case ValueSource::choices: return " -x -a " + in_quotes(spaced(parameter.choices));
    case ValueSource::files: return " -r -F";
    default:
      return " -x -a " +
             in_quotes("(kilograph completion words " + std::string(word_of(source_of(parameter))) + " 2>/dev/null)");
  }
}

std::string fish_lines_of(const Verb& verb) {
  const std::string begin =
      "complete -c kilograph -n " + in_quotes("test (__kilograph_verb) = " + std::string(verb.name));
  std::string text;
  for (const Parameter& parameter : verb.parameters) {
    const std::string value = parameter.form == Form::flag ? "" : fish_value(parameter);
    if (parameter.form != Form::positional) {
      text += begin + " -l " + std::string(parameter.name) + value + " -d " + in_quotes(parameter.help) + "\n";
    } else if (value.starts_with(" -x -a")) {
      text += begin + value.substr(3) + "\n";  // no -x: files may stand there too
    }
  }
  return text;
}

std::string fish_lines() {
  std::string text;
  for (const Verb& verb : verbs()) {
    text += "complete -c kilograph -f -n 'test (__kilograph_verb) = -' -a " + std::string(verb.name) + " -d " +
            in_quotes(verb.summary) + "\n";
  }
  for (const GlobalOption& option : kGlobals) {
    text += "complete -c kilograph -l " + std::string(option.name.substr(2)) + (option.takes_folder ? " -r -F" : "") +
            " -d " + in_quotes(option.help) + "\n";
  }
  for (const Verb& verb : verbs()) text += fish_lines_of(verb);
  return text;
}

std::string embedded(std::string_view path) {
  const auto files = embedded_files();
  const auto file = std::ranges::find(files, path, &EmbeddedFile::path);
  return file == files.end() ? "" : std::string(file->text);
}

using Fill = std::pair<std::string_view, std::string>;

std::string filled(std::string text, std::initializer_list<Fill> fills) {
  for (const auto& [mark, value] : fills) {
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size())) {
      text.replace(at, mark.size(), value);
    }
  }
  return text;
}

struct SourceRow {
  ValueSource source;
  std::string_view word;
};

constexpr SourceRow kSources[] = {{ValueSource::verbs, "verbs"},       {ValueSource::examples, "examples"},
                                  {ValueSource::models, "models"},     {ValueSource::devices, "devices"},
                                  {ValueSource::entities, "entities"}, {ValueSource::groups, "groups"},
                                  {ValueSource::answers, "answers"},   {ValueSource::terms, "terms"}};

}  // namespace

ValueSource source_of(const Parameter& parameter) {
  if (!parameter.choices.empty()) return ValueSource::choices;
  if (parameter.kind == Parameter::Kind::path) return ValueSource::files;
  if (parameter.kind == Parameter::Kind::number) return ValueSource::nothing;
  if (parameter.name == "model") return ValueSource::models;
  if (parameter.name == "device") return ValueSource::devices;
  if (parameter.name == "group") return ValueSource::groups;
  if (parameter.name == "example") return ValueSource::examples;
  if (parameter.name == "verb") return ValueSource::verbs;
  if (parameter.value == "KEY=VALUE") return ValueSource::answers;
  if (parameter.name == "term") return ValueSource::terms;
  return parameter.value.starts_with("NAME|ID") ? ValueSource::entities : ValueSource::nothing;
}

std::string_view word_of(ValueSource source) {
  const auto row = std::ranges::find(kSources, source, &SourceRow::source);
  return row == std::end(kSources) ? std::string_view() : row->word;
}

ValueSource source_named(std::string_view word) {
  const auto row = std::ranges::find(kSources, word, &SourceRow::word);
  return row == std::end(kSources) ? ValueSource::nothing : row->source;
}

std::string completion_script(std::string_view shell) {
  const std::string place =
      filled(embedded("shell/kilograph.place"), {{"{{options}}\n", option_arms()}, {"{{kinds}}\n", kind_arms()}});
  return filled(embedded("shell/kilograph." + std::string(shell)),
                {{"{{place}}", place}, {"{{verbs}}", all_verbs()}, {"{{lines}}\n", fish_lines()}});
}

}  // namespace kilograph::reply
