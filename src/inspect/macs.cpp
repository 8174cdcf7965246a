#include "inspect/facts.hpp"

#include <algorithm>
#include <array>

#include "inspect/place.hpp"

namespace kilograph::inspect {
namespace {

using domain::Operator;
using domain::Subgraph;
using domain::Tensor;

struct Place {
  const Tensor& tensor;
  std::size_t index;
};

Result<Place> tensor_of(const Subgraph& subgraph, const std::vector<std::int32_t>& list, std::size_t position,
                        std::string_view role) {
  if (position < list.size() && list[position] >= 0) {
    const auto index = static_cast<std::size_t>(list[position]);
    return Place{subgraph.tensors[index], index};
  }
  return fail(ErrorKind::bad_input, "the operator has no " + std::string(role), {},
              "a tensor at position " + std::to_string(position));
}

tl::unexpected<Error> overflow(const Place& place) {
  return fail(ErrorKind::bad_input, "its multiply-accumulate operations are more than can be counted",
              place_of("tensor", place.index, place.tensor.spec.name));
}

// The product of the dimensions from `first` up to, not including, `last`; each must be there and positive.
Result<std::uint64_t> product(const Place& place, std::size_t first, std::size_t last) {
  const domain::Shape& shape = place.tensor.spec.shape;
  std::uint64_t result = 1;
  for (std::size_t i = first; i < last; ++i) {
    if (i >= shape.size() || shape[i] <= 0) {
      return fail(ErrorKind::bad_input,
                  "dimension " + std::to_string(i) + " of its shape " + domain::to_text(shape) +
                      (i >= shape.size() ? " is missing" : " is not positive"),
                  place_of("tensor", place.index, place.tensor.spec.name),
                  "a positive number, which the multiply-accumulate operations are counted with");
    }
    if (__builtin_mul_overflow(result, static_cast<std::uint64_t>(shape[i]), &result)) return overflow(place);
  }
  return result;
}

Result<std::uint64_t> all_of(const Place& place) { return product(place, 0, place.tensor.spec.shape.size()); }

Result<std::uint64_t> times(Result<std::uint64_t> a, Result<std::uint64_t> b, const Place& place) {
  std::uint64_t result = 0;
  if (__builtin_mul_overflow(KG_TRY(std::move(a)), KG_TRY(std::move(b)), &result)) return overflow(place);
  return result;
}

// Filter: [output channels, height, width, input channels of a group].
Result<std::uint64_t> convolution(const Subgraph& subgraph, const Operator& op) {
  const Place filter = KG_TRY(tensor_of(subgraph, op.inputs, 1, "filter"));
  const Place output = KG_TRY(tensor_of(subgraph, op.outputs, 0, "output"));
  return times(all_of(output), product(filter, 1, 4), output);
}

// Filter: [1, height, width, output channels].
Result<std::uint64_t> depthwise_convolution(const Subgraph& subgraph, const Operator& op) {
  const Place filter = KG_TRY(tensor_of(subgraph, op.inputs, 1, "filter"));
  const Place output = KG_TRY(tensor_of(subgraph, op.outputs, 0, "output"));
  return times(all_of(output), product(filter, 1, 3), output);
}

// Weights: [units, depth].
Result<std::uint64_t> fully_connected(const Subgraph& subgraph, const Operator& op) {
  const Place weights = KG_TRY(tensor_of(subgraph, op.inputs, 1, "weights"));
  const Place output = KG_TRY(tensor_of(subgraph, op.outputs, 0, "output"));
  return times(all_of(output), product(weights, 1, 2), output);
}

// Inputs: output shape, weights [output channels, height, width, input channels], input.
Result<std::uint64_t> transpose_convolution(const Subgraph& subgraph, const Operator& op) {
  const Place weights = KG_TRY(tensor_of(subgraph, op.inputs, 1, "weights"));
  const Place input = KG_TRY(tensor_of(subgraph, op.inputs, 2, "input"));
  return times(product(input, 0, 3), product(weights, 0, 4), input);
}

using Rule = Result<std::uint64_t> (*)(const Subgraph&, const Operator&);

struct RuleRow {
  std::int32_t code;
  Rule rule;
};

// By BuiltinOperator code.
constexpr RuleRow kRules[] = {
    {3, convolution},
    {4, depthwise_convolution},
    {9, fully_connected},
    {67, transpose_convolution},
};

}  // namespace

Result<std::uint64_t> macs_of(const Subgraph& subgraph, const Operator& op) {
  for (const RuleRow& row : kRules) {
    if (row.code == op.code) return row.rule(subgraph, op);
  }
  return 0;
}

bool does_uncounted_work(std::string_view operator_name) {
  constexpr std::array<std::string_view, 10> kUncounted{"BATCH_MATMUL",
                                                        "BIDIRECTIONAL_SEQUENCE_LSTM",
                                                        "BIDIRECTIONAL_SEQUENCE_RNN",
                                                        "CONV_3D",
                                                        "CONV_3D_TRANSPOSE",
                                                        "LSTM",
                                                        "RNN",
                                                        "SVDF",
                                                        "UNIDIRECTIONAL_SEQUENCE_LSTM",
                                                        "UNIDIRECTIONAL_SEQUENCE_RNN"};
  return std::ranges::find(kUncounted, operator_name) != kUncounted.end();
}

}  // namespace kilograph::inspect
