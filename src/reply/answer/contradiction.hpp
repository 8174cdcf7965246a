// A fact of which sources say different things, and which of them counts.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "domain/source.hpp"

namespace kilograph::reply {

struct Contradiction {
  struct Said {
    std::string value;
    domain::Source source;
  };
  std::string of;            // "model", "device"
  std::string fact;          // "clock in Hz"
  Said counted;
  std::vector<Said> others;  // in the order in which they would count, each value once
  std::string rule;          // why the first counts before the others, in words
};

nlohmann::ordered_json to_json(const Contradiction& one);

}  // namespace kilograph::reply
