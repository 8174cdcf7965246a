// What the verbs that keep a catalogue answer.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "knowledge/catalogue.hpp"

namespace kilograph::reply {

struct InitAnswer {
  std::string catalog;
};

struct TransferAnswer {
  enum class Direction { out, in };
  Direction direction = Direction::out;
  std::string path;
  knowledge::TransferCounts counts;
};

struct RemoveAnswer {
  std::vector<knowledge::EntityRef> removed;
  std::map<std::string, std::vector<std::string>> further_names;  // by id: what else its documents called it
};

struct LogAnswer {
  std::vector<knowledge::LogEntry> entries;
};

struct VerifyAnswer {
  std::vector<std::string> problems;  // empty when clean
};

struct ContextAnswer {
  struct Row {
    std::string url;
    bool built_in = false;
    std::string place{};   // of a given one: what its file was called
    std::string sha256{};  // likewise
  };
  enum class Action { list, add, remove };
  Action action = Action::list;
  std::vector<Row> contexts;            // of `list` all, else the one that came or went
  std::uint64_t documents_changed = 0;  // that mean something else now
  std::vector<std::string> warnings{};
};

nlohmann::ordered_json to_json(const InitAnswer& answer);
nlohmann::ordered_json to_json(const TransferAnswer& answer);
nlohmann::ordered_json to_json(const RemoveAnswer& answer);
nlohmann::ordered_json to_json(const knowledge::LogEntry& entry);
nlohmann::ordered_json to_json(const VerifyAnswer& answer);
nlohmann::ordered_json to_json(const ContextAnswer& answer);

}  // namespace kilograph::reply
