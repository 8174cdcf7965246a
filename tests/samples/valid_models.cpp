#include "samples/model_builder.hpp"
#include "samples/samples.hpp"

namespace kilograph::tests {
namespace {

using domain::TensorType;

constexpr std::int32_t kAdd = 0, kConv2d = 3, kFullyConnected = 9, kCustom = 32, kCallOnce = 129;
constexpr std::int32_t kVarHandle = 142, kReadVariable = 143, kAssignVariable = 144, kUnknown = 999;

Bytes filled(std::size_t bytes) {
  Bytes data(bytes);
  for (std::size_t i = 0; i < bytes; ++i) data[i] = static_cast<std::uint8_t>(i * 7 + 1);
  return data;
}

void set_ends(ModelBuilder& model, std::int32_t input, std::int32_t output) {
  model.subgraph().inputs = {input};
  model.subgraph().outputs = {output};
}

// Three inputs, two neurons with ReLU: 6 multiply-accumulate operations, 8 parameters.
ModelBuilder dense(TensorType type, std::size_t weight_bytes) {
  ModelBuilder model;
  const auto input = model.add_tensor("input", type, {1, 3});
  const auto weights = model.add_tensor("weights", type, {2, 3}, filled(weight_bytes));
  const auto bias = model.add_tensor("bias", TensorType::int32, {2}, filled(8));
  const auto output = model.add_tensor("output", type, {1, 2});
  set_ends(model, input, output);
  schema::FullyConnectedOptionsT options;
  options.activation = 1;
  set_options(model.add_operator(kFullyConnected, {input, weights, bias}, {output}),
              schema::BuiltinOptions::FullyConnected, options);
  return model;
}

Bytes tiny_float() {
  ModelBuilder model = dense(TensorType::float32, 24);
  model.tensor(2).type = static_cast<std::int8_t>(TensorType::float32);
  model.root.description = "A layer of two neurons";
  return model.finish();
}

Bytes weights_int4() {
  ModelBuilder model = dense(TensorType::int8, 3);
  model.tensor(1).type = static_cast<std::int8_t>(TensorType::int4);
  model.quantize(0, {0.5F}, {-3});
  model.quantize(1, {0.25F}, {0});
  model.quantize(3, {1.0F}, {12});
  return model.finish();
}

// Four filters of 3 × 3 over an image of 8 × 8, stride 2, each filter with a scale of its own.
Bytes conv_int8_per_axis() {
  ModelBuilder model;
  const auto input = model.add_tensor("image", TensorType::int8, {1, 8, 8, 1});
  const auto filter = model.add_tensor("filter", TensorType::int8, {4, 3, 3, 1}, filled(36));
  const auto bias = model.add_tensor("bias", TensorType::int32, {4}, filled(16));
  const auto output = model.add_tensor("features", TensorType::int8, {1, 4, 4, 4});
  model.quantize(input, {0.0078125F}, {-128});
  model.quantize(filter, {0.5F, 0.25F, 0.125F, 1.0F}, {0, 0, 0, 0}, 0);
  model.quantize(output, {0.0625F}, {-128});
  set_ends(model, input, output);
  schema::Conv2DOptionsT options;
  options.stride_h = options.stride_w = 2;
  options.activation = 3;
  set_options(model.add_operator(kConv2d, {input, filter, bias}, {output}), schema::BuiltinOptions::Conv2D, options);
  return model.finish();
}

// A variable that a second subgraph sets to its first value, once.
Bytes variables_call_once() {
  ModelBuilder model;
  const auto input = model.add_tensor("input", TensorType::int16, {1, 4});
  const auto handle = model.add_tensor("handle", TensorType::resource, {1});
  const auto state = model.add_tensor("state", TensorType::int16, {1, 4});
  const auto output = model.add_tensor("output", TensorType::int16, {1, 4});
  set_ends(model, input, output);
  const std::size_t init = model.add_subgraph("init");
  schema::CallOptionsT call;
  call.subgraph = static_cast<std::int32_t>(init);
  set_options(model.add_operator(kCallOnce, {}, {}), schema::BuiltinOptions::CallOnce, call);
  model.add_operator(kVarHandle, {}, {handle});
  model.add_operator(kReadVariable, {handle}, {state});
  model.add_operator(kAdd, {input, state}, {output});
  model.add_operator(kAssignVariable, {handle, output}, {});
  const auto init_handle = model.add_tensor("init/handle", TensorType::resource, {1}, {}, init);
  const auto zeros = model.add_tensor("init/zeros", TensorType::int16, {1, 4}, Bytes(8, 0), init);
  model.add_operator(kVarHandle, {}, {init_handle}, init);
  model.add_operator(kAssignVariable, {init_handle, zeros}, {}, init);
  return model.finish();
}

// Its second input is scratch memory that nothing in the file makes.
Bytes custom_operator() {
  ModelBuilder model;
  const auto input = model.add_tensor("input", TensorType::int8, {1, 16});
  const auto scratch = model.add_tensor("scratch", TensorType::uint8, {64});
  const auto output = model.add_tensor("output", TensorType::int8, {1, 2});
  set_ends(model, input, output);
  model.add_operator(kCustom, {input, scratch, -1}, {output});
  model.last_kind().custom_code = "my-accelerator";
  model.last_kind().version = 2;
  return model.finish();
}

Bytes unknown_operator() {
  ModelBuilder model;
  const auto input = model.add_tensor("input", static_cast<TensorType>(99), {1, 16});
  const auto output = model.add_tensor("output", TensorType::float32, {1, 16});
  set_ends(model, input, output);
  model.add_operator(kUnknown, {input}, {output});
  return model.finish();
}

Bytes unknown_batch() {
  ModelBuilder model;
  const auto input = model.add_tensor("input", TensorType::float32, {-1, 4});
  const auto output = model.add_tensor("output", TensorType::float32, {-1, 4});
  model.tensor(input).shape_signature = {-1, 4};
  set_ends(model, input, output);
  model.add_operator(kAdd, {input, input}, {output});
  return model.finish();
}

// The weights' bytes lie behind the FlatBuffer, as converters write large files.
Bytes data_behind() {
  ModelBuilder model = dense(TensorType::int8, 6);
  schema::BufferT& buffer = *model.root.buffers[1];
  const Bytes data = std::exchange(buffer.data, {});
  buffer.size = data.size();
  buffer.offset = 2;  // any place, so that the field is there and the size is known
  buffer.offset = model.finish().size();
  Bytes file = model.finish();
  file.insert(file.end(), data.begin(), data.end());
  return file;
}

// Two of six weights are kept, so that the data are shorter than the shape.
Bytes sparse_weights() {
  ModelBuilder model = dense(TensorType::int8, 2);
  auto sparsity = std::make_unique<schema::SparsityT>();
  sparsity->traversal_order = {0, 1};
  sparsity->dim_metadata.resize(2);
  for (auto& level : sparsity->dim_metadata) level = std::make_unique<schema::DimensionMetadataT>();
  sparsity->dim_metadata[0]->dense_size = 2;
  model.tensor(1).sparsity = std::move(sparsity);
  return model.finish();
}

// Names with bytes that are no text, and everything a file can say beside its graph.
Bytes signature_and_metadata() {
  ModelBuilder model = dense(TensorType::int16, 12);
  model.tensor(0).name = "in\x1b[31mput\xff é";
  auto signature = std::make_unique<schema::SignatureDefT>();
  signature->signature_key = "serving_default";
  signature->inputs.push_back(std::make_unique<schema::TensorMapT>());
  signature->inputs[0]->name = "x";
  signature->outputs.push_back(std::make_unique<schema::TensorMapT>());
  signature->outputs[0]->name = "y";
  signature->outputs[0]->tensor_index = 3;
  model.root.signature_defs.push_back(std::move(signature));
  model.root.metadata.push_back(std::make_unique<schema::MetadataT>());
  model.root.metadata[0]->name = "min_runtime_version";
  model.root.metadata[0]->buffer = model.add_buffer(filled(16));
  return model.finish();
}

constexpr Sample kSamples[] = {
    {"tiny_float", SampleFormat::tflite, tiny_float},
    {"weights_int4", SampleFormat::tflite, weights_int4},
    {"conv_int8_per_axis", SampleFormat::tflite, conv_int8_per_axis},
    {"variables_call_once", SampleFormat::tflite, variables_call_once},
    {"custom_operator", SampleFormat::tflite, custom_operator},
    {"unknown_operator", SampleFormat::tflite, unknown_operator},
    {"unknown_batch", SampleFormat::tflite, unknown_batch},
    {"data_behind", SampleFormat::tflite, data_behind},
    {"sparse_weights", SampleFormat::tflite, sparse_weights},
    {"signature_and_metadata", SampleFormat::tflite, signature_and_metadata},
};

}  // namespace

std::span<const Sample> valid_models() { return kSamples; }

}  // namespace kilograph::tests
