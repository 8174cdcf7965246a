// What `add` answers.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace kilograph::reply {

struct AddedEntity {
  std::string id, kind, name;
  std::string source;   // the path as it was given
  std::string change;   // "added", "changed", "unchanged"
};

struct Problem {
  std::string source;   // the path as it was given
  std::string where;    // the place in it
  std::string kind;     // an error kind's name; "warning" where the rest was kept
  std::string message;
};

struct AddAnswer {
  std::uint64_t added = 0, changed = 0, unchanged = 0, failed = 0;
  std::map<std::string, std::uint64_t> kinds;  // how many entities of each kind
  std::vector<AddedEntity> entities;           // empty where they were streamed or not wanted
  std::vector<Problem> problems;               // empty where they were reported as they came
  std::vector<std::string> stated;             // names of statements that two entities are one, made now
  std::vector<std::string> notes{};            // what was learnt, a line each
  bool streamed = false;
};

nlohmann::ordered_json to_json(const AddedEntity& entity);
nlohmann::ordered_json to_json(const AddAnswer& answer);

}  // namespace kilograph::reply
