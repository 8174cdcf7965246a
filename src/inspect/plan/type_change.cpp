#include "inspect/plan/type_change.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "inspect/place.hpp"

namespace kilograph::inspect::plan_detail {
namespace {

using domain::TensorType;

// The output's type is not the input's.
constexpr auto kChangesType = std::to_array<std::string_view>(
    {"ARG_MAX", "ARG_MIN", "ASSIGN_VARIABLE", "CALL_ONCE", "CAST", "EQUAL", "GREATER", "GREATER_EQUAL", "IF", "LESS",
     "LESS_EQUAL", "NOT_EQUAL", "QUANTIZE", "READ_VARIABLE", "SHAPE", "VAR_HANDLE", "WHILE"});

std::size_t typed_input(std::string_view op) {
  if (op == "FILL" || op == "EMBEDDING_LOOKUP" || op == "SPLIT" || op == "SELECT_V2") return 1;
  return op == "TRANSPOSE_CONV" ? 2 : 0;
}

bool may_change_type(const KernelView& view) {
  const std::string& op = view.op().name;
  if (op.starts_with("CUSTOM:") || std::ranges::find(kChangesType, op) != kChangesType.end()) return true;
  if (op == "DEQUANTIZE" || op == "EMBEDDING_LOOKUP") return view.output_type(0) == TensorType::float32;
  return op == "SOFTMAX" && view.input_type(0) == TensorType::int8 && view.output_type(0) == TensorType::int16;
}

}  // namespace

std::string changed_type(const KernelView& view) {
  const std::size_t input = typed_input(view.op().name);
  if (!view.input(input) || !view.output(0) || may_change_type(view)) return {};
  if (view.input_type(input) == view.output_type(0)) return {};
  return "it reads " + std::string(domain::name_of(view.input_type(input))) + " and writes " +
         std::string(domain::name_of(view.output_type(0))) + " to " +
         place_of("tensor", static_cast<std::size_t>(view.op().outputs[0]), view.output(0)->spec.name);
}

}  // namespace kilograph::inspect::plan_detail
