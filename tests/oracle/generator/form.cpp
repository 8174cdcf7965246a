#include "oracle/generator/form.hpp"

namespace kilograph::oracle {

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
  return forms;
}

}  // namespace kilograph::oracle
