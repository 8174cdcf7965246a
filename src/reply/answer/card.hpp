// What `describe` answers.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "ingest/document.hpp"

namespace kilograph::reply {

struct CardAnswer {
  std::string path;                          // of the card
  bool is_written = false;                   // false: it was shown only, or not agreed to
  std::string text;                          // Markdown
  ingest::ModelCard card{};                  // the text, read again
  std::vector<std::string> unknown{};        // keys that nobody answered
};

nlohmann::ordered_json to_json(const CardAnswer& answer);

}  // namespace kilograph::reply
