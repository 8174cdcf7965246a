// What `new thing` and the exports of single descriptions answer.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace kilograph::reply {

struct ThingAnswer {
  std::string id, model;                // IRIs
  std::string description;              // the TD
  std::string file;                     // written to; empty: the description itself is the answer
  std::vector<std::string> warnings{};  // what was assumed or left out
};

// Descriptions that were written to a file or folder, or one for standard output.
struct DescriptionsAnswer {
  std::string path;                     // empty: `text` is the answer
  std::string text{};
  std::vector<std::string> written{};   // ids of the devices, or the one name asked for
};

nlohmann::ordered_json to_json(const ThingAnswer& answer);
nlohmann::ordered_json to_json(const DescriptionsAnswer& answer);

}  // namespace kilograph::reply
