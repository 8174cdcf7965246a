// C++ to paste into a program for TensorFlow Lite Micro: the arena and the operators that a model needs.
#pragma once

#include <string>

#include "base/result.hpp"
#include "domain/model.hpp"
#include "inspect/plan/memory_plan.hpp"

namespace kilograph::inspect {

// Includes, the arena with the bytes to provide (of an estimate its upper bound), a resolver with exactly the
// model's operators, and as comments the facts that they rest on. Nothing from the model's file can end a
// comment or a string. For tflm-2020-07 the operators are registered by code, as its resolver has no other way. Custom
// operators that the runtime does not bring are declared, to be defined by their maker's code. Errors: unsupported,
// where the model does not start on the plan's target or its arena is not known.
Result<std::string> program_text(const domain::Model& model, const MemoryPlan& plan);

}  // namespace kilograph::inspect
