#include "inspect/plan/refusals.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>

#include "inspect/plan/contradictions.hpp"
#include "inspect/plan/kernel_habits.hpp"
#include "inspect/plan/offline_plan.hpp"
#include "inspect/plan/operator_form.hpp"

namespace kilograph::inspect::plan_detail {
namespace {

using domain::Model;
using domain::Operator;
using domain::Subgraph;
using domain::TensorType;

struct WeightedOperator {
  std::string_view name;
  std::size_t input;
  std::size_t weights;
};

constexpr std::array<WeightedOperator, 5> kWeighted{{{"CONV_2D", 0, 1},
                                                     {"DEPTHWISE_CONV_2D", 0, 1},
                                                     {"FULLY_CONNECTED", 0, 1},
                                                     {"SVDF", 0, 1},
                                                     {"TRANSPOSE_CONV", 2, 1}}};

std::string text_of(TensorType type) { return std::string(domain::name_of(type)); }

bool takes_weights(TensorType input, TensorType weights) {
  if (input == TensorType::float32) return weights == TensorType::float32;
  if (input == TensorType::int8) return weights == TensorType::int8 || weights == TensorType::int4;
  if (input == TensorType::int16) return weights == TensorType::int8;
  return input == weights;
}

std::string refused_type(const Operator& op, const OperatorRow& row, TensorType type) {
  std::string why = op.name + " reads " + text_of(type) + ", which its kernel does not take";
  if (type == TensorType::uint8 && contains(row.types, TensorType::int8))
    why += " since 2023; quantize the model to int8";
  return why;
}

// Optional inputs that are left out count: their places are there.
std::string lacks(const Operator& op, const OperatorRow& row) {
  const auto too_few = [&](std::size_t count, std::size_t least, const char* what) {
    return op.name + " has " + std::to_string(count) + " " + what + ", its kernel needs " + std::to_string(least);
  };
  if (op.inputs.size() < row.least_inputs) return too_few(op.inputs.size(), row.least_inputs, "inputs");
  if (op.outputs.size() < row.least_outputs) return too_few(op.outputs.size(), row.least_outputs, "outputs");
  return {};
}

std::string refusal_of(const KernelView& view) {
  const Operator& op = view.op();
  const RuntimeDescription& runtime = *view.target().runtime;
  const OperatorRow* row = runtime.row(op.name);
  if (op.name == "CUSTOM:ethos-u")
    return "ethos-u is compiled for an Arm Ethos-U and needs a runtime built with its driver";
  if (!row) return op.name + " is no operator of this runtime";
  if (runtime.refuses_versions && op.version > row->newest_version) {
    return op.name + " of version " + std::to_string(op.version) + " is newer than this runtime's, which is " +
           std::to_string(row->newest_version);
  }
  if (std::string why = lacks(op, *row); !why.empty()) return why;
  if (const std::string why = impossible(view); !why.empty()) return op.name + " " + why;
  if (!runtime.refuses_types) return {};
  if (const std::string why = refused_by_habit(view, *row); !why.empty()) return op.name + " " + why;
  const TensorType type = view.input_type(row->typed_input);
  if (row->types != 0 && view.input(row->typed_input) && !contains(row->types, type))
    return refused_type(op, *row, type);
  for (const Form form : row->refused) {
    if (has_form(view, *row, form))
      return op.name + " has " + plan_detail::text_of(form) + ", which its kernel does not take";
  }
  for (const WeightedOperator& weighted : kWeighted) {
    if (op.name != weighted.name || !view.input(weighted.weights)) continue;
    if (takes_weights(view.input_type(weighted.input), view.input_type(weighted.weights))) continue;
    return op.name + " is hybrid: " + text_of(view.input_type(weighted.input)) + " activations with " +
           text_of(view.input_type(weighted.weights)) + " weights, which this runtime does not take";
  }
  return {};
}

// IF hands all inputs but the condition on, WHILE all, and each takes what comes back.
std::string refused_call(const Model& model, const Operator& op) {
  const bool is_loop = op.name == "WHILE";
  if (!is_loop && op.name != "IF") return {};
  const std::size_t given = op.inputs.size() - (is_loop || op.inputs.empty() ? 0 : 1);
  for (const std::int32_t called : op.options.called_subgraphs) {
    const Subgraph& subgraph = model.subgraphs[static_cast<std::size_t>(called)];
    if (subgraph.inputs.size() == given) continue;
    return op.name + " gives " + std::to_string(given) + " tensors to subgraph " + std::to_string(called) +
           ", which has " + std::to_string(subgraph.inputs.size()) + " inputs";
  }
  return {};
}

void add(std::vector<std::string>& reasons, std::string reason) {
  if (!reason.empty() && std::ranges::find(reasons, reason) == reasons.end()) reasons.push_back(std::move(reason));
}

}  // namespace

std::vector<OperatorNeed> operator_needs(const Model& model, const RuntimeDescription& runtime) {
  std::vector<OperatorNeed> needs;
  std::unordered_map<std::string_view, std::size_t> known;
  for (const Subgraph& subgraph : model.subgraphs) {
    for (const Operator& op : subgraph.operators) {
      const auto [place, is_new] = known.try_emplace(op.name, needs.size());
      if (is_new) needs.push_back({op.name, op.version, 0, runtime.row(op.name) != nullptr});
      OperatorNeed& need = needs[place->second];
      need.version = std::max(need.version, op.version);
      ++need.count;
    }
  }
  return needs;
}

std::vector<std::string> refusals_of(const Model& model, const ResolvedTarget& target) {
  std::vector<std::string> reasons;
  for (const Subgraph& subgraph : model.subgraphs) {
    for (const domain::Tensor& tensor : subgraph.tensors) {
      if (arena_bytes_of(tensor.spec.type) == 0) {
        add(reasons, "tensors of type " + text_of(tensor.spec.type) + " have no size in this runtime");
      }
    }
    for (const Operator& op : subgraph.operators) {
      add(reasons, refusal_of(KernelView(subgraph, op, target)));
      add(reasons, refused_call(model, op));
    }
  }
  if (const auto offline = offline_plan_of(model)) add(reasons, offline->refusal);
  return reasons;
}

}  // namespace kilograph::inspect::plan_detail
