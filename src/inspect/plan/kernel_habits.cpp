#include "inspect/plan/kernel_habits.hpp"

#include <algorithm>
#include <array>

#include "inspect/place.hpp"
#include "inspect/plan/contradictions.hpp"
#include "inspect/plan/custom_outputs.hpp"
#include "inspect/plan/kernel_demands.hpp"
#include "inspect/plan/quantization_demands.hpp"
#include "inspect/plan/type_change.hpp"

namespace kilograph::inspect::plan_detail {
namespace {

using domain::Tensor;

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
  if (std::string why = wrong_custom_output(view); !why.empty()) return why;
  if (std::string why = unmet_demand(view); !why.empty()) return why;
  if (!is_one_of(kRefusesShape, op)) return {};
  const std::string wrong = wrong_shape(view);
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
