#include "inspect/plan/operator_form.hpp"

namespace kilograph::inspect::plan_detail {

std::string text_of(Form form) {
  switch (form) {
    case Form::int4_weights: return "int4 weights";
    case Form::dilation: return "dilation";
    case Form::int8_input: return "int8";
    case Form::int16_input: return "int16";
    case Form::float32_input: return "float32";
    case Form::int4_with_scale_a_channel: return "int4 weights with a scale a channel";
    case Form::int16_with_scale_a_channel: return "int16 with a scale a channel";
  }
  return {};
}

bool has_form(const KernelView& view, const OperatorRow& row, Form form) {
  using domain::TensorType;
  const TensorType type = view.input_type(row.typed_input);
  const bool by_channel = view.input(1) && view.input(1)->scales.size() > 1;
  switch (form) {
    case Form::int4_weights: return view.input_type(1) == TensorType::int4;
    case Form::dilation: return view.options().dilation_height != 1 || view.options().dilation_width != 1;
    case Form::int8_input: return type == TensorType::int8;
    case Form::int16_input: return type == TensorType::int16;
    case Form::float32_input: return type == TensorType::float32;
    case Form::int4_with_scale_a_channel: return view.input_type(1) == TensorType::int4 && by_channel;
    case Form::int16_with_scale_a_channel: return type == TensorType::int16 && by_channel;
  }
  return false;
}

}  // namespace kilograph::inspect::plan_detail
