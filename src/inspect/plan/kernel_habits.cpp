#include "inspect/plan/kernel_habits.hpp"

#include <algorithm>
#include <array>

#include "inspect/place.hpp"
#include "inspect/plan/contradictions.hpp"

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
constexpr auto kTakesAnyInputs =
    std::to_array<Name>({"ADD_N", "ASSIGN_VARIABLE", "CALL_ONCE", "CONCATENATION", "CUSTOM:TFLM_DECODE", "IF", "PACK",
                         "READ_VARIABLE", "VAR_HANDLE", "WHILE"});

// These start where an input that they need is left out, and read it when they run.
constexpr auto kTakesLeftOut =
    std::to_array<Name>({"ARG_MAX", "ARG_MIN", "FLOOR", "LOGICAL_AND", "LOGICAL_OR", "MAXIMUM", "MINIMUM", "NEG",
                         "PACK", "SHAPE", "SPLIT_V", "TRANSPOSE_CONV", "UNPACK", "WHILE"});

// More inputs than the fewest (OperatorRow::least_inputs) that a kernel takes.
struct MostInputs {
  Name name;
  std::size_t count;
};
constexpr auto kMostInputs = std::to_array<MostInputs>({{"CONV_2D", 3},
                                                        {"DEPTHWISE_CONV_2D", 3},
                                                        {"FULLY_CONNECTED", 3},
                                                        {"RESHAPE", 2},
                                                        {"TRANSPOSE_CONV", 4},
                                                        {"UNIDIRECTIONAL_SEQUENCE_LSTM", 24}});

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
constexpr auto kRefusesShape = std::to_array<Name>({"BATCH_MATMUL", "BROADCAST_TO", "CEIL", "CUMSUM", "EXPAND_DIMS",
                                                    "FILL", "PAD", "PADV2", "ROUND", "STRIDED_SLICE"});

// The output's type is not the input's.
constexpr auto kChangesType = std::to_array<Name>(
    {"ARG_MAX", "ARG_MIN", "ASSIGN_VARIABLE", "CALL_ONCE", "CAST", "EQUAL", "GREATER", "GREATER_EQUAL", "IF", "LESS",
     "LESS_EQUAL", "NOT_EQUAL", "QUANTIZE", "READ_VARIABLE", "SHAPE", "VAR_HANDLE", "WHILE"});

// These take their options for granted only where the file has them.
constexpr auto kNeedsNoOptions = std::to_array<Name>({"RESHAPE", "SQUEEZE"});

template <std::size_t N>
bool is_one_of(const std::array<Name, N>& names, Name name) {
  return std::ranges::find(names, name) != names.end();
}

std::size_t most_inputs(Name op, const OperatorRow& row) {
  const auto found = std::ranges::find(kMostInputs, op, &MostInputs::name);
  return found == kMostInputs.end() ? row.least_inputs : found->count;
}

// A bias of SVDF, and of an LSTM all but its input.
bool is_optional(Name op, std::size_t input) {
  return (op == "SVDF" && input == 3) || (op == "UNIDIRECTIONAL_SEQUENCE_LSTM" && input != 0);
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
  const bool is_convolution = op == "CONV_2D" || op == "DEPTHWISE_CONV_2D";
  if (is_convolution && lacks_quantization(view.input(0))) return "has a quantized input without scale and zero point";
  if (op == "FULLY_CONNECTED" && !changed_type(view).empty()) return "cannot be prepared: " + changed_type(view);
  if (!is_one_of(kRefusesShape, op)) return {};
  const std::string wrong = wrong_shape(view);
  return wrong.empty() ? wrong : "cannot be prepared: " + wrong;
}

std::string doubtful_by_habit(const KernelView& view, const OperatorRow& row) {
  const std::string& op = view.op().name;
  if (is_of_2020(view)) return {};
  if (const auto input = left_out(view, row))
    return "its input " + std::to_string(*input) + " is left out, and its kernel does not look";
  if (has_too_many(view, row)) {
    return "it has " + std::to_string(view.op().inputs.size()) + " inputs, of which its kernel reads " +
           std::to_string(most_inputs(op, row));
  }
  if (view.options().are_missing && view.target().options(row).bytes > 0 && !is_one_of(kNeedsNoOptions, op))
    return "its options are missing, for which the runtime takes what its memory happens to hold";
  if (is_one_of(kNeedsQuantization, op)) {
    if (std::string why = unquantized(view); !why.empty()) return why;
  }
  return changed_type(view);
}

}  // namespace kilograph::inspect::plan_detail
