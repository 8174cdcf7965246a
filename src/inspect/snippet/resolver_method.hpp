// How a program registers an operator with TensorFlow Lite Micro.
#pragma once

#include <string_view>

namespace kilograph::inspect {

// The method of MicroMutableOpResolver that registers the operator ("CONV_2D" → "AddConv2D"), as the
// public TensorFlow Lite Micro project of 2026-08 names it. Empty where it has none: custom operators of
// others come by AddCustom with a registration of their maker's.
std::string_view resolver_method(std::string_view operator_name);

}  // namespace kilograph::inspect
