#include "inspect/plan/tensor_sizes.hpp"

#include <algorithm>

#include "inspect/place.hpp"
#include "inspect/plan/kernel_view.hpp"

namespace kilograph::inspect::plan_detail {
namespace {

using domain::Operator;
using domain::Subgraph;

constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 48;

std::string first_user(const Subgraph& subgraph, std::size_t tensor) {
  const auto touches = [&](const std::vector<std::int32_t>& list) {
    return std::ranges::find(list, static_cast<std::int32_t>(tensor)) != list.end();
  };
  for (std::size_t i = 0; i < subgraph.operators.size(); ++i) {
    const Operator& op = subgraph.operators[i];
    if (touches(op.outputs)) return ", made by " + place_of("operator", i, op.name);
    if (touches(op.inputs)) return ", read by " + place_of("operator", i, op.name);
  }
  return {};
}

std::string place(const domain::Model& model, std::size_t subgraph, std::size_t tensor) {
  const Subgraph& graph = model.subgraphs[subgraph];
  return "subgraph " + std::to_string(subgraph) + ", " + place_of("tensor", tensor, graph.tensors[tensor].spec.name) +
         first_user(graph, tensor);
}

}  // namespace

Result<void> check_sizes(const domain::Model& model) {
  std::uint64_t total = 0;
  for (std::size_t s = 0; s < model.subgraphs.size(); ++s) {
    const auto& tensors = model.subgraphs[s].tensors;
    for (std::size_t t = 0; t < tensors.size(); ++t) {
      const auto count = domain::element_count(tensors[t].spec.shape);
      if (!count) {
        return fail(ErrorKind::bad_input,
                    "its shape " + domain::to_text(tensors[t].spec.shape) + " is not known before run time",
                    place(model, s, t), "a fixed shape",
                    "Convert the model with fixed input shapes; this runtime has no dynamic ones.");
      }
      if (*count > kMostBytes) {
        return fail(ErrorKind::bad_input, "it is too large to be planned", place(model, s, t),
                    "less than 2^48 elements");
      }
      total += arena_bytes(&tensors[t]);
      if (total <= kMostBytes) continue;
      return fail(ErrorKind::bad_input, "the tensors up to here are too large to be planned", place(model, s, t),
                  "less than 2^48 bytes");
    }
  }
  return {};
}

std::string uncounted_tensor(const domain::Model& model) {
  constexpr std::uint64_t kMostCounted = (std::uint64_t{1} << 31) - 1;
  for (std::size_t s = 0; s < model.subgraphs.size(); ++s) {
    const auto& tensors = model.subgraphs[s].tensors;
    const auto found =
        std::ranges::find_if(tensors, [](const domain::Tensor& tensor) { return arena_bytes(&tensor) > kMostCounted; });
    if (found == tensors.end()) continue;
    return place(model, s, static_cast<std::size_t>(found - tensors.begin())) + ": its " +
           std::to_string(arena_bytes(&*found)) + " bytes are beyond 2^31, and the runtimes do not look";
  }
  return {};
}

}  // namespace kilograph::inspect::plan_detail
