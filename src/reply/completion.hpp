// Completion of command lines in shells, made from the table of verbs.
#pragma once

#include <string>
#include <string_view>

#include "reply/verb.hpp"

namespace kilograph::reply {

// What completes the value of a parameter.
enum class ValueSource { nothing, choices, files, verbs, models, devices, entities, groups, examples, answers, terms };

ValueSource source_of(const Parameter& parameter);

// The word after `kilograph completion words` that lists the values of a source: "models".
std::string_view word_of(ValueSource source);
ValueSource source_named(std::string_view word);  // nothing, for another word

// A script for "bash", "zsh" or "fish". It asks the program for names (`kilograph completion words models`), and is
// silent where there is no catalogue.
std::string completion_script(std::string_view shell);

}  // namespace kilograph::reply
