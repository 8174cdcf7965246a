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

nlohmann::ordered_json to_json(const InitAnswer& answer);
nlohmann::ordered_json to_json(const TransferAnswer& answer);
nlohmann::ordered_json to_json(const RemoveAnswer& answer);
nlohmann::ordered_json to_json(const knowledge::LogEntry& entry);
nlohmann::ordered_json to_json(const VerifyAnswer& answer);

}  // namespace kilograph::reply
