// Candidates for a task, compared only where they can be: on the same metric of the same data set,
// with working memory for the same runtime, kernels and pointer width.
#pragma once

#include <optional>
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

// What is compared: the metric upwards, the others downwards. Absent is unknown.
struct Merits {
  std::optional<double> metric{};
  std::optional<std::uint64_t> working_bytes{}, program_bytes{}, macs{};
};

// Exact: every candidate against every other.
std::vector<Pareto> pareto_of(const std::vector<Merits>& candidates);

struct Candidate {
  std::string model, name;                       // id and name
  std::optional<domain::Sourced<domain::Metric>> metric{};
  std::optional<Figure> working{}, program{};
  std::optional<domain::Sourced<std::uint64_t>> macs{};
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

// The models are ranked as given: the caller has chosen them. `preferred` is the key of the working
// memory wanted (a device's, or the default runtime's); where not every candidate of a group has it,
// the key that most of them have is taken for the group.
Ranking rank(const std::vector<const domain::ModelEntity*>& models, const FigureKey& preferred, FactSet facts);

}  // namespace kilograph::match
