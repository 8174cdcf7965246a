// What is generated: a form is an operator with the type that decides how its kernel works, and for
// operators with weights how these are quantized. Tables a family, in forms_*.cpp.
#pragma once

#include <string>
#include <vector>

#include "oracle/generator/graph.hpp"

namespace kilograph::oracle {

struct Form;
using Build = void (*)(Graph& graph, const Form& form);  // adds the operator and what it needs

// Whether models of the form may hold others too: not where a runtime refuses it, or else the others
// would go unproven there.
enum class Company { mixed, alone };

struct Form {
  std::string op;
  TensorType type = TensorType::float32;
  std::string detail;  // "", "per-axis", "per-tensor", "int4 per-axis", "to int16", "adjoint left"
  Build build = nullptr;
  Company company = Company::mixed;
};

std::string name_of(const Form& form);  // "CONV_2D int8 per-axis"

using Forms = std::vector<Form>;
void add_elementwise_forms(Forms& forms);
void add_shape_forms(Forms& forms);
void add_selection_forms(Forms& forms);
void add_reduction_forms(Forms& forms);
void add_layer_forms(Forms& forms);
void add_state_forms(Forms& forms);
void add_control_forms(Forms& forms);
void add_custom_forms(Forms& forms);
// Types that kernels refuse while they are prepared: with the builders of the forms that are there already.
void add_refused_forms(Forms& forms);

Forms all_forms();

}  // namespace kilograph::oracle
