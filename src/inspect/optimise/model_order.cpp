#include "inspect/optimise/model_order.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <optional>
#include <set>

namespace kilograph::inspect::optimise_detail {
namespace {

using domain::Model;
using domain::Operator;
using domain::Subgraph;

// Operators whose effect is not in their outputs alone, or may not be.
constexpr std::array<std::string_view, 14> kStateful{"ASSIGN_VARIABLE",
                                                     "BIDIRECTIONAL_SEQUENCE_LSTM",
                                                     "CALL",
                                                     "CALL_ONCE",
                                                     "CUSTOM",
                                                     "IF",
                                                     "MULTINOMIAL",
                                                     "RANDOM_STANDARD_NORMAL",
                                                     "RANDOM_UNIFORM",
                                                     "READ_VARIABLE",
                                                     "UNKNOWN",
                                                     "VAR_HANDLE",
                                                     "WHILE",
                                                     "DELEGATE"};

bool is_stateful(const Operator& op, const Subgraph& subgraph) {
  if (!op.options.called_subgraphs.empty()) return true;
  if (op.name.starts_with("CUSTOM:") || op.name.starts_with("UNKNOWN(") || op.name.starts_with("HASHTABLE"))
    return true;
  if (std::ranges::find(kStateful, op.name) != kStateful.end()) return true;
  return std::ranges::any_of(op.inputs, [&](std::int32_t tensor) {
    return tensor >= 0 && subgraph.tensors[static_cast<std::size_t>(tensor)].is_variable;
  });
}

std::vector<std::int32_t> each_once(const std::vector<std::int32_t>& tensors) {
  std::set<std::int32_t> once;
  for (const std::int32_t tensor : tensors) {
    if (tensor >= 0) once.insert(tensor);
  }
  return {once.begin(), once.end()};
}

// Who touched a tensor so far.
struct Touched {
  std::int32_t writer = -1;
  std::vector<std::int32_t> readers;
};

void add_dependencies(const Subgraph& subgraph, OrderProblem& problem) {
  std::vector<Touched> touched(subgraph.tensors.size());
  std::int32_t last_stateful = -1;
  for (std::size_t i = 0; i < subgraph.operators.size(); ++i) {
    const auto index = static_cast<std::int32_t>(i);
    std::set<std::int32_t> before;
    for (const std::int32_t tensor : each_once(subgraph.operators[i].inputs)) {
      Touched& other = touched[static_cast<std::size_t>(tensor)];
      if (other.writer >= 0) before.insert(other.writer);
      other.readers.push_back(index);
    }
    for (const std::int32_t tensor : each_once(subgraph.operators[i].outputs)) {
      Touched& other = touched[static_cast<std::size_t>(tensor)];
      if (other.writer >= 0) before.insert(other.writer);
      before.insert(other.readers.begin(), other.readers.end());
      other = {index, {}};
    }
    if (is_stateful(subgraph.operators[i], subgraph)) {
      if (last_stateful >= 0) before.insert(last_stateful);
      last_stateful = index;
    }
    before.erase(index);
    problem.steps[i].before.assign(before.begin(), before.end());
  }
}

// Which subgraphs run, and how often they are called.
std::vector<int> calls_of(const Model& model) {
  std::vector<int> calls(model.subgraphs.size(), 0);
  calls[0] = 1;
  for (const Subgraph& subgraph : model.subgraphs) {
    for (const Operator& op : subgraph.operators) {
      for (const std::int32_t called : op.options.called_subgraphs) ++calls[static_cast<std::size_t>(called)];
    }
  }
  return calls;
}

class Orders {
 public:
  Orders(const Model& model, const std::vector<PlannedBuffer>& buffers)
      : model_(model), buffers_(buffers), calls_(calls_of(model)), found_(model.subgraphs.size()) {
    std::size_t operators = 0;
    for (const Subgraph& subgraph : model.subgraphs) operators += subgraph.operators.size();
    operators_ = std::max<std::size_t>(operators, 1);
  }

  ModelOrder find() && {
    const std::uint64_t bound = solve(0).bound;
    ModelOrder result{orders_of_file(model_), false, bound};
    for (std::size_t s = 0; s < found_.size(); ++s) {
      if (!found_[s] || found_[s]->order == result.orders[s]) continue;
      result.orders[s] = found_[s]->order;
      result.changes = true;
    }
    return result;
  }

