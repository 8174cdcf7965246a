// What `fit` and `why` answer.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "domain/verdict.hpp"
#include "match/fit.hpp"

namespace kilograph::reply {

struct Named {
  std::string id, name;
  std::vector<std::string> also{};  // further names
};

// Every pair of `models` and `devices`, models outside.
struct FitAnswer {
  std::vector<Named> models, devices;
  std::vector<domain::Verdict> verdicts;
  match::FactSet facts = match::FactSet::best;
};

struct WhyAnswer {
  domain::Verdict verdict;
  std::vector<domain::Remedy> remedies;
  match::FactSet facts = match::FactSet::best;
};

nlohmann::ordered_json pair_json(const domain::Verdict& verdict);  // a line of `fit`
nlohmann::ordered_json to_json(const WhyAnswer& answer);

}  // namespace kilograph::reply
