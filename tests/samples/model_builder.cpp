#include "samples/model_builder.hpp"

#include <algorithm>

namespace kilograph::tests {

ModelBuilder::ModelBuilder() {
  root.version = 3;
  add_buffer({});
  add_subgraph("main");
}

std::size_t ModelBuilder::add_subgraph(const std::string& name) {
  root.subgraphs.push_back(std::make_unique<schema::SubGraphT>());
  root.subgraphs.back()->name = name;
  return root.subgraphs.size() - 1;
}

std::uint32_t ModelBuilder::add_buffer(Bytes data) {
  root.buffers.push_back(std::make_unique<schema::BufferT>());
  root.buffers.back()->data = std::move(data);
  return static_cast<std::uint32_t>(root.buffers.size() - 1);
}

std::int32_t ModelBuilder::add_tensor(const std::string& name, domain::TensorType type, std::vector<std::int32_t> shape,
                                      Bytes data, std::size_t subgraph_index) {
  auto tensor = std::make_unique<schema::TensorT>();
  tensor->name = name;
  tensor->type = static_cast<std::int8_t>(type);
  tensor->shape = std::move(shape);
  if (!data.empty()) tensor->buffer = add_buffer(std::move(data));
  auto& tensors = subgraph(subgraph_index).tensors;
  tensors.push_back(std::move(tensor));
  return static_cast<std::int32_t>(tensors.size() - 1);
}

schema::TensorT& ModelBuilder::tensor(std::int32_t index, std::size_t subgraph_index) {
  return *subgraph(subgraph_index).tensors[static_cast<std::size_t>(index)];
}

void ModelBuilder::quantize(std::int32_t tensor_index, std::vector<float> scales, std::vector<std::int64_t> zero_points,
                            std::int32_t axis) {
  auto quantization = std::make_unique<schema::QuantizationT>();
  quantization->scale = std::move(scales);
  quantization->zero_point = std::move(zero_points);
  quantization->quantized_dimension = axis;
  tensor(tensor_index).quantization = std::move(quantization);
}

schema::OperatorT& ModelBuilder::add_operator(std::int32_t code, std::vector<std::int32_t> inputs,
                                              std::vector<std::int32_t> outputs, std::size_t subgraph_index) {
  root.operator_codes.push_back(std::make_unique<schema::OperatorCodeT>());
  last_kind().deprecated_builtin_code = static_cast<std::int8_t>(std::min(code, 127));
  last_kind().builtin_code = code;
  auto op = std::make_unique<schema::OperatorT>();
  op->opcode_index = static_cast<std::uint32_t>(root.operator_codes.size() - 1);
  op->inputs = std::move(inputs);
  op->outputs = std::move(outputs);
  auto& operators = subgraph(subgraph_index).operators;
  operators.push_back(std::move(op));
  return *operators.back();
}

Bytes ModelBuilder::finish() const {
  flatbuffers::FlatBufferBuilder builder;
  schema::FinishModelBuffer(builder, schema::Model::Pack(builder, &root));
  return Bytes(builder.GetBufferPointer(), builder.GetBufferPointer() + builder.GetSize());
}

}  // namespace kilograph::tests
