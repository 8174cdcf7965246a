#include "match/assign/integer_program.hpp"

#include <coin/Cbc_C_Interface.h>

#include <algorithm>
#include <climits>
#include <cmath>
#include <exception>
#include <limits>
#include <memory>
#include <string>

namespace kilograph::match::assign {
namespace {

constexpr double kNoLimit = std::numeric_limits<double>::infinity();

struct Delete {
  void operator()(Cbc_Model* model) const { Cbc_deleteModel(model); }
};
using Model = std::unique_ptr<Cbc_Model, Delete>;

// The rows by their columns, as the solver takes them.
struct Columns {
  std::vector<CoinBigIndex> starts;
  std::vector<int> rows;
  std::vector<double> factors;
};

template <class Rows>
Columns columns_of(const Rows& rows, std::size_t variables) {
  Columns columns;
  columns.starts.assign(variables + 1, 0);
  for (const auto& row : rows) {
    for (const auto& [variable, factor] : row.terms) ++columns.starts[static_cast<std::size_t>(variable) + 1];
  }
  for (std::size_t i = 0; i < variables; ++i) columns.starts[i + 1] += columns.starts[i];
  columns.rows.resize(static_cast<std::size_t>(columns.starts.back()));
  columns.factors.resize(columns.rows.size());
  std::vector<CoinBigIndex> next(columns.starts.begin(), columns.starts.end() - 1);
  int number = 0;
  for (const auto& row : rows) {
    for (const auto& [variable, factor] : row.terms) {
      const auto at = static_cast<std::size_t>(next[static_cast<std::size_t>(variable)]++);
      columns.rows[at] = number;
      columns.factors[at] = factor;
    }
    ++number;
  }
  return columns;
}

tl::unexpected<Error> no_answer(const std::string& why) {
  return fail(ErrorKind::internal, "the solver gave no assignment: " + why, {}, {},
              "Fewer tasks, or a group of devices, may help; please report it.");
}

}  // namespace

IntegerProgram::Variable IntegerProgram::whole(double low, double high) {
  variables_.push_back({low, high, true});
  return static_cast<Variable>(variables_.size() - 1);
}

IntegerProgram::Variable IntegerProgram::real(double low, double high) {
  variables_.push_back({low, high, false});
  return static_cast<Variable>(variables_.size() - 1);
}

void IntegerProgram::at_most(Terms terms, double limit) { rows_.push_back({std::move(terms), -kNoLimit, limit}); }
void IntegerProgram::at_least(Terms terms, double limit) { rows_.push_back({std::move(terms), limit, kNoLimit}); }

Result<IntegerProgram::Best> IntegerProgram::most(const Terms& objective, std::uint64_t most_nodes) const {
  return solved(objective, -1, most_nodes);
}
Result<IntegerProgram::Best> IntegerProgram::least(const Terms& objective, std::uint64_t most_nodes) const {
  return solved(objective, 1, most_nodes);
}

Result<IntegerProgram::Best> IntegerProgram::solved(const Terms& objective, double sense,
                                                    std::uint64_t most_nodes) const try {
  std::vector<double> low, high, factors(variables_.size(), 0.0), row_low, row_high;
  for (const Bounds& one : variables_) {
    low.push_back(one.low);
    high.push_back(one.high);
  }
  for (const auto& [variable, factor] : objective) factors[static_cast<std::size_t>(variable)] = factor;
  for (const Row& row : rows_) {
    row_low.push_back(row.low);
    row_high.push_back(row.high);
  }
  const Columns columns = columns_of(rows_, variables_.size());
  const Model model(Cbc_newModel());
  Cbc_setLogLevel(model.get(), 0);
  Cbc_loadProblem(model.get(), static_cast<int>(variables_.size()), static_cast<int>(rows_.size()),
                  columns.starts.data(), columns.rows.data(), columns.factors.data(), low.data(), high.data(),
                  factors.data(), row_low.data(), row_high.data());
  Cbc_setObjSense(model.get(), sense);
  for (std::size_t i = 0; i < variables_.size(); ++i) {
    if (variables_[i].is_whole) Cbc_setInteger(model.get(), static_cast<int>(i));
  }
  Cbc_setMaximumNodes(model.get(), static_cast<int>(std::min<std::uint64_t>(most_nodes, INT_MAX)));
  Cbc_solve(model.get());
  if (Cbc_isProvenInfeasible(model.get()) != 0) return no_answer("there is none");
  if (Cbc_isAbandoned(model.get()) != 0) return no_answer("it gave up");
  Best best{.values = {}, .value = 0, .bound = Cbc_getBestPossibleObjValue(model.get())};
  best.nodes = static_cast<std::uint64_t>(std::max(Cbc_getNodeCount(model.get()), 0));
  const double* found = Cbc_bestSolution(model.get());
  if (!found) return best;
  best.values.assign(found, found + variables_.size());
  for (std::size_t i = 0; i < variables_.size(); ++i) {
    if (variables_[i].is_whole) best.values[i] = std::round(best.values[i]);
  }
  for (const auto& [variable, factor] : objective)
    best.value += factor * best.values[static_cast<std::size_t>(variable)];
  best.is_proven = Cbc_isProvenOptimal(model.get()) != 0;
  if (best.is_proven) best.bound = best.value;
  return best;
} catch (const std::exception& error) {
  return no_answer(error.what());
}

}  // namespace kilograph::match::assign
