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
constexpr TypeSet kNotUint8 = ~types(uint8);  // an earlier version, asked type by type, refused that one

// name, options host64 and arm32 {bytes, alignment}, data host64 / arm32 / arm32 with CMSIS-NN,
// evidence for the reference kernels and for CMSIS-NN, typed input, its types, rule
constexpr auto kRows = std::to_array<OperatorRow>({
    {"ABS", {}, {}, 28, 20, 20, measured_earlier, derived, 0, kAny, nullptr},
    {"ADD", {8, 4}, {2, 1}, 60, 60, 60, measured, measured, 0, kAny, nullptr},
    {"ADD_N", {}, {}, 0, 0, 0, measured_earlier, derived, 0, types(float32, int8), rules::add_n},
    {"ARG_MAX", {4, 4}, {1, 1}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
    {"ARG_MIN", {4, 4}, {1, 1}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
    {"ASSIGN_VARIABLE", {}, {}, 0, 0, 0, measured, measured, 0, kAny, nullptr},
    {"AVERAGE_POOL_2D", {40, 4}, {40, 4}, 32, 32, 36, measured, measured, 0, kNetwork, rules::average_pool},
    {"BATCH_MATMUL", {3, 1}, {3, 1}, 32, 16, 16, measured_earlier, derived, 0, kNotUint8, rules::batch_matrix_product},
    {"BATCH_TO_SPACE_ND", {}, {}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
    {"BROADCAST_ARGS", {}, {}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
    {"BROADCAST_TO", {}, {}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
    {"CALL_ONCE", {4, 4}, {4, 4}, 8, 8, 8, measured, measured, 0, kAny, nullptr},
    {"CAST", {8, 4}, {2, 1}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
    {"CEIL", {}, {}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
    {"CONCATENATION", {8, 4}, {8, 4}, 40, 24, 24, measured, measured, 0, kNotUint8, nullptr},
    {"CONV_2D", {28, 4}, {28, 4}, 72, 56, 60, measured, measured, 0, kNetwork, rules::convolution},
    {"COS", {}, {}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
    {"CUMSUM", {2, 1}, {2, 1}, 0, 0, 0, measured_earlier, derived, 0, kNotUint8, rules::cumulative_sum},
    {"CUSTOM:CIRCULAR_BUFFER", {}, {}, 0, 0, 0, no_rule, no_rule, 0, kAny, nullptr},
    {"CUSTOM:SignalDelay", {}, {}, 0, 0, 0, no_rule, no_rule, 0, kAny, nullptr},
    {"CUSTOM:SignalEnergy", {}, {}, 0, 0, 0, no_rule, no_rule, 0, kAny, nullptr},
    {"CUSTOM:SignalFftAutoScale", {}, {}, 0, 0, 0, no_rule, no_rule, 0, kAny, nullptr},
    {"CUSTOM:SignalFilterBank", {}, {}, 0, 0, 0, no_rule, no_rule, 0, kAny, nullptr},
    {"CUSTOM:SignalFilterBankLog", {}, {}, 0, 0, 0, no_rule, no_rule, 0, kAny, nullptr},
    {"CUSTOM:SignalFilterBankSpectralSubtraction", {}, {}, 0, 0, 0, no_rule, no_rule, 0, kAny, nullptr},
    {"CUSTOM:SignalFilterBankSquareRoot", {}, {}, 0, 0, 0, no_rule, no_rule, 0, kAny, nullptr},
    {"CUSTOM:SignalFramer", {}, {}, 0, 0, 0, no_rule, no_rule, 0, kAny, nullptr},
    {"CUSTOM:SignalIrfft", {}, {}, 0, 0, 0, no_rule, no_rule, 0, kAny, nullptr},
    {"CUSTOM:SignalOverlapAdd", {}, {}, 0, 0, 0, no_rule, no_rule, 0, kAny, nullptr},
    {"CUSTOM:SignalPCAN", {}, {}, 0, 0, 0, no_rule, no_rule, 0, kAny, nullptr},
    {"CUSTOM:SignalRfft", {}, {}, 0, 0, 0, no_rule, no_rule, 0, kAny, nullptr},
    {"CUSTOM:SignalStacker", {}, {}, 0, 0, 0, no_rule, no_rule, 0, kAny, nullptr},
    {"CUSTOM:SignalWindow", {}, {}, 0, 0, 0, no_rule, no_rule, 0, kAny, nullptr},
    {"CUSTOM:TFLM_DECODE", {}, {}, 0, 0, 0, no_rule, no_rule, 0, kAny, nullptr},
    {"CUSTOM:TFLite_Detection_PostProcess", {}, {}, 0, 0, 0, no_rule, no_rule, 0, kAny, nullptr},
    {"DEPTHWISE_CONV_2D", {28, 4}, {28, 4}, 72, 56, 60, measured, measured, 0, kNetwork, rules::depthwise_convolution},
    {"DEPTH_TO_SPACE", {4, 4}, {4, 4}, 0, 0, 0, measured_earlier, derived, 0, kNotUint8, rules::writable_dimensions},
    {"DEQUANTIZE", {}, {}, 32, 32, 32, measured, measured, 0, kAny, nullptr},
    {"DIV", {4, 4}, {1, 1}, 28, 28, 28, measured_earlier, derived, 0, kAny, nullptr},
    {"DYNAMIC_UPDATE_SLICE", {}, {}, 0, 0, 0, derived, derived, 0, kAny, nullptr},
    {"ELU", {}, {}, 256, 256, 256, measured_earlier, derived, 0, kAny, nullptr},
    {"EMBEDDING_LOOKUP", {}, {}, 16, 8, 8, measured_earlier, derived, 0, kAny, rules::writable_dimensions},
    {"EQUAL", {}, {}, 32, 32, 32, measured_earlier, derived, 0, kAny, nullptr},
    {"EXP", {}, {}, 0, 0, 0, measured_earlier, derived, 0, kNotUint8, nullptr},
    {"EXPAND_DIMS", {}, {}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
    {"FILL", {}, {}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
    {"FLOOR", {}, {}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
    {"FLOOR_DIV", {}, {}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
    {"FLOOR_MOD", {}, {}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
    {"FULLY_CONNECTED", {16, 4}, {5, 1}, 64, 48, 76, measured, measured, 0, kNetwork, rules::fully_connected},
    {"GATHER", {8, 4}, {8, 4}, 0, 0, 0, measured_earlier, derived, 0, kNotUint8, rules::writable_dimensions},
    {"GATHER_ND", {}, {}, 0, 0, 0, measured_earlier, derived, 0, kNotUint8, rules::writable_dimensions},
    {"GREATER", {}, {}, 32, 32, 32, measured_earlier, derived, 0, kAny, nullptr},
    {"GREATER_EQUAL", {}, {}, 32, 32, 32, measured_earlier, derived, 0, kAny, nullptr},
    {"HARD_SWISH", {}, {}, 20, 20, 20, measured_earlier, derived, 0, kAny, nullptr},
    {"IF", {8, 4}, {8, 4}, 8, 8, 8, measured_earlier, derived, 0, kAny, nullptr},
    {"L2_NORMALIZATION", {4, 4}, {1, 1}, 0, 0, 0, measured_earlier, derived, 0, kNotUint8, nullptr},
    {"L2_POOL_2D", {40, 4}, {40, 4}, 32, 32, 32, measured_earlier, derived, 0, kAny, nullptr},
    {"LEAKY_RELU", {4, 4}, {4, 4}, 24, 24, 24, measured, measured, 0, kAny, nullptr},
    {"LESS", {}, {}, 32, 32, 32, measured_earlier, derived, 0, kAny, nullptr},
    {"LESS_EQUAL", {}, {}, 32, 32, 32, measured_earlier, derived, 0, kAny, nullptr},
    {"LOG", {}, {}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
    {"LOGICAL_AND", {}, {}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
    {"LOGICAL_NOT", {}, {}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
    {"LOGICAL_OR", {}, {}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
    {"LOGISTIC", {}, {}, 16, 16, 16, measured, measured, 0, kAny, nullptr},
    {"LOG_SOFTMAX", {}, {}, 0, 0, 0, measured_earlier, derived, 0, kAny, rules::log_softmax},
    {"MAXIMUM", {}, {}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
    {"MAX_POOL_2D", {40, 4}, {40, 4}, 32, 32, 36, measured, measured, 0, kNetwork, nullptr},
    {"MEAN", {1, 1}, {1, 1}, 44, 44, 44, measured, measured, 0, kAny, rules::mean_or_sum},
    {"MINIMUM", {}, {}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
    {"MIRROR_PAD", {4, 4}, {1, 1}, 20, 20, 20, measured_earlier, derived, 0, kAny, rules::mirror_pad},
    {"MUL", {4, 4}, {1, 1}, 36, 36, 36, measured, measured, 0, kAny, nullptr},
    {"NEG", {}, {}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
    {"NOT_EQUAL", {}, {}, 32, 32, 32, measured_earlier, derived, 0, kAny, nullptr},
    {"PACK", {8, 4}, {8, 4}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
    {"PAD", {}, {}, 56, 56, 56, measured, measured, 0, kAny, nullptr},
    {"PADV2", {}, {}, 56, 56, 56, measured_earlier, derived, 0, kAny, nullptr},
    {"PRELU", {}, {}, 28, 28, 28, measured_earlier, derived, 0, kAny, nullptr},
    {"QUANTIZE", {}, {}, 32, 32, 32, measured, measured, 0, kAny, nullptr},
    {"READ_VARIABLE", {}, {}, 0, 0, 0, measured, measured, 0, kAny, nullptr},
    {"REDUCE_ALL", {}, {}, 0, 0, 0, no_rule, no_rule, 0, kAny, nullptr},
    {"REDUCE_MAX", {1, 1}, {1, 1}, 44, 44, 44, measured_earlier, derived, 0, kAny, rules::reduce_extreme},
    {"REDUCE_MIN", {1, 1}, {1, 1}, 44, 44, 44, derived, derived, 0, kAny, rules::reduce_extreme},
    {"RELU", {}, {}, 28, 28, 28, measured, derived, 0, kAny, nullptr},
    {"RELU6", {}, {}, 2, 2, 2, measured_earlier, derived, 0, kAny, nullptr},
    {"RESHAPE", {36, 4}, {36, 4}, 0, 0, 0, measured, measured, 0, kAny, nullptr},
    {"RESIZE_BILINEAR", {2, 1}, {2, 1}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
    {"RESIZE_NEAREST_NEIGHBOR", {2, 1}, {2, 1}, 0, 0, 0, measured, measured, 0, kAny, nullptr},
    {"REVERSE_V2", {}, {}, 0, 0, 0, derived, derived, 0, kAny, nullptr},
    {"ROUND", {}, {}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
    {"RSQRT", {}, {}, 28, 20, 20, measured_earlier, derived, 0, kAny, nullptr},
    {"SELECT_V2", {}, {}, 2, 2, 2, measured_earlier, derived, 0, kAny, nullptr},
    {"SHAPE", {4, 4}, {1, 1}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
    {"SIN", {}, {}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
    {"SLICE", {}, {}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
    {"SOFTMAX", {4, 4}, {4, 4}, 80, 56, 64, measured, measured, 0, kNetwork, rules::softmax},
    {"SPACE_TO_BATCH_ND", {}, {}, 4, 4, 4, measured_earlier, derived, 0, kAny, nullptr},
    {"SPACE_TO_DEPTH", {4, 4}, {4, 4}, 0, 0, 0, measured_earlier, derived, 0, kNotUint8, rules::writable_dimensions},
    {"SPLIT", {4, 4}, {4, 4}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
    {"SPLIT_V", {4, 4}, {4, 4}, 0, 0, 0, measured, measured, 0, kAny, nullptr},
    {"SQRT", {}, {}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
    {"SQUARE", {}, {}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
    {"SQUARED_DIFFERENCE", {}, {}, 112, 112, 112, measured_earlier, derived, 0, kAny, nullptr},
    {"SQUEEZE", {36, 4}, {36, 4}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
    {"STRIDED_SLICE", {24, 4}, {24, 4}, 84, 84, 84, measured, measured, 0, kAny, nullptr},
    {"SUB", {8, 4}, {2, 1}, 52, 52, 52, measured, measured, 0, kAny, nullptr},
    {"SUM", {1, 1}, {1, 1}, 44, 44, 44, derived, derived, 0, kAny, rules::mean_or_sum},
    {"SVDF", {12, 4}, {8, 4}, 36, 36, 40, measured, measured, 0, types(float32, int8), rules::svdf},
    {"TANH", {}, {}, 16, 16, 16, measured_earlier, derived, 0, kAny, nullptr},
    {"TRANSPOSE", {}, {}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
    {"TRANSPOSE_CONV", {20, 4}, {16, 4}, 80, 72, 76, measured, measured, 2, kNetwork, rules::transposed_convolution},
    {"UNIDIRECTIONAL_SEQUENCE_LSTM",
     {16, 4},
     {16, 4},
     688,
     688,
     912,
     measured,
     measured,
     0,
     kNetwork,
     rules::sequence_lstm},
    {"UNPACK", {8, 4}, {8, 4}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
    {"VAR_HANDLE", {16, 8}, {8, 4}, 4, 4, 4, measured, measured, 0, kAny, nullptr},
    {"WHILE", {8, 4}, {8, 4}, 8, 8, 8, measured_earlier, derived, 0, kAny, nullptr},
    {"ZEROS_LIKE", {}, {}, 0, 0, 0, measured_earlier, derived, 0, kAny, nullptr},
});

}  // namespace

std::span<const OperatorRow> operator_rows() { return kRows; }

const OperatorRow* operator_row(std::string_view name) {
  static_assert(std::ranges::is_sorted(kRows, {}, &OperatorRow::name));
  const auto row = std::ranges::lower_bound(kRows, name, {}, &OperatorRow::name);
  return row != kRows.end() && row->name == name ? &*row : nullptr;
}

}  // namespace kilograph::inspect::plan_detail
