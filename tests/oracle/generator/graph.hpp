// A subgraph while it grows. Operators take activations that earlier ones made where type and number
// of elements allow it, so that lives of tensors overlap in many ways, and new inputs otherwise.
#pragma once

#include <string>
#include <vector>

#include "oracle/generator/model_draft.hpp"
#include "oracle/generator/random_source.hpp"

namespace kilograph::oracle {

bool is_quantized(TensorType type);  // int8, int16: activations that carry scale and zero point

// The bytes of 32-bit numbers.
Bytes bytes_of(const std::vector<std::int32_t>& values);

class Graph {
 public:
  Graph(ModelDraft& model, std::size_t subgraph, RandomSource& random)
      : model_(model), subgraph_(subgraph), random_(random) {}

  RandomSource& random() { return random_; }
  ModelDraft& model() { return model_; }
  std::size_t index() const { return subgraph_; }
  TensorDraft& tensor(std::int32_t index) { return draft().tensors[static_cast<std::size_t>(index)]; }
  const Shape& shape_of(std::int32_t index) { return tensor(index).shape; }

  // A random shape: one that an activation of this type and rank has already, or a new one of
  // dimensions 1 to `most`.
  Shape shape(TensorType type, int rank, int most = 6);

  std::int32_t activation(TensorType type, const Shape& shape);  // made already, or a new input
  std::int32_t input(TensorType type, const Shape& shape);       // a new input of the subgraph
  std::int32_t made(TensorType type, const Shape& shape);        // to be an operator's output
  std::int32_t made_like(std::int32_t other, const Shape& shape);  // type and quantization of `other`
  std::int32_t constant(TensorType type, const Shape& shape);    // random values; per-tensor quantization
  std::int32_t weights(TensorType type, const Shape& shape, bool per_axis, std::int32_t axis);
  std::int32_t numbers(const std::vector<std::int32_t>& values);  // int32 constant, one dimension
  std::int32_t numbers(const std::vector<std::int32_t>& values, const Shape& shape);
  std::int32_t variable(TensorType type, const Shape& shape);    // a tensor that keeps its state

  OperatorDraft& add(std::string name, std::vector<std::int32_t> inputs, std::vector<std::int32_t> outputs,
                     std::vector<OptionField> options = {});

  // Outputs of the subgraph: what nothing reads, and at times something that is read too.
  void finish();

 private:
  SubgraphDraft& draft() { return model_.subgraphs[subgraph_]; }
  std::int32_t push(TensorDraft tensor);
  void offer(std::int32_t index) { pool_.push_back({index, false}); }

  struct Offer {
    std::int32_t tensor;
    bool is_read;
  };

  ModelDraft& model_;
  std::size_t subgraph_;
  RandomSource& random_;
  std::vector<Offer> pool_;
};

}  // namespace kilograph::oracle
