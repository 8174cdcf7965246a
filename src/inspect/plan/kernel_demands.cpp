#include "inspect/plan/kernel_demands.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>

#include "inspect/plan/contradictions.hpp"
#include "inspect/plan/quantization_demands.hpp"
#include "inspect/plan/shape_view.hpp"
#include "inspect/plan/type_change.hpp"

namespace kilograph::inspect::plan_detail {
namespace {

using domain::Tensor;
using domain::TensorType;

std::string input_text(std::size_t input) { return "input " + std::to_string(input); }

std::string other_rank(const KernelView& view, std::size_t input, std::uint64_t wanted) {
  const Tensor* tensor = view.input(input);
  if (!tensor || rank(tensor) == wanted) return {};
  return "has an " + input_text(input) + " of " + std::to_string(rank(tensor)) + " dimensions, its kernel takes " +
         std::to_string(wanted);
}

std::string other_type(const KernelView& view, std::size_t input, std::initializer_list<TensorType> taken) {
  if (!view.input(input) || std::ranges::find(taken, view.input_type(input)) != taken.end()) return {};
  return "has an " + input_text(input) + " of " + std::string(domain::name_of(view.input_type(input))) +
         ", which its kernel does not take";
}

std::string first_of(std::initializer_list<std::string> reasons) {
  const auto found = std::ranges::find_if(reasons, [](const std::string& why) { return !why.empty(); });
  return found == reasons.end() ? std::string() : *found;
}

std::string of_concatenation(const KernelView& view) {
  return view.options().activation == domain::Activation::none ? ""
                                                               : "has a fused activation, which its kernel refuses";
}

std::string of_mean(const KernelView& view) { return other_type(view, 1, {TensorType::int32}); }

std::string of_assignment(const KernelView& view) {
  return other_type(view, 0, {TensorType::resource, TensorType::int32});
}

std::string unprepared(const std::string& why) { return why.empty() ? why : "cannot be prepared: " + why; }

std::string wrong_format(const KernelView& view) {
  constexpr std::int32_t kLastFormat = 1;
  const std::int32_t format = view.options().weights_format;
  if (format >= 0 && format <= kLastFormat) return {};
  return "has the weights format " + std::to_string(format) + ", which its kernel does not take";
}

std::string of_full_connection(const KernelView& view) {
  return first_of({unprepared(changed_type(view)), wrong_product_scale(view), wrong_format(view)});
}

std::string of_depthwise_convolution(const KernelView& view) {
  const auto& inputs = view.op().inputs;
  if (inputs.size() > 2 && inputs[2] < 0)
    return "has its bias left out by the index -1, which its kernel does not take";
  return unquantized_input(view);
}

std::string of_dequantization(const KernelView& view) {
  if (!view.output(0) || view.output_type(0) == TensorType::float32) return {};
  return "writes " + std::string(domain::name_of(view.output_type(0))) + ", its kernel only float32";
}

std::string of_quantization(const KernelView& view) {
  if (std::string why = unquantized_output(view); !why.empty()) return why;
  return view.output_type(0) == TensorType::float32 ? "writes float32, which its kernel does not" : "";
}

std::string of_softmax(const KernelView& view) { return first_of({wrong_zero_point(view), wrong_step(view)}); }

// Places and steps of a slice are read while it is prepared, whatever they are.
std::string of_slice(const KernelView& view) {
  for (std::size_t i = 1; i < 4; ++i) {
    if (view.input(i) && !view.input(i)->is_constant) return "has an " + input_text(i) + " that is no constant";
  }
  return {};
}

std::string wrong_ranks(const KernelView& view) {
  constexpr std::size_t kFeature = 1, kTime = 2, kBias = 3, kState = 4;
  const bool is_int8 = view.input_type(0) == TensorType::int8;
  const std::string bias =
      is_int8 ? other_type(view, kBias, {TensorType::int32}) : other_type(view, kBias, {TensorType::float32});
  const std::string state = is_int8 ? other_type(view, kState, {TensorType::int8, TensorType::int16})
                                    : other_type(view, kState, {TensorType::float32});
  return first_of(
      {other_rank(view, kFeature, 2), other_rank(view, kTime, 2), bias, other_rank(view, kState, 2), state});
}

std::string of_svdf(const KernelView& view) {
  if (view.options().filter_rank < 1) return "has the rank " + std::to_string(view.options().filter_rank);
  return first_of({wrong_bias_scale(view), wrong_ranks(view)});
}

// The state is a row a batch, and the second dimension of the input counts batches where steps come first.
std::string wrong_state(const KernelView& view, std::size_t state) {
  if (std::string why = other_rank(view, state, 2); !why.empty() || !view.input(state)) return why;
  if (rank(view.input(0)) != 3) return {};
  const std::int32_t batches = input_shape(view, 0)[view.options().is_time_major ? 1 : 0];
  const std::int32_t rows = input_shape(view, state)[0];
  if (rows == batches) return {};
  return "has an " + input_text(state) + " of " + std::to_string(rows) + " rows for " + std::to_string(batches) +
         " batches";
}

std::string of_lstm(const KernelView& view) {
  constexpr std::size_t kFirstWeights = 1, kLastWeights = 8, kOutputState = 18, kCellState = 19;
  const bool is_float = view.input_type(0) == TensorType::float32;
  for (std::size_t i = kFirstWeights; i <= kLastWeights; ++i) {
    std::string why =
        first_of({other_rank(view, i, 2), other_type(view, i, {is_float ? TensorType::float32 : TensorType::int8})});
    if (!why.empty()) return why;
  }
  return first_of({wrong_state(view, kOutputState), wrong_state(view, kCellState),
                   other_type(view, kOutputState, {view.input_type(0)}),
                   other_type(view, kCellState, {is_float ? TensorType::float32 : TensorType::int16})});
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

std::string of_padding(const KernelView& view) {
  if (view.input(1) && !view.input(1)->is_constant) return "has amounts of padding that are no constant";
  return unprepared(wrong_padding(view));
}

struct DemandRow {
  std::string_view op;
  std::string (*demand)(const KernelView& view);
};

constexpr auto kDemands = std::to_array<DemandRow>({
    {"ASSIGN_VARIABLE", of_assignment},
    {"CONCATENATION", of_concatenation},
    {"CONV_2D", unquantized_input},
    {"DEPTHWISE_CONV_2D", of_depthwise_convolution},
    {"DEQUANTIZE", of_dequantization},
    {"FULLY_CONNECTED", of_full_connection},
    {"MEAN", of_mean},
    {"PAD", of_padding},
    {"PADV2", of_padding},
    {"QUANTIZE", of_quantization},
    {"SOFTMAX", of_softmax},
    {"STRIDED_SLICE", of_slice},
    {"SVDF", of_svdf},
    {"UNIDIRECTIONAL_SEQUENCE_LSTM", of_lstm},
});

}  // namespace

std::string unmet_demand(const KernelView& view) {
  const auto row = std::ranges::find(kDemands, view.op().name, &DemandRow::op);
  return row == kDemands.end() ? std::string() : row->demand(view);
}

}  // namespace kilograph::inspect::plan_detail
