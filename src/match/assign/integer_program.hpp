// Whole numbers within linear rows, made as good as they can be: by CBC (docs/decisions/0024).
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace kilograph::match::assign {

class IntegerProgram {
 public:
  using Variable = int;
  using Terms = std::vector<std::pair<Variable, double>>;  // each variable at most once

  Variable whole(double low, double high);  // takes whole values only
  Variable real(double low, double high);
  void at_most(Terms terms, double limit);
  void at_least(Terms terms, double limit);

  struct Best {
    std::vector<double> values;  // by variable; of whole ones whole
    double value = 0;            // of the objective
    double bound = 0;            // none is better than this
    bool is_proven = false;      // none is better than `value`
    std::uint64_t nodes = 0;     // of the search
  };
  // The same program gives the same answer: the search ends after so many nodes, not after a time. No values: it ended
  // before it had found some. Errors: internal, where there is no solution, or the solver fails.
  Result<Best> most(const Terms& objective, std::uint64_t most_nodes) const;
  Result<Best> least(const Terms& objective, std::uint64_t most_nodes) const;

  std::size_t size() const { return variables_.size(); }

 private:
  struct Bounds {
    double low, high;
    bool is_whole;
  };
  struct Row {
    Terms terms;
    double low, high;
  };
  Result<Best> solved(const Terms& objective, double sense, std::uint64_t most_nodes) const;

  std::vector<Bounds> variables_;
  std::vector<Row> rows_;
};

}  // namespace kilograph::match::assign
