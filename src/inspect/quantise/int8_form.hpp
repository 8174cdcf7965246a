// What a model of float32 would be with whole numbers of eight bits, as TensorFlow's converter makes it: every tensor
// of float32 becomes int8 with a scale and a zero point, inputs and outputs too; weights of convolutions have a scale a
// channel; biases become int32, and keep their size. Operators and their order stay. The scales are not known: they
// take room, and no plan reads more of them.
#pragma once

#include <string>

#include "base/result.hpp"
#include "domain/model.hpp"
#include "domain/model_facts.hpp"

namespace kilograph::inspect {

// How the facts of int8_facts are known, in words.
std::string int8_evidence();

// The model in that form, without digest; its file's bytes are the upper bound of int8_facts. Errors: unsupported,
// where the model has no tensor of float32, or operators of which it is not known that they have such a form.
Result<domain::Model> int8_form(const domain::Model& model);

// Of that form what a device is judged by, basis predicted: operators with the lowest version that takes int8, number
// formats, working memory as planned and refusals of every runtime, and program memory between two bounds: the file
// less three bytes a number, and that with room for scales, zero points and padding. Errors: those of int8_form and of
// facts_of.
Result<domain::ModelFacts> int8_facts(const domain::Model& model);

}  // namespace kilograph::inspect
