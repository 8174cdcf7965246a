// What `help` and `version` answer.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "reply/vocabulary.hpp"

namespace kilograph::reply {

struct Verb;

struct HelpAnswer {
  const Verb* verb = nullptr;    // null: all of them
  bool has_catalogue = true;     // where the asker is; otherwise a hint tells how to begin
};

// A page for people or for shells, printed as it is: the reference in Markdown, a manual page, a script, names.
struct ReferenceAnswer {
  std::string text;
};

// A term, or all: of one, what is known of it.
struct VocabularyAnswer {
  std::vector<VocabularyTerm> terms;
};

struct VersionAnswer {
  std::string version;
};

nlohmann::ordered_json to_json(const HelpAnswer& answer);
nlohmann::ordered_json to_json(const VocabularyAnswer& answer);
nlohmann::ordered_json to_json(const VersionAnswer& answer);

}  // namespace kilograph::reply
