// Candidates for a task, compared only where they can be: on the same metric of the same data set,
// with working memory for the same runtime, kernels and pointer width.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "domain/entity.hpp"
#include "match/figure.hpp"
#include "match/fit.hpp"

namespace kilograph::match {

// Whether no other candidate is at least as good in all and better in one. `unknown` where a figure
// is missing that could decide it.
enum class Pareto { yes, no, unknown };
std::string_view name_of(Pareto pareto);

// What is compared, each better when it is larger; absent is unknown. Those of all candidates stand in one order.
using Merits = std::vector<std::optional<long double>>;

// Exact, in any number of merits: every candidate against every other. Of those that are open (absent: none) it is not
// known whether they are candidates at all: they are never in the set for sure, and put no other out of it for sure.
std::vector<Pareto> pareto_of(const std::vector<Merits>& candidates, const std::vector<bool>& is_open = {});

struct Candidate {
  std::string model, name;                       // id and name
  std::optional<domain::Sourced<domain::Metric>> metric{};
  std::optional<Figure> working{}, program{};
  std::optional<domain::Sourced<std::uint64_t>> macs{};
  std::optional<domain::Sourced<domain::Observation>> time{}, energy{};  // of one answer where it is to run
  bool is_open = false;                          // not known whether it is one: its verdict is unknown
  Pareto pareto = Pareto::unknown;
  std::string reason{};                          // of an unranked one: why it is listed apart
};

struct Group {
  std::string measure, dataset, unit;            // the metric's data set, else the one of its document's model
  std::optional<FigureKey> working_key{};        // what all its working-memory figures are for
  std::vector<Candidate> candidates;             // best first; ties by smaller memory, then name
};

struct Ranking {
  std::vector<Group> groups;                     // the largest first, then by measure and data set
  std::vector<Candidate> unranked;               // no metric value that could be compared
};

// Percent and ratio of one measure stand on one scale.
double in_percent(const domain::Metric& metric);

// The models are ranked as given: the caller has chosen them. `preferred` is the key of the working
// memory wanted (a device's, or the default runtime's); where not every candidate of a group has it,
// the key that most of them have is taken for the group. `places` are the device's (places_of); none: for no device.
// Time and energy count where some candidate of the group has them. `open` are ids of models (Candidate::is_open).
Ranking rank(const std::vector<const domain::ModelEntity*>& models, const FigureKey& preferred, FactSet facts,
             const std::vector<std::string>& places = {}, const std::set<std::string>& open = {});

}  // namespace kilograph::match
