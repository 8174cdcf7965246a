// Writes small .tflite files for tests: valid ones, and broken ones by setting `root` freely.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "domain/tensor.hpp"
#include "ingest/tflite/schema_generated.h"

namespace kilograph::tests {

namespace schema = ingest::tflite::schema;

// Options of the kind `type`, which must be the one that `Table` is for.
template <class Table>
void set_options(schema::OperatorT& op, schema::BuiltinOptions type, Table options) {
  op.options.Reset();
  op.options.type = type;
  op.options.value = new Table(std::move(options));  // the union deletes it
}

class ModelBuilder {
 public:
  ModelBuilder();  // schema version 3, an empty buffer 0, one subgraph "main"

  schema::ModelT root;

  schema::SubGraphT& subgraph(std::size_t index = 0) { return *root.subgraphs[index]; }
  std::size_t add_subgraph(const std::string& name);
  std::uint32_t add_buffer(Bytes data);

  // The index of a new tensor; with data it is a constant.
  std::int32_t add_tensor(const std::string& name, domain::TensorType type, std::vector<std::int32_t> shape,
                          Bytes data = {}, std::size_t subgraph_index = 0);
  schema::TensorT& tensor(std::int32_t index, std::size_t subgraph_index = 0);
  void quantize(std::int32_t tensor_index, std::vector<float> scales, std::vector<std::int64_t> zero_points,
                std::int32_t axis = 0);

  // An operator of a kind of its own.
  schema::OperatorT& add_operator(std::int32_t code, std::vector<std::int32_t> inputs,
                                  std::vector<std::int32_t> outputs, std::size_t subgraph_index = 0);
  schema::OperatorCodeT& last_kind() { return *root.operator_codes.back(); }

  Bytes finish() const;
};

}  // namespace kilograph::tests
