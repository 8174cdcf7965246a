// What `fit` and `why` answer.
#pragma once

#include <cstdint>
#include <optional>
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

// Every pair of `models` and `devices`, models outside: those before the limit. Pairs that differ in names alone
// share their verdict, which names one of them.
struct FitAnswer {
  std::vector<Named> models, devices;
  std::vector<domain::Verdict> verdicts;
  std::vector<std::uint32_t> pairs;  // of each pair, its place in `verdicts`
  match::FactSet facts = match::FactSet::best;
  std::string what_if{};     // facts that were changed for this answer alone; empty: none
  std::uint64_t left_out = 0;  // pairs beyond the limit that was asked for

  const domain::Verdict& verdict(std::size_t pair) const { return verdicts[pairs[pair]]; }
  const Named& model(std::size_t pair) const { return models[pair / devices.size()]; }
  const Named& device(std::size_t pair) const { return devices[pair % devices.size()]; }
};

// How many devices each model fits: `fit --counts`.
struct CountsAnswer {
  struct Row {
    Named model;
    std::uint64_t fits = 0, unknown = 0, does_not_fit = 0;
  };
  std::vector<Row> rows;
  std::uint64_t devices = 0;
  match::FactSet facts = match::FactSet::best;
  std::string what_if{};
};

struct WhyAnswer {
  domain::Verdict verdict;
  std::vector<domain::Remedy> remedies;
  std::optional<std::vector<domain::Remedy>> smallest_set{};  // that makes it fit, all together; empty where it fits
  match::FactSet facts = match::FactSet::best;
  std::optional<domain::Source> code_source{};  // of the code in the program-memory line; absent: none counted

  // The line whose bytes hold that code; null for none.
  const domain::RequirementLine* line_with_code() const {
    for (const auto& line : verdict.lines) {
      if (code_source && line.kind == domain::RequirementKind::program_memory) return &line;
    }
    return nullptr;
  }
};

nlohmann::ordered_json pair_json(const FitAnswer& answer, std::size_t pair);  // a line of `fit`
nlohmann::ordered_json counts_json(const CountsAnswer::Row& row);  // a line of `fit --counts`
nlohmann::ordered_json to_json(const WhyAnswer& answer);

}  // namespace kilograph::reply
