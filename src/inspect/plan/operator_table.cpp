#include "inspect/plan/operator_table.hpp"

#include <algorithm>
#include <array>

#include "inspect/plan/kernel_rules.hpp"

namespace kilograph::inspect::plan_detail {
namespace {

using enum domain::TensorType;
using enum Evidence;

constexpr TypeSet kAny = 0;
constexpr TypeSet kNetwork = types(float32, int8, int16);  // what the large kernels take

// name, options host64 and arm32 {bytes, alignment}, data host64 / arm32 / arm32 with CMSIS-NN,
// evidence for the reference kernels and for CMSIS-NN, typed input, its types, rule
constexpr auto kRows = std::to_array<OperatorRow>({
    {"ADD", {8, 4}, {2, 1}, 60, 60, 60, measured, measured, 0, kAny, nullptr},
    {"ASSIGN_VARIABLE", {}, {}, 0, 0, 0, measured, measured, 0, kAny, nullptr},
    {"AVERAGE_POOL_2D", {40, 4}, {40, 4}, 32, 32, 36, measured, measured, 0, kNetwork, rules::average_pool},
    {"CALL_ONCE", {4, 4}, {4, 4}, 8, 8, 8, measured, measured, 0, kAny, nullptr},
    {"CONCATENATION", {8, 4}, {8, 4}, 40, 24, 24, measured, measured, 0, kAny, nullptr},
    {"CONV_2D", {28, 4}, {28, 4}, 72, 56, 60, measured, measured, 0, kNetwork, rules::convolution},
    {"DEPTHWISE_CONV_2D", {28, 4}, {28, 4}, 72, 56, 60, measured, measured, 0, kNetwork, rules::depthwise_convolution},
    {"DEQUANTIZE", {}, {}, 32, 32, 32, measured, measured, 0, kAny, nullptr},
    {"FULLY_CONNECTED", {16, 4}, {5, 1}, 64, 48, 76, measured, measured, 0, kNetwork, rules::fully_connected},
    {"LEAKY_RELU", {4, 4}, {4, 4}, 24, 24, 24, measured, measured, 0, kAny, nullptr},
    {"LOGISTIC", {}, {}, 16, 16, 16, measured, measured, 0, kAny, nullptr},
    {"MAX_POOL_2D", {40, 4}, {40, 4}, 32, 32, 36, measured, measured, 0, kNetwork, nullptr},
    {"MEAN", {1, 1}, {1, 1}, 44, 44, 44, measured, measured, 0, kAny, rules::mean_or_sum},
    {"MUL", {4, 4}, {1, 1}, 36, 36, 36, measured, measured, 0, kAny, nullptr},
    {"PAD", {}, {}, 56, 56, 56, measured, measured, 0, kAny, nullptr},
    {"QUANTIZE", {}, {}, 32, 32, 32, measured, measured, 0, kAny, nullptr},
    {"READ_VARIABLE", {}, {}, 0, 0, 0, measured, measured, 0, kAny, nullptr},
    {"RELU", {}, {}, 28, 28, 28, measured, measured, 0, kAny, nullptr},
    {"RESHAPE", {36, 4}, {36, 4}, 0, 0, 0, measured, measured, 0, kAny, nullptr},
    {"RESIZE_NEAREST_NEIGHBOR", {2, 1}, {2, 1}, 0, 0, 0, measured, measured, 0, kAny, nullptr},
    {"SOFTMAX", {4, 4}, {4, 4}, 80, 56, 64, measured, measured, 0, kNetwork, rules::softmax},
    {"SPLIT_V", {4, 4}, {4, 4}, 0, 0, 0, measured, measured, 0, kAny, nullptr},
    {"STRIDED_SLICE", {24, 4}, {24, 4}, 84, 84, 84, measured, measured, 0, kAny, nullptr},
    {"SUB", {8, 4}, {2, 1}, 52, 52, 52, measured, measured, 0, kAny, nullptr},
    {"SUM", {1, 1}, {1, 1}, 44, 44, 44, measured, measured, 0, kAny, rules::mean_or_sum},
    {"SVDF", {12, 4}, {8, 4}, 36, 36, 40, measured, measured, 0, types(float32, int8), rules::svdf},
    {"TRANSPOSE_CONV", {20, 4}, {16, 4}, 80, 72, 76, measured, measured, 2, kNetwork, rules::transposed_convolution},
    {"UNIDIRECTIONAL_SEQUENCE_LSTM", {16, 4}, {16, 4}, 688, 688, 912, measured, measured, 0, kNetwork,
     rules::sequence_lstm},
    {"VAR_HANDLE", {16, 8}, {8, 4}, 4, 4, 4, measured, measured, 0, kAny, nullptr},
});

}  // namespace

std::span<const OperatorRow> operator_rows() { return kRows; }

const OperatorRow* operator_row(std::string_view name) {
  static_assert(std::ranges::is_sorted(kRows, {}, &OperatorRow::name));
  const auto row = std::ranges::lower_bound(kRows, name, {}, &OperatorRow::name);
  return row != kRows.end() && row->name == name ? &*row : nullptr;
}

}  // namespace kilograph::inspect::plan_detail
