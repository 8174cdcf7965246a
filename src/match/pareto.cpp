#include "match/rank.hpp"

namespace kilograph::match {
namespace {

// Does `a` dominate `b`: at least as good in all, better in one?
Pareto dominates(const Merits& a, const Merits& b) {
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

std::vector<Pareto> pareto_of(const std::vector<Merits>& candidates, const std::vector<bool>& is_open) {
  const auto may_be_none = [&](std::size_t at) { return !is_open.empty() && is_open[at]; };
  std::vector<Pareto> answers(candidates.size(), Pareto::yes);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    for (std::size_t j = 0; j < candidates.size() && answers[i] != Pareto::no; ++j) {
      if (i == j) continue;
      const Pareto dominated = dominates(candidates[j], candidates[i]);
      if (dominated == Pareto::no) continue;
      answers[i] = dominated == Pareto::yes && !may_be_none(j) ? Pareto::no : Pareto::unknown;
    }
    if (may_be_none(i) && answers[i] == Pareto::yes) answers[i] = Pareto::unknown;
  }
  return answers;
}

}  // namespace kilograph::match
