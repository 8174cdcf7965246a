#include "inspect/plan/kernel_habits.hpp"

#include <algorithm>
#include <array>

#include "inspect/place.hpp"
#include "inspect/plan/contradictions.hpp"
#include "inspect/plan/custom_outputs.hpp"
#include "inspect/plan/kernel_demands.hpp"

namespace kilograph::inspect::plan_detail {
namespace {

using domain::Tensor;
using domain::TensorType;

using Name = std::string_view;

// These start with more inputs than they read; all others refuse them.
constexpr auto kTakesMoreInputs =
    std::to_array<Name>({"ADD",        "ARG_MAX",       "ARG_MIN",   "AVERAGE_POOL_2D", "CUSTOM:CIRCULAR_BUFFER",
                         "DIV",        "EQUAL",         "FILL",      "FLOOR",           "FULLY_CONNECTED",
                         "GREATER",    "GREATER_EQUAL", "LESS",      "LESS_EQUAL",      "LOGICAL_AND",
                         "LOGICAL_OR", "LOGISTIC",      "MAXIMUM",   "MAX_POOL_2D",     "MINIMUM",
                         "MIRROR_PAD", "NEG",           "NOT_EQUAL", "PRELU",           "RELU",
                         "RELU6",      "SPLIT",         "SUB",       "TRANSPOSE_CONV",  "UNPACK"});

// As many as the model has.
constexpr auto kTakesAnyInputs = std::to_array<Name>(
    {"ADD_N", "CALL_ONCE", "CONCATENATION", "CUSTOM:TFLM_DECODE", "IF", "PACK", "VAR_HANDLE", "WHILE"});

// These start where an input that they need is left out, and read it when they run.
constexpr auto kTakesLeftOut =
    std::to_array<Name>({"ARG_MAX", "ARG_MIN", "FLOOR", "LOGICAL_AND", "LOGICAL_OR", "MAXIMUM", "MINIMUM", "NEG",
                         "PACK", "SHAPE", "SPLIT_V", "TRANSPOSE_CONV", "UNPACK", "WHILE"});

// More inputs than the fewest (OperatorRow::least_inputs) that a kernel takes.
struct MostInputs {
  Name name;
  std::size_t count;
};
constexpr auto kMostInputs = std::to_array<MostInputs>(
    {{"CONV_2D", 3}, {"DEPTHWISE_CONV_2D", 3}, {"FULLY_CONNECTED", 3}, {"RESHAPE", 2}, {"TRANSPOSE_CONV", 4}});

// These look at scale and zero point of their quantized tensors: they refuse a model without, or end with it.
constexpr auto kNeedsQuantization = std::to_array<Name>({"ABS",
                                                         "ADD",
                                                         "ADD_N",
                                                         "CONCATENATION",
                                                         "CONV_2D",
                                                         "CUMSUM",
                                                         "DEPTHWISE_CONV_2D",
                                                         "EQUAL",
                                                         "FULLY_CONNECTED",
                                                         "GREATER",
                                                         "GREATER_EQUAL",
                                                         "LESS",
                                                         "LESS_EQUAL",
                                                         "LOGISTIC",
                                                         "LOG_SOFTMAX",
                                                         "NOT_EQUAL",
                                                         "PADV2",
                                                         "QUANTIZE",
                                                         "RSQRT",
                                                         "SOFTMAX",
                                                         "SQUARED_DIFFERENCE",
                                                         "SUB",
                                                         "SVDF",
                                                         "TANH",
                                                         "TRANSPOSE_CONV",
                                                         "UNIDIRECTIONAL_SEQUENCE_LSTM"});

// These refuse an output of another shape.
constexpr auto kRefusesShape =
    std::to_array<Name>({"BATCH_MATMUL", "BROADCAST_TO", "CEIL", "CUMSUM", "EXPAND_DIMS", "FILL", "ROUND",
                         "STRIDED_SLICE", "SVDF", "UNIDIRECTIONAL_SEQUENCE_LSTM"});

// The output's type is not the input's.
constexpr auto kChangesType = std::to_array<Name>(
    {"ARG_MAX", "ARG_MIN", "ASSIGN_VARIABLE", "CALL_ONCE", "CAST", "EQUAL", "GREATER", "GREATER_EQUAL", "IF", "LESS",
     "LESS_EQUAL", "NOT_EQUAL", "QUANTIZE", "READ_VARIABLE", "SHAPE", "VAR_HANDLE", "WHILE"});

// These take their options for granted only where the file has them, and as much memory without.
constexpr auto kNeedsNoOptions = std::to_array<Name>({"ADD", "MUL", "RESHAPE", "SQUEEZE", "SUB"});

template <std::size_t N>
bool is_one_of(const std::array<Name, N>& names, Name name) {
  return std::ranges::find(names, name) != names.end();
}

std::size_t most_inputs(Name op, const OperatorRow& row) {
  const auto found = std::ranges::find(kMostInputs, op, &MostInputs::name);
  return found == kMostInputs.end() ? row.least_inputs : found->count;
}

// Of an LSTM its peepholes, projections and normalisations.
bool is_optional(Name op, std::size_t input) {
  return op == "UNIDIRECTIONAL_SEQUENCE_LSTM" &&
         ((input >= 9 && input <= 11) || input == 16 || input == 17 || input >= 20);
}

// These end the program that gives them no options.
constexpr auto kEndsWithoutOptions = std::to_array<Name>({"SOFTMAX", "SVDF", "UNIDIRECTIONAL_SEQUENCE_LSTM"});

// Places and steps of a slice are read while it is prepared, whatever they are.
std::string moving_slice(const KernelView& view) {
  for (std::size_t i = 1; view.op().name == "STRIDED_SLICE" && i < 4; ++i) {
    if (view.input(i) && !view.input(i)->is_constant)
      return "has an input " + std::to_string(i) + " that is no constant";
  }
  return {};
}

std::optional<std::size_t> left_out(const KernelView& view, const OperatorRow& row) {
  const auto& inputs = view.op().inputs;
  for (std::size_t i = 0; i < std::min<std::size_t>(inputs.size(), row.least_inputs); ++i) {
    if (inputs[i] < 0 && !is_optional(view.op().name, i)) return i;
  }
  return std::nullopt;
}

bool has_too_many(const KernelView& view, const OperatorRow& row) {
  return view.op().inputs.size() > most_inputs(view.op().name, row) && !is_one_of(kTakesAnyInputs, view.op().name);
}

bool lacks_quantization(const Tensor* tensor) {
  if (!tensor || (!tensor->scales.empty() && !tensor->zero_points.empty())) return false;
  const TensorType type = tensor->spec.type;
  return type == TensorType::int8 || type == TensorType::int16 || type == TensorType::uint8;
}

std::string unquantized(const KernelView& view) {
  for (const auto* indices : {&view.op().inputs, &view.op().outputs}) {
    for (std::size_t i = 0; i < indices->size(); ++i) {
      const Tensor* tensor = indices == &view.op().inputs ? view.input(i) : view.output(i);
      if (!lacks_quantization(tensor)) continue;
      return "its quantized " + place_of("tensor", static_cast<std::size_t>((*indices)[i]), tensor->spec.name) +
             " has no scale and zero point";
    }
  }
  return {};
}

std::size_t typed_input(Name op) {
  if (op == "FILL" || op == "EMBEDDING_LOOKUP" || op == "SPLIT" || op == "SELECT_V2") return 1;
  return op == "TRANSPOSE_CONV" ? 2 : 0;
}

bool may_change_type(const KernelView& view) {
  const std::string& op = view.op().name;
  if (op.starts_with("CUSTOM:") || is_one_of(kChangesType, op)) return true;
  if (op == "DEQUANTIZE" || op == "EMBEDDING_LOOKUP") return view.output_type(0) == TensorType::float32;
  return op == "SOFTMAX" && view.input_type(0) == TensorType::int8 && view.output_type(0) == TensorType::int16;
}

std::string changed_type(const KernelView& view) {
  const std::size_t input = typed_input(view.op().name);
  if (!view.input(input) || !view.output(0) || may_change_type(view)) return {};
  if (view.input_type(input) == view.output_type(0)) return {};
  return "it reads " + std::string(domain::name_of(view.input_type(input))) + " and writes " +
         std::string(domain::name_of(view.output_type(0))) + " to " +
         place_of("tensor", static_cast<std::size_t>(view.op().outputs[0]), view.output(0)->spec.name);
}

bool is_quantized(const Tensor* tensor) { return tensor && !tensor->scales.empty() && !tensor->zero_points.empty(); }

// The kernel's own output quantization: SOFTMAX of int8 writes from the least number that its output holds.
std::string wrong_zero_point(const KernelView& view) {
  if (view.input_type(0) != TensorType::int8 || !is_quantized(view.output(0))) return {};
  const std::int64_t least = view.output_type(0) == TensorType::int16 ? -32768 : -128;
  const std::int64_t stated = view.output(0)->zero_points.front();
  return stated == least ? ""
                         : "has an output with the zero point " + std::to_string(stated) + ", its kernel takes " +
                               std::to_string(least);
}

// SVDF of int8 adds its bias to sums whose scale is that of state times time weights.
std::string wrong_bias_scale(const KernelView& view) {
  constexpr double kMostApart = 1e-5;
  const Tensor *time = view.input(2), *bias = view.input(3), *state = view.input(4);
  if (view.input_type(0) != TensorType::int8 || !bias || !is_quantized(time) || !is_quantized(state)) return {};
  const double wanted = static_cast<double>(time->scales.front()) * static_cast<double>(state->scales.front());
  const double stated = is_quantized(bias) ? static_cast<double>(bias->scales.front()) : 0.0;
  const double apart = stated > wanted ? stated - wanted : wanted - stated;
  return apart <= kMostApart ? "" : "has a bias whose scale is not that of its state times its time weights";
}

// FULLY_CONNECTED with one scale for all weights compares its bias's scale with that of its products, in single
// precision, by parts of the output's.
std::string wrong_product_scale(const KernelView& view) {
  constexpr double kMostApart = 0.02;
  const Tensor *input = view.input(0), *weights = view.input(1), *bias = view.input(2), *output = view.output(0);
  if (!bias || !is_quantized(input) || !is_quantized(weights) || !is_quantized(output)) return {};
  if (weights->scales.size() != 1 || !(output->scales.front() > 0)) return {};
  const double wanted = static_cast<double>(input->scales.front() * weights->scales.front());
  const double stated = is_quantized(bias) ? static_cast<double>(bias->scales.front()) : 0.0;
  const double apart = stated > wanted ? stated - wanted : wanted - stated;
  if (apart / static_cast<double>(output->scales.front()) <= kMostApart) return {};
  return "has a bias whose scale is not that of its input times its weights";
}

// The kernel compares every dimension of the output; where its rank is not the input's, it reads beyond the shorter
// shape, and what it finds there is not known.
std::string wrong_padding(const KernelView& view) {
  const Tensor *input = view.input(0), *amounts = view.input(1), *output = view.output(0);
  if (!input || !amounts || !output) return {};
  const auto &from = input->spec.shape, &to = output->spec.shape;
  if (from.size() == to.size()) return wrong_shape(view);
  if (elements(amounts) != 2 * to.size()) {
    return "has " + std::to_string(elements(amounts)) + " amounts of padding for an output of " +
           std::to_string(to.size()) + " dimensions";
  }
  for (std::size_t i = 0; amounts->values.size() == 2 * to.size() && i < std::min(from.size(), to.size()); ++i) {
    if (to[i] != from[i] + amounts->values[2 * i] + amounts->values[2 * i + 1]) return wrong_shape(view);
  }
  return {};
}

std::string wrong_quantization(const KernelView& view) {
  const std::string& op = view.op().name;
  if (op == "SOFTMAX") return wrong_zero_point(view);
  if (op == "SVDF") return wrong_bias_scale(view);
  if (op == "FULLY_CONNECTED") return wrong_product_scale(view);
  if (op == "QUANTIZE" && view.output(0) && !is_quantized(view.output(0)))
    return "has an output without scale and zero point";
  if (op == "QUANTIZE" && view.output_type(0) == TensorType::float32)
    return "writes float32, which its kernel does not";
  if (op == "DEQUANTIZE" && view.output(0) && view.output_type(0) != TensorType::float32)
    return "writes " + std::string(domain::name_of(view.output_type(0))) + ", its kernel only float32";
  return {};
}

bool is_of_2020(const KernelView& view) { return view.target().runtime->interpreter == Interpreter::whole_tensors; }

}  // namespace

std::string refused_by_habit(const KernelView& view, const OperatorRow& row) {
  const std::string& op = view.op().name;
  if (is_of_2020(view)) return {};
  if (const auto input = left_out(view, row); input && !is_one_of(kTakesLeftOut, op))
    return "has no input " + std::to_string(*input) + ", which its kernel needs";
  if (has_too_many(view, row) && !is_one_of(kTakesMoreInputs, op)) {
    return "has " + std::to_string(view.op().inputs.size()) + " inputs, its kernel takes " +
           std::to_string(most_inputs(op, row));
  }
  if (view.options().are_missing && is_one_of(kEndsWithoutOptions, op))
    return "has no options, without which its kernel is not prepared";
  if (op == "DEPTHWISE_CONV_2D" && view.op().inputs.size() > 2 && view.op().inputs[2] < 0)
    return "has its bias left out by the index -1, which its kernel does not take";
  if (op == "SVDF" && view.options().filter_rank < 1)
    return "has the rank " + std::to_string(view.options().filter_rank);
  if (std::string why = moving_slice(view); !why.empty()) return why;
  const bool is_convolution = op == "CONV_2D" || op == "DEPTHWISE_CONV_2D";
  if (is_convolution && lacks_quantization(view.input(0))) return "has a quantized input without scale and zero point";
  if (op == "FULLY_CONNECTED" && !changed_type(view).empty()) return "cannot be prepared: " + changed_type(view);
  if (std::string why = wrong_quantization(view); !why.empty()) return why;
  if (std::string why = wrong_custom_output(view); !why.empty()) return why;
  if (std::string why = unmet_demand(view); !why.empty()) return why;
  const bool pads = op == "PAD" || op == "PADV2";
  if (!pads && !is_one_of(kRefusesShape, op)) return {};
  const std::string wrong = pads ? wrong_padding(view) : wrong_shape(view);
  return wrong.empty() ? wrong : "cannot be prepared: " + wrong;
}

bool does_without_options(std::string_view op) { return is_one_of(kNeedsNoOptions, op); }

std::string doubtful_by_habit(const KernelView& view, const OperatorRow& row) {
  const std::string& op = view.op().name;
  if (is_of_2020(view)) return {};
  if (const auto input = left_out(view, row))
    return "its input " + std::to_string(*input) + " is left out, and its kernel does not look";
  if (has_too_many(view, row)) {
    return "it has " + std::to_string(view.op().inputs.size()) + " inputs, of which its kernel reads " +
           std::to_string(most_inputs(op, row));
  }
  if (view.options().are_missing && view.target().options(row).bytes > 0 && !does_without_options(op))
    return "its options are missing, for which the runtime takes what its memory happens to hold";
  if (op == "FULLY_CONNECTED" && view.input(1) && !view.input(1)->is_constant)
    return "its weights are no constant, which its kernel takes for granted";
  if (is_one_of(kNeedsQuantization, op)) {
    if (std::string why = unquantized(view); !why.empty()) return why;
  }
  return changed_type(view);
}

}  // namespace kilograph::inspect::plan_detail
