// What `fit` and `why` answer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "domain/verdict.hpp"
#include "match/fit.hpp"
#include "reply/answer/contradiction.hpp"

namespace kilograph::reply {

struct Named {
  std::string id, name;
  std::vector<std::string> also{};  // further names
};

// One pair, as long as whoever gives it holds its parts.
struct FitPair {
  const Named& model;
  const Named& device;
  const domain::Verdict& verdict;
  std::string_view note{};  // how the facts of a model that was changed for this answer are known; empty: it was not
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
  std::vector<std::string> notes{};  // of each model how its changed facts are known; empty: none was changed

  const domain::Verdict& verdict(std::size_t pair) const { return verdicts[pairs[pair]]; }
  const Named& model(std::size_t pair) const { return models[pair / devices.size()]; }
  const Named& device(std::size_t pair) const { return devices[pair % devices.size()]; }
  FitPair pair(std::size_t at) const {
    return {model(at), device(at), verdict(at), notes.empty() ? std::string_view() : notes[at / devices.size()]};
  }
};

// How many devices each model fits: `fit --counts`.
struct CountsAnswer {
  struct Row {
    Named model;
    std::uint64_t fits = 0, unknown = 0, does_not_fit = 0;
    std::string note{};  // how its changed facts are known; empty: it was not changed
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
  std::string what_if{}, note{};                // as of a FitAnswer
  std::vector<Contradiction> contradictions{};  // of the model, then of the device

  // The line whose bytes hold that code; null for none.
  const domain::RequirementLine* line_with_code() const {
    for (const auto& line : verdict.lines) {
      if (code_source && line.kind == domain::RequirementKind::program_memory) return &line;
    }
    return nullptr;
  }
};

nlohmann::ordered_json pair_json(const FitPair& pair);  // a line of `fit`
nlohmann::ordered_json counts_json(const CountsAnswer::Row& row);  // a line of `fit --counts`
nlohmann::ordered_json to_json(const WhyAnswer& answer);

}  // namespace kilograph::reply
