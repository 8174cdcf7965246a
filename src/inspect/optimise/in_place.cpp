#include "inspect/optimise/in_place.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>

#include "inspect/optimise/placement_search.hpp"
#include "inspect/plan/kernel_view.hpp"

namespace kilograph::inspect::optimise_detail {
namespace {

using plan_detail::Lifetime;

constexpr auto kInPlace = std::to_array<std::string_view>({"ABS",          "ADD",        "ADD_N",
                                                           "BITCAST",      "CEIL",       "COS",
                                                           "DIV",          "ELU",        "EXP",
                                                           "EXPAND_DIMS",  "FLOOR",      "FLOOR_DIV",
                                                           "FLOOR_MOD",    "GELU",       "HARD_SWISH",
                                                           "LEAKY_RELU",   "LOG",        "LOGICAL_AND",
                                                           "LOGICAL_NOT",  "LOGICAL_OR", "LOGISTIC",
                                                           "MAXIMUM",      "MINIMUM",    "MUL",
                                                           "NEG",          "PRELU",      "QUANTIZE",
                                                           "RELU",         "RELU6",      "RELU_0_TO_1",
                                                           "RELU_N1_TO_1", "RESHAPE",    "ROUND",
                                                           "RSQRT",        "SIGN",       "SIN",
                                                           "SQRT",         "SQUARE",     "SQUARED_DIFFERENCE",
                                                           "SQUEEZE",      "SUB",        "TANH"});

using Place = std::pair<std::int32_t, std::int32_t>;  // subgraph and tensor

std::map<Place, std::size_t> places_of(const std::vector<PlannedBuffer>& buffers) {
  std::map<Place, std::size_t> places;
  for (std::size_t i = 0; i < buffers.size(); ++i) {
    if (!buffers[i].is_scratch()) places[{buffers[i].subgraph, buffers[i].tensor}] = i;
  }
  return places;
}

bool same_size(const domain::Tensor& a, const domain::Tensor& b) {
  return domain::element_count(a.spec.shape) == domain::element_count(b.spec.shape) &&
         plan_detail::arena_bytes(&a) == plan_detail::arena_bytes(&b);
}

}  // namespace

bool works_in_place(std::string_view operator_name) {
  return std::ranges::find(kInPlace, operator_name) != kInPlace.end();
}

std::vector<InPlaceUse> in_place_uses(const domain::Model& model, const std::vector<PlannedBuffer>& buffers) {
  const std::map<Place, std::size_t> places = places_of(buffers);
  const auto buffer_of = [&](std::size_t subgraph, std::int32_t tensor) -> const PlannedBuffer* {
    const auto found = places.find({static_cast<std::int32_t>(subgraph), tensor});
    return found == places.end() ? nullptr : &buffers[found->second];
  };
  std::vector<InPlaceUse> uses;
  for (std::size_t s = 0; s < model.subgraphs.size(); ++s) {
    const std::vector<domain::Operator>& operators = model.subgraphs[s].operators;
    for (std::size_t i = 0; i < operators.size(); ++i) {
      if (!works_in_place(operators[i].name) || operators[i].outputs.size() != 1) continue;
      const PlannedBuffer* output = buffer_of(s, operators[i].outputs[0]);
      if (!output || output->first_use < 0) continue;
      for (const std::int32_t tensor : operators[i].inputs) {
        const PlannedBuffer* input = buffer_of(s, tensor);
        const auto& tensors = model.subgraphs[s].tensors;
        if (!input || tensor == output->tensor || input->last_use != output->first_use) continue;
        if (!same_size(tensors[static_cast<std::size_t>(tensor)], tensors[static_cast<std::size_t>(output->tensor)]))
          continue;
        uses.push_back(
            {static_cast<std::int32_t>(s), static_cast<std::int32_t>(i), tensor, output->tensor, output->bytes});
        break;
      }
    }
  }
  return uses;
}

SharedHead shared_head(const std::vector<PlannedBuffer>& buffers, const std::vector<InPlaceUse>& uses) {
  const std::map<Place, std::size_t> places = places_of(buffers);
  std::vector<std::size_t> shared(buffers.size());  // by buffer, the one that it became
  std::iota(shared.begin(), shared.end(), std::size_t{0});
  std::vector<Lifetime> lifetimes;
  for (const PlannedBuffer& buffer : buffers) lifetimes.push_back({buffer.bytes, buffer.first_use, buffer.last_use});
  for (const InPlaceUse& use : uses) {
    const std::size_t input = shared[places.at({use.subgraph, use.input})];
    const std::size_t output = places.at({use.subgraph, use.output});
    shared[output] = input;
    lifetimes[input].last_use = std::max(lifetimes[input].last_use, lifetimes[output].last_use);
    lifetimes[output].bytes = 0;
  }
  std::erase_if(lifetimes, [](const Lifetime& lifetime) { return lifetime.bytes == 0; });
  return {plan_detail::extent(lifetimes, plan_detail::place_greedily(lifetimes)), alive_at_once(lifetimes)};
}

}  // namespace kilograph::inspect::optimise_detail