 private:
  // Calls are no circle and nest at most 64 deep: a plan was made.
  const FoundOrder& solve(std::size_t index) {
    if (found_[index]) return *found_[index];
    const Subgraph& subgraph = model_.subgraphs[index];
    std::vector<std::uint64_t> called_bytes(subgraph.operators.size(), 0), called_bound(called_bytes);
    for (std::size_t i = 0; i < subgraph.operators.size(); ++i) {
      for (const std::int32_t called : subgraph.operators[i].options.called_subgraphs) {
        const FoundOrder& inner = solve(static_cast<std::size_t>(called));
        called_bytes[i] = std::max(called_bytes[i], inner.peak_bytes);
        called_bound[i] = std::max(called_bound[i], inner.bound);
      }
    }
    const bool may_change = calls_[index] == 1;
    const std::uint64_t share =
        may_change ? kOrderSearchWork / operators_ * std::max<std::size_t>(subgraph.operators.size(), 1) : 0;
    found_[index] = best_order(order_problem_of(model_, index, buffers_, called_bytes), share);
    if (!may_change) found_[index]->bound = 0;
    if (called_bound != called_bytes)
      found_[index]->bound = best_order(order_problem_of(model_, index, buffers_, called_bound), share).bound;
    return *found_[index];
  }

  const Model& model_;
  const std::vector<PlannedBuffer>& buffers_;
  std::vector<int> calls_;
  std::vector<std::optional<FoundOrder>> found_;
  std::size_t operators_ = 1;
};

}  // namespace

OrderProblem order_problem_of(const Model& model, std::size_t subgraph, const std::vector<PlannedBuffer>& buffers,
                              const std::vector<std::uint64_t>& called_bytes) {
  const Subgraph& graph = model.subgraphs[subgraph];
  OrderProblem problem;
  problem.values.resize(graph.tensors.size());
  problem.steps.resize(graph.operators.size());
  for (std::size_t i = 0; i < problem.steps.size(); ++i) problem.steps[i].own_bytes = called_bytes[i];
  for (const PlannedBuffer& buffer : buffers) {
    if (static_cast<std::size_t>(buffer.subgraph) != subgraph) continue;
    if (buffer.is_scratch()) {
      problem.steps[static_cast<std::size_t>(buffer.op)].own_bytes += buffer.bytes;
    } else {
      problem.values[static_cast<std::size_t>(buffer.tensor)].bytes = buffer.bytes;
    }
  }
  std::vector<bool> is_made(graph.tensors.size(), false);
  for (std::size_t i = 0; i < graph.operators.size(); ++i) {
    problem.steps[i].reads = each_once(graph.operators[i].inputs);
    problem.steps[i].makes = each_once(graph.operators[i].outputs);
    for (const std::int32_t tensor : problem.steps[i].reads) ++problem.values[static_cast<std::size_t>(tensor)].readers;
    for (const std::int32_t tensor : problem.steps[i].makes) is_made[static_cast<std::size_t>(tensor)] = true;
  }
  for (const std::int32_t tensor : each_once(graph.outputs))
    problem.values[static_cast<std::size_t>(tensor)].lasts = true;
  for (const auto& ports : {graph.inputs, graph.outputs}) {
    for (const std::int32_t tensor : each_once(ports))
      problem.values[static_cast<std::size_t>(tensor)].is_given |= !is_made[static_cast<std::size_t>(tensor)];
  }
  for (std::size_t t = 0; t < problem.values.size(); ++t)
    problem.values[t].is_given |= !is_made[t] && problem.values[t].readers > 0;
  add_dependencies(graph, problem);
  return problem;
}

ModelOrder best_orders(const Model& model, const std::vector<PlannedBuffer>& buffers) {
  return Orders(model, buffers).find();
}

OperatorOrders orders_of_file(const Model& model) {
  OperatorOrders orders;
  for (const Subgraph& subgraph : model.subgraphs) {
    orders.emplace_back(subgraph.operators.size());
    std::iota(orders.back().begin(), orders.back().end(), 0);
  }
  return orders;
}

Model in_order(const Model& model, const OperatorOrders& orders) {
  Model copy = model;
  for (std::size_t s = 0; s < copy.subgraphs.size(); ++s) {
    for (std::size_t i = 0; i < orders[s].size(); ++i)
      copy.subgraphs[s].operators[i] = model.subgraphs[s].operators[static_cast<std::size_t>(orders[s][i])];
  }
  std::erase_if(copy.metadata, [](const domain::MetadataEntry& entry) { return entry.name == kOfflinePlanName; });
  return copy;
}

}  // namespace kilograph::inspect::optimise_detail
