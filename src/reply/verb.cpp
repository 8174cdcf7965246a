#include "reply/verb.hpp"

#include <algorithm>
#include <vector>

#include "domain/spelling.hpp"

namespace kilograph::reply {
namespace {

using Form = Parameter::Form;
using Kind = Parameter::Kind;

constexpr std::size_t kMostDigits = 18;  // every such number fits 63 bits

std::string shown_name(const Parameter& parameter) {
  return parameter.form == Form::positional ? std::string(parameter.value) : "--" + std::string(parameter.name);
}

std::string see_help(const Verb& verb) { return "See `kilograph " + std::string(verb.name) + " --help`."; }

bool is_number(const std::string& text) {
  return !text.empty() && text.size() <= kMostDigits &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_choice(std::string_view choices, std::string_view text) {
  while (true) {
    const auto bar = choices.find('|');
    if (choices.substr(0, bar) == text) return true;
    if (bar == std::string_view::npos) return false;
    choices.remove_prefix(bar + 1);
  }
}

std::vector<std::string> words_of(std::string_view choices) {
  std::vector<std::string> words;
  for (auto bar = choices.find('|'); bar != std::string_view::npos; bar = choices.find('|')) {
    words.emplace_back(choices.substr(0, bar));
    choices.remove_prefix(bar + 1);
  }
  words.emplace_back(choices);
  return words;
}

std::string in_words(std::string_view choices) {
  std::string text(choices);
  for (auto bar = text.find('|'); bar != std::string::npos; bar = text.find('|')) text.replace(bar, 1, ", ");
  return text;
}

Result<void> check_value(const Verb& verb, const Parameter& parameter, const std::string& value) {
  if (parameter.kind == Kind::number && !is_number(value)) {
    return fail(ErrorKind::usage, "'" + value + "' is no number", shown_name(parameter), "a whole number",
                see_help(verb));
  }
  if (!parameter.choices.empty() && !is_choice(parameter.choices, value)) {
    const auto near = domain::nearest(value, words_of(parameter.choices), 1);
    return fail(ErrorKind::usage, "'" + value + "' is not known", shown_name(parameter), in_words(parameter.choices),
                near.empty() ? "" : "The nearest is '" + near.front() + "'.");
  }
  if (value.empty() && parameter.form != Form::flag && !parameter.value_optional) {
    return fail(ErrorKind::usage, "the value is empty", shown_name(parameter), std::string(parameter.value),
                see_help(verb));
  }
  return {};
}

}  // namespace

Result<const Verb*> find_verb(std::string_view name) {
  std::vector<std::string> names;
  for (const Verb& verb : verbs()) {
    if (verb.name == name) return &verb;
    names.emplace_back(verb.name);
  }
  const auto near = domain::nearest(name, names, 1);
  return fail(ErrorKind::usage, "unknown verb '" + std::string(name) + "'", "", "",
              near.empty() ? "`kilograph help` lists all."
                           : "The nearest is '" + near.front() + "'; `kilograph help` lists all.");
}

Result<void> check(const Verb& verb, const Call& call) {
  for (const auto& [name, values] : call.values()) {
    const auto parameter = std::ranges::find(verb.parameters, name, &Parameter::name);
    if (parameter == verb.parameters.end()) return fail(unknown_option(verb, name));
    if (values.size() > 1 && !parameter->repeatable) {
      return fail(ErrorKind::usage, shown_name(*parameter) + " is given " + std::to_string(values.size()) + " times",
                  "", "once");
    }
    for (const std::string& value : values) KG_CHECK(check_value(verb, *parameter, value));
  }
  for (const Parameter& parameter : verb.parameters) {
    if (!parameter.required || call.has(parameter.name)) continue;
    return fail(ErrorKind::usage, "`" + std::string(verb.name) + "` needs " + shown_name(parameter), "",
                std::string(parameter.help), "For example: `" + std::string(verb.example) + "`");
  }
  return {};
}

Error unknown_option(const Verb& verb, std::string_view name) {
  std::vector<std::string> names;
  for (const Parameter& parameter : verb.parameters) {
    if (parameter.form != Form::positional) names.emplace_back(parameter.name);
  }
  for (const char* global : {"catalog", "json", "quiet", "color", "no-color", "help"}) names.emplace_back(global);
  const auto near = domain::nearest(name, names, 1);
  return {ErrorKind::usage, "`" + std::string(verb.name) + "` has no option '--" + std::string(name) + "'", "", "",
          (near.empty() ? "" : "The nearest is '--" + near.front() + "'. ") + see_help(verb)};
}

Result<Answer> answer(std::string_view name, const Call& call, Desk& desk) {
  const Verb* verb = KG_TRY(find_verb(name));
  KG_CHECK(check(*verb, call));
  return verb->run(call, desk);
}

}  // namespace kilograph::reply
