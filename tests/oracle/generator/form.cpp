#include "oracle/generator/form.hpp"

#include <algorithm>

namespace kilograph::oracle {
namespace {

// Operators that only the newer runtime registers, and weights that one of them refuses.
bool is_refused_somewhere(const Form& form) {
  const std::vector<std::string> newer{"DYNAMIC_UPDATE_SLICE", "REDUCE_ALL", "REDUCE_MIN", "REVERSE_V2"};
  if (std::ranges::find(newer, form.op) != newer.end()) return true;
  const bool is_int16 = form.type == TensorType::int16;
  return form.op == "FULLY_CONNECTED" && (form.detail == "int4 per-axis" || (is_int16 && form.detail == "per-axis"));
}

}  // namespace

std::string name_of(const Form& form) {
  return form.op + " " + std::string(domain::name_of(form.type)) + (form.detail.empty() ? "" : " " + form.detail);
}

Forms all_forms() {
  Forms forms;
  add_elementwise_forms(forms);
  add_shape_forms(forms);
  add_selection_forms(forms);
  add_reduction_forms(forms);
  add_layer_forms(forms);
  add_state_forms(forms);
  add_control_forms(forms);
  add_custom_forms(forms);
  for (Form& form : forms) {
    if (is_refused_somewhere(form)) form.company = Company::alone;
  }
  add_refused_forms(forms);
  return forms;
}

}  // namespace kilograph::oracle
