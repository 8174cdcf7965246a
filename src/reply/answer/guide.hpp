// What `help` and `version` answer.
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

namespace kilograph::reply {

struct Verb;

struct HelpAnswer {
  const Verb* verb = nullptr;  // null: all of them
};

// The reference page of all verbs, as Markdown.
struct ReferenceAnswer {
  std::string markdown;
};

struct VersionAnswer {
  std::string version;
};

nlohmann::ordered_json to_json(const HelpAnswer& answer);
nlohmann::ordered_json to_json(const VersionAnswer& answer);

}  // namespace kilograph::reply
