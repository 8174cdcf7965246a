// Multiply-accumulate operations by hand, and where they cannot be counted.
#include <gtest/gtest.h>

#include "inspect/facts.hpp"

namespace kilograph::inspect {
namespace {

using domain::Operator;
using domain::Shape;
using domain::Subgraph;

constexpr std::int32_t kConv2d = 3, kDepthwise = 4, kFullyConnected = 9, kSoftmax = 25, kTransposeConv = 67;

// An operator whose inputs and one output have these shapes, in a subgraph of its own.
Result<std::uint64_t> macs(std::int32_t code, const std::vector<Shape>& inputs, const Shape& output) {
  Subgraph subgraph;
  Operator op;
  op.code = code;
  const auto add = [&](const Shape& shape, std::vector<std::int32_t>& list) {
    list.push_back(static_cast<std::int32_t>(subgraph.tensors.size()));
    subgraph.tensors.emplace_back().spec.shape = shape;
    subgraph.tensors.back().spec.name = "t" + std::to_string(list.back());
  };
  for (const Shape& shape : inputs) add(shape, op.inputs);
  add(output, op.outputs);
  return macs_of(subgraph, op);
}

TEST(Macs, ByHand) {
  EXPECT_EQ(macs(kConv2d, {{1, 8, 8, 2}, {4, 3, 3, 2}}, {1, 4, 4, 4}), 1u * 4 * 4 * 4 * 3 * 3 * 2);
  EXPECT_EQ(macs(kConv2d, {{1, 8, 8, 4}, {4, 3, 3, 2}}, {1, 8, 8, 4}), 8u * 8 * 4 * 3 * 3 * 2);  // two groups
  EXPECT_EQ(macs(kDepthwise, {{1, 8, 8, 2}, {1, 3, 3, 4}}, {1, 8, 8, 4}), 8u * 8 * 4 * 3 * 3);
  EXPECT_EQ(macs(kFullyConnected, {{2, 10}, {5, 10}}, {2, 5}), 2u * 5 * 10);
  EXPECT_EQ(macs(kTransposeConv, {{4}, {3, 2, 2, 5}, {1, 4, 4, 5}}, {1, 8, 8, 3}), 4u * 4 * 5 * 2 * 2 * 3);
  EXPECT_EQ(macs(kSoftmax, {{1, -1}}, {1, -1}), 0u);
}

void expect_error(const Result<std::uint64_t>& result, std::string_view text) {
  ASSERT_FALSE(result) << text;
  EXPECT_EQ(result.error().kind, ErrorKind::bad_input);
  EXPECT_NE(result.error().to_text().find(text), std::string::npos) << result.error().to_text();
}

TEST(Macs, NameTheTensorThatIsInTheWay) {
  expect_error(macs(kConv2d, {{1, 8, 8, 2}}, {1, 4, 4, 4}), "the operator has no filter");
  expect_error(macs(kConv2d, {{1, 8, 8, 2}, {4, 3, 3}}, {1, 4, 4, 4}), "tensor 1 \"t1\": dimension 3");
  expect_error(macs(kConv2d, {{1, 8, 8, 2}, {4, 0, 3, 1}}, {1, 4, 4, 4}), "tensor 1 \"t1\": dimension 1");
  expect_error(macs(kFullyConnected, {{1, 8}, {4, 8}}, {-1, 4}), "tensor 2 \"t2\": dimension 0");
  expect_error(macs(kFullyConnected, {{1, 8}, {8}}, {1, 4}), "dimension 1 of its shape 8 is missing");
  const Shape large{2147483647, 2147483647, 2147483647};
  expect_error(macs(kFullyConnected, {{1}, {2, 2}}, large), "more than can be counted");
  expect_error(macs(kFullyConnected, {{1}, {2, 2147483647}}, {2147483647, 2147483647}), "more than can be counted");
}

}  // namespace
}  // namespace kilograph::inspect
