// The table of verbs: the one place from which calls are checked, and command line, help and
// reference are made.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "reply/answer.hpp"
#include "reply/call.hpp"
#include "reply/desk.hpp"

namespace kilograph::reply {

struct Parameter {
  enum class Form { positional, option, flag };
  enum class Kind { text, path, number };

  std::string_view name;           // "path", "max-bytes"
  Form form = Form::option;
  Kind kind = Kind::text;
  std::string_view value{};        // how help calls its value: "PATH", "BYTES"
  std::string_view help{};
  bool required = false;
  bool repeatable = false;
  bool value_optional = false;     // an option that may stand without a value
  std::string_view choices{};      // "best|published"; empty: anything
};

struct Verb {
  std::string_view name;
  std::string_view summary;        // one line, lower case, no full stop
  std::span<const Parameter> parameters;
  std::string_view example;        // one working command line
  std::string_view note;           // what else a user must know; may be empty
  std::string_view json;           // what `--json` prints, as Markdown
  Result<Answer> (*run)(const Call& call, Desk& desk);
};

std::span<const Verb> verbs();
// Errors: usage, naming the nearest verb.
Result<const Verb*> find_verb(std::string_view name);

// Errors: usage, for what is missing, too much, no number, or not among the choices.
Result<void> check(const Verb& verb, const Call& call);

// An option or name that the verb does not have, with the nearest that it has.
Error unknown_option(const Verb& verb, std::string_view name);

// Finds, checks and runs.
Result<Answer> answer(std::string_view verb, const Call& call, Desk& desk);

// "kilograph add PATH… [--base IRI]"
std::string usage_of(const Verb& verb);
// docs/reference/verbs.md
std::string reference_markdown();

}  // namespace kilograph::reply
