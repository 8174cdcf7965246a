// What `rank` answers.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "domain/verdict.hpp"
#include "match/rank.hpp"

namespace kilograph::reply {

struct RankAnswer {
  match::Ranking ranking;
  std::string device;                               // name; empty: not asked for one
  std::map<std::string, domain::Answer> verdicts;   // by model id, where a device was asked for
  bool is_by_licence = false;                       // licences are limited, and no device asked for
  std::map<std::string, domain::Status> licences;   // by model id, where they are: met or unknown
  std::uint64_t left_out = 0;  // models chosen that do not fit the device, or whose licence is not
                               // allowed
  std::string hint{};          // where no model is about the task that was asked for: the nearest ones
};

nlohmann::ordered_json to_json(const RankAnswer& answer);

}  // namespace kilograph::reply
