#include "serve/cli/arguments.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <string_view>

#include "reply/verb.hpp"

namespace kilograph::serve::cli {
namespace {

using reply::Parameter;
using reply::Verb;
using Form = Parameter::Form;

// What CLI11 fills for one verb, by parameter; checked by reply, so that every surface refuses alike.
struct Slots {
  bool help = false;
  std::map<std::string_view, std::vector<std::string>> values;
  std::map<std::string_view, bool> flags;
  std::map<std::string_view, CLI::Option*> options;
};

struct Globals {
  std::string catalogue;
  bool json = false, quiet = false, colour = false, no_colour = false, help = false, version = false;
};

void add_globals(CLI::App& app, Globals& globals) {
  app.add_option("--catalog", globals.catalogue);
  app.add_flag("--json", globals.json)->disable_flag_override();
  app.add_flag("--quiet,-q", globals.quiet)->disable_flag_override();
  app.add_flag("--color", globals.colour)->disable_flag_override();
  app.add_flag("--no-color", globals.no_colour)->disable_flag_override();
}

void add_parameter(CLI::App& app, const Parameter& parameter, Slots& slots) {
  const std::string name = (parameter.form == Form::positional ? "" : "--") + std::string(parameter.name);
  if (parameter.form == Form::flag) {
    app.add_flag(name, slots.flags[parameter.name])->disable_flag_override();
    return;
  }
  CLI::Option* option = app.add_option(name, slots.values[parameter.name]);
  const bool takes_many = parameter.form == Form::positional && parameter.repeatable;
  if (takes_many) {
    option->expected(-1);
  } else {
    option->expected(parameter.value_optional ? 0 : 1, 1)->allow_extra_args(false);
    // An option given twice is taken twice, so that the check can say so.
    if (parameter.form == Form::option) option->take_all();
  }
  slots.options[parameter.name] = option;
}

reply::Call call_of(const Verb& verb, const Slots& slots) {
  reply::Call call;
  for (const Parameter& parameter : verb.parameters) {
    const std::string name(parameter.name);
    if (parameter.form == Form::flag) {
      if (slots.flags.at(parameter.name)) call.give(name);
      continue;
    }
    if (slots.options.at(parameter.name)->count() == 0) continue;
    const auto& values = slots.values.at(parameter.name);
    if (values.empty()) call.give(name);
    for (const std::string& value : values) call.give(name, value);
  }
  return call;
}

std::unique_ptr<CLI::App> parser_of(const Verb& verb, Slots& slots, Globals& globals) {
  auto app = std::make_unique<CLI::App>(std::string(verb.summary), "kilograph " + std::string(verb.name));
  app->set_help_flag();
  app->allow_extras();
  app->add_flag("--help,-h", slots.help)->disable_flag_override();
  add_globals(*app, globals);
  for (const Parameter& parameter : verb.parameters) add_parameter(*app, parameter, slots);
  return app;
}

Error extra_argument(const Verb& verb, const std::string& extra) {
  if (extra.starts_with("--"))
    return reply::unknown_option(verb, std::string_view(extra).substr(2, extra.find('=') - 2));
  if (extra.starts_with("-")) return reply::unknown_option(verb, std::string_view(extra).substr(1));
  return {ErrorKind::usage, "`" + std::string(verb.name) + "` takes no argument '" + extra + "'", "",
          reply::usage_of(verb), "Quote a name that has spaces."};
}

Error takes_no_value(std::string_view flag) {
  return {ErrorKind::usage, std::string(flag) + " takes no value", "", "", "Give it without '=', or leave it out."};
}

// "--json=", which CLI11 takes for "--json".
Result<void> check_empty_values(const CLI::App& app, const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    if (!word.starts_with("--") || word.find('=') != word.size() - 1) continue;
    const std::string name = word.substr(0, word.size() - 1);
    const CLI::Option* option = app.get_option_no_throw(name);
    if (option && option->get_expected_max() == 0) return fail(takes_no_value(name));
  }
  return {};
}

// CLI11 takes its arguments last first.
Result<void> parse(CLI::App& app, std::vector<std::string> words) {
  KG_CHECK(check_empty_values(app, words));
  std::ranges::reverse(words);
  try {
    app.parse(words);
  } catch (const CLI::ArgumentMismatch& error) {
    // The one way to it that the slots leave: "--json=0".
    const std::string_view what = error.what();
    if (!what.ends_with("override")) return fail(ErrorKind::usage, std::string(what));
    return fail(takes_no_value(what.substr(0, what.find(' '))));
  } catch (const CLI::Error& error) {
    return fail(ErrorKind::usage, error.what());
  }
  return {};
}

// The verb is the first word that is no global option and no value of one.
std::size_t verb_position(const std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--catalog") {
      ++i;
    } else if (!words[i].starts_with('-')) {
      return i;
    }
  }
  return words.size();
}

void give_globals(Arguments& arguments, const Globals& globals) {
  if (!globals.catalogue.empty()) arguments.catalogue = globals.catalogue;
  arguments.json = globals.json;
  arguments.quiet = globals.quiet;
  arguments.colour = globals.colour;
  arguments.no_colour = globals.no_colour;
}

// No verb: `kilograph`, `kilograph --help`, `kilograph --version`.
Result<Arguments> parse_without_verb(const std::vector<std::string>& words) {
  Globals globals;
  CLI::App app("", "kilograph");
  app.set_help_flag();
  app.allow_extras();
  app.add_flag("--help,-h", globals.help)->disable_flag_override();
  app.add_flag("--version", globals.version)->disable_flag_override();
  add_globals(app, globals);
  KG_CHECK(parse(app, words));
  if (const auto extras = app.remaining(); !extras.empty()) {
    return fail(ErrorKind::usage, "unknown option '" + extras.front() + "'", "", "", "See `kilograph --help`.");
  }
  Arguments arguments{.verb = globals.version ? "version" : "help", .call = {}};
  give_globals(arguments, globals);
  return arguments;
}

}  // namespace

Result<Arguments> parse_arguments(int argc, const char* const* argv) {
  std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
  const std::size_t position = verb_position(words);
  if (position == words.size()) return parse_without_verb(words);
  const Verb* verb = KG_TRY(reply::find_verb(words[position]));
  words.erase(words.begin() + static_cast<std::ptrdiff_t>(position));
  Slots slots;
  Globals globals;
  const auto app = parser_of(*verb, slots, globals);
  KG_CHECK(parse(*app, std::move(words)));
  Arguments arguments{.verb = std::string(verb->name), .call = {}};
  give_globals(arguments, globals);
  if (slots.help) {
    arguments.verb = "help";
    arguments.call.give("verb", std::string(verb->name));
    return arguments;
  }
  if (const auto extras = app->remaining(); !extras.empty()) return fail(extra_argument(*verb, extras.front()));
  arguments.call = call_of(*verb, slots);
  return arguments;
}

bool asks_for_json(int argc, const char* const* argv) {
  return std::any_of(argv + std::min(argc, 1), argv + argc, [](std::string_view word) { return word == "--json"; });
}

}  // namespace kilograph::serve::cli
