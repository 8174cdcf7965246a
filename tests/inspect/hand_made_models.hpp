// Small models that tests write by hand.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "domain/model.hpp"

namespace kilograph::tests {

inline domain::Tensor tensor(domain::Shape shape, domain::TensorType type = domain::TensorType::float32) {
  domain::Tensor made;
  made.spec.type = type;
  made.spec.shape = std::move(shape);
  return made;
}

inline domain::Tensor constant(domain::Shape shape, domain::TensorType type = domain::TensorType::float32) {
  domain::Tensor made = tensor(std::move(shape), type);
  made.is_constant = true;
  return made;
}

inline domain::Operator step(std::string name, std::vector<std::int32_t> inputs, std::vector<std::int32_t> outputs) {
  domain::Operator op;
  op.name = std::move(name);
  op.inputs = std::move(inputs);
  op.outputs = std::move(outputs);
  return op;
}

inline domain::Model model_of(std::vector<domain::Subgraph> subgraphs) {
  domain::Model model;
  model.subgraphs = std::move(subgraphs);
  return model;
}

// in → ADD → MUL → SUB → out, each of 160 bytes; MUL also reads the input again.
inline domain::Model chain() {
  return model_of({domain::Subgraph{"main",
                                    {tensor({1, 40}), tensor({1, 40}), tensor({1, 40}), tensor({1, 40})},
                                    {0},
                                    {3},
                                    {step("ADD", {0, 0}, {1}), step("MUL", {1, 0}, {2}), step("SUB", {2, 1}, {3})}}});
}

}  // namespace kilograph::tests
