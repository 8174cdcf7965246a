// The best order of a model's operators, subgraph by subgraph.
#pragma once

#include "domain/model.hpp"
#include "inspect/optimise/optimisation.hpp"
#include "inspect/optimise/order_problem.hpp"
#include "inspect/optimise/order_search.hpp"

namespace kilograph::inspect::optimise_detail {

// A subgraph's operators as steps. `buffers` are those of its plan; `called_bytes` what each operator's calls need
// at their peak, by operator.
OrderProblem order_problem_of(const domain::Model& model, std::size_t subgraph,
                              const std::vector<PlannedBuffer>& buffers,
                              const std::vector<std::uint64_t>& called_bytes);

struct ModelOrder {
  OperatorOrders orders;         // of all subgraphs; today's for those that are called from several places
  bool changes = false;          // some order is not the file's
  std::uint64_t bound = 0;       // most bytes alive at once in the best case
};

// Subgraphs that are called are ordered before those that call them; the search's work is shared among them.
ModelOrder best_orders(const domain::Model& model, const std::vector<PlannedBuffer>& buffers);

OperatorOrders orders_of_file(const domain::Model& model);

// The model with its operators in another order, and without an offline plan, which was made for the old one.
domain::Model in_order(const domain::Model& model, const OperatorOrders& orders);

}  // namespace kilograph::inspect::optimise_detail
