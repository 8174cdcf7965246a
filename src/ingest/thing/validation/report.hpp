// What a validation finds: every breach of a rule, with its place.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/json/document.hpp"

namespace kilograph::ingest::thing {

// What the text is held to: by its @context, and by its @type whether it is a model.
enum class Edition { td_1_0, td_1_1, thing_model };
std::string_view name_of(Edition edition);    // "TD 1.1"
std::string_view prefix_of(Edition edition);  // "td-1.1": what names of its rules begin with

// error: breaks the Recommendation, or JSON; warning: a rule beyond it.
enum class Level { error, warning };
std::string_view name_of(Level level);

struct Finding {
  Level level = Level::error;
  std::string rule;     // "td-1.1/form-href-required"
  std::string where;    // a JSON pointer; empty for the whole text
  std::string message;  // what is wrong and what to do
  json::Position position{};
};

struct Report {
  std::vector<Finding> findings;  // in the order of the text
  std::size_t further = 0;        // findings beyond the limit, which are only counted
  std::size_t errors = 0, warnings = 0;  // of all
  std::size_t things = 0;         // descriptions and models in the text

  bool is_valid(bool strict) const { return errors == 0 && (!strict || warnings == 0); }
};

}  // namespace kilograph::ingest::thing
