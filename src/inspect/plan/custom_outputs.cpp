#include "inspect/plan/custom_outputs.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "inspect/plan/shape_view.hpp"

namespace kilograph::inspect::plan_detail {
namespace {

using domain::TensorType;

struct OutputRow {
  std::string_view name;
  TensorType type = TensorType::unknown;      // unknown: the input's
  std::optional<int> more_dimensions{};       // than the input; absent: the kernel does not look
  bool keeps_sizes = false;                   // but for the second, which counts what it holds
};

constexpr auto kOutputs = std::to_array<OutputRow>({
    {"CUSTOM:CIRCULAR_BUFFER", TensorType::unknown, std::nullopt, true},
    {"CUSTOM:SignalDelay", TensorType::int16},
    {"CUSTOM:SignalEnergy", TensorType::uint32},
    {"CUSTOM:SignalFftAutoScale", TensorType::int16},
    {"CUSTOM:SignalFilterBank", TensorType::uint64},
    {"CUSTOM:SignalFilterBankLog", TensorType::int16},
    {"CUSTOM:SignalFilterBankSpectralSubtraction", TensorType::uint32},
    {"CUSTOM:SignalFilterBankSquareRoot", TensorType::uint32},
    {"CUSTOM:SignalFramer", TensorType::int16, 1},
    {"CUSTOM:SignalIrfft", TensorType::unknown, 0},
    {"CUSTOM:SignalOverlapAdd", TensorType::unknown, -1},
    {"CUSTOM:SignalPCAN", TensorType::uint32},
    {"CUSTOM:SignalRfft", TensorType::unknown, 0},
    {"CUSTOM:SignalStacker", TensorType::int16},
    {"CUSTOM:SignalWindow", TensorType::int16, 0},
});

std::string wrong_type(const KernelView& view, TensorType type) {
  if (view.output_type(0) == type) return {};
  return "writes " + std::string(domain::name_of(view.output_type(0))) + ", its kernel only " +
         std::string(domain::name_of(type));
}

std::string wrong_rank(const KernelView& view, int more) {
  const auto has = static_cast<std::int64_t>(own_shape(view).size());
  const auto wanted = static_cast<std::int64_t>(input_shape(view, 0).size()) + more;
  if (has == wanted) return {};
  return "has an output of " + std::to_string(has) + " dimensions, its kernel takes " + std::to_string(wanted);
}

std::string wrong_sizes(const KernelView& view) {
  const domain::Shape &input = input_shape(view, 0), &output = own_shape(view);
  const bool holds = input.size() == 4 && output.size() == 4 && input[0] == output[0] && input[2] == output[2] &&
                     input[3] == output[3];
  return holds ? "" : "has an output that differs from its input in more than its second dimension";
}

}  // namespace

std::string wrong_custom_output(const KernelView& view) {
  const auto row = std::ranges::find(kOutputs, view.op().name, &OutputRow::name);
  if (row == kOutputs.end() || !view.input(0) || !view.output(0)) return {};
  std::string why = wrong_type(view, row->type == TensorType::unknown ? view.input_type(0) : row->type);
  if (why.empty() && row->more_dimensions) why = wrong_rank(view, *row->more_dimensions);
  if (why.empty() && row->keeps_sizes) why = wrong_sizes(view);
  return why;
}

}  // namespace kilograph::inspect::plan_detail
