#include <array>

#include "match/rank.hpp"

namespace kilograph::match {
namespace {

// Every merit as a number that is better when larger. 64-bit counts are below 2^53 in any real
// model; long double keeps all 64 bits.
using Vector = std::array<std::optional<long double>, 4>;

std::optional<long double> downwards(const std::optional<std::uint64_t>& value) {
  return value ? std::optional(-static_cast<long double>(*value)) : std::nullopt;
}

Vector vector_of(const Merits& merits) {
  return {merits.metric, downwards(merits.working_bytes), downwards(merits.program_bytes), downwards(merits.macs)};
}

// Does `a` dominate `b`: at least as good in all, better in one?
Pareto dominates(const Vector& a, const Vector& b) {
  bool better = false, open = false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!a[i] || !b[i]) {
      open = true;
    } else if (*a[i] < *b[i]) {
      return Pareto::no;
    } else if (*a[i] > *b[i]) {
      better = true;
    }
  }
  if (open) return Pareto::unknown;
  return better ? Pareto::yes : Pareto::no;
}

}  // namespace

std::string_view name_of(Pareto pareto) {
  switch (pareto) {
    case Pareto::yes: return "yes";
    case Pareto::no: return "no";
    case Pareto::unknown: return "unknown";
  }
  return "unknown";
}

std::vector<Pareto> pareto_of(const std::vector<Merits>& candidates) {
  std::vector<Vector> vectors;
  for (const Merits& merits : candidates) vectors.push_back(vector_of(merits));
  std::vector<Pareto> answers(candidates.size(), Pareto::yes);
  for (std::size_t i = 0; i < vectors.size(); ++i) {
    for (std::size_t j = 0; j < vectors.size() && answers[i] != Pareto::no; ++j) {
      if (i == j) continue;
      const Pareto dominated = dominates(vectors[j], vectors[i]);
      if (dominated == Pareto::yes) answers[i] = Pareto::no;
      if (dominated == Pareto::unknown) answers[i] = Pareto::unknown;
    }
  }
  return answers;
}

}  // namespace kilograph::match
