#include <cmath>

#include "samples/model_builder.hpp"
#include "samples/samples.hpp"

namespace kilograph::tests {
namespace {

using domain::TensorType;

constexpr std::int32_t kAdd = 0, kConv2d = 3, kCallOnce = 129;

// input + constant → sum → sum + constant → output; each sample below breaks one thing in it.
ModelBuilder two_additions() {
  ModelBuilder model;
  model.add_tensor("input", TensorType::int8, {1, 4});
  model.add_tensor("constant", TensorType::int8, {1, 4}, {1, 2, 3, 4});
  model.add_tensor("sum", TensorType::int8, {1, 4});
  model.add_tensor("output", TensorType::int8, {1, 4});
  model.subgraph().inputs = {0};
  model.subgraph().outputs = {3};
  model.add_operator(kAdd, {0, 1}, {2});
  model.add_operator(kAdd, {2, 1}, {3});
  return model;
}

// The model after one change.
template <class Change>
Bytes changed(Change change) {
  ModelBuilder model = two_additions();
  change(model);
  return model.finish();
}

schema::OperatorT& operator_of(ModelBuilder& model, std::size_t index) { return *model.subgraph().operators[index]; }

void add_call(ModelBuilder& model, std::size_t from, std::int32_t to) {
  schema::CallOptionsT call;
  call.subgraph = to;
  set_options(model.add_operator(kCallOnce, {}, {}, from), schema::BuiltinOptions::CallOnce, call);
}

Bytes empty_file() { return {}; }

Bytes other_file() {
  const std::string_view text = "PK\x03\x04 this is something else";
  return Bytes(text.begin(), text.end());
}

Bytes cut_in_half() {
  Bytes bytes = two_additions().finish();
  bytes.resize(bytes.size() / 2);
  return bytes;
}

Bytes schema_version_2() {
  return changed([](ModelBuilder& model) { model.root.version = 2; });
}

Bytes no_subgraph() {
  return changed([](ModelBuilder& model) { model.root.subgraphs.clear(); });
}

Bytes buffer_absent() {
  return changed([](ModelBuilder& model) { model.tensor(1).buffer = 17; });
}

Bytes buffer_outside() {
  return changed([](ModelBuilder& model) {
    model.root.buffers[1]->data.clear();
    model.root.buffers[1]->offset = UINT64_MAX - 1;
    model.root.buffers[1]->size = 4;
  });
}

Bytes external_buffer() {
  return changed([](ModelBuilder& model) { model.tensor(1).external_buffer = 5; });
}

Bytes constant_too_short() {
  return changed([](ModelBuilder& model) { model.tensor(1).shape = {1, 5}; });
}

Bytes constant_of_unknown_shape() {
  return changed([](ModelBuilder& model) { model.tensor(1).shape = {-1, 4}; });
}

Bytes negative_dimension() {
  return changed([](ModelBuilder& model) { model.tensor(2).shape = {1, -7}; });
}

Bytes many_dimensions() {
  return changed([](ModelBuilder& model) { model.tensor(2).shape.assign(300, 1); });
}

Bytes countless_elements() {
  return changed([](ModelBuilder& model) { model.tensor(2).shape = {2147483647, 2147483647, 16}; });
}

Bytes signature_of_other_rank() {
  return changed([](ModelBuilder& model) { model.tensor(2).shape_signature = {-1}; });
}

Bytes scales_without_zero_points() {
  return changed([](ModelBuilder& model) { model.quantize(0, {0.5F, 0.5F, 0.5F, 0.5F}, {0, 0}, 1); });
}

Bytes axis_absent() {
  return changed([](ModelBuilder& model) { model.quantize(0, {0.5F, 0.5F, 0.5F, 0.5F}, {0, 0, 0, 0}, 2); });
}

Bytes axis_of_other_size() {
  return changed([](ModelBuilder& model) { model.quantize(0, {0.5F, 0.5F, 0.5F}, {0, 0, 0}, 1); });
}

Bytes scale_not_a_number() {
  return changed([](ModelBuilder& model) { model.quantize(0, {NAN}, {0}); });
}

Bytes blocks_absent() {
  return changed([](ModelBuilder& model) {
    model.quantize(1, {}, {});
    schema::BlockwiseQuantizationT blocks;
    blocks.scales = 40;
    model.tensor(1).quantization->details.Set(std::move(blocks));
  });
}

Bytes sparsity_of_other_rank() {
  return changed([](ModelBuilder& model) {
    model.tensor(1).sparsity = std::make_unique<schema::SparsityT>();
    model.tensor(1).sparsity->traversal_order = {0};
  });
}

Bytes kind_absent() {
  return changed([](ModelBuilder& model) { operator_of(model, 1).opcode_index = 9; });
}

Bytes input_absent() {
  return changed([](ModelBuilder& model) { operator_of(model, 1).inputs = {2, 4}; });
}

Bytes output_left_out() {
  return changed([](ModelBuilder& model) { operator_of(model, 1).outputs = {-1}; });
}

Bytes subgraph_input_absent() {
  return changed([](ModelBuilder& model) { model.subgraph().inputs = {-1}; });
}

Bytes activation_absent() {
  return changed([](ModelBuilder& model) {
    schema::ActivationFirstOptionsT options;
    options.activation = 77;
    set_options(operator_of(model, 0), schema::BuiltinOptions::Add, options);
  });
}

Bytes read_before_made() {
  return changed([](ModelBuilder& model) { std::swap(model.subgraph().operators[0], model.subgraph().operators[1]); });
}

Bytes written_twice() {
  return changed([](ModelBuilder& model) { operator_of(model, 1).outputs = {2}; });
}

Bytes constant_written() {
  return changed([](ModelBuilder& model) { operator_of(model, 1).outputs = {1}; });
}

Bytes output_not_made() {
  return changed([](ModelBuilder& model) { model.subgraph().operators.pop_back(); });
}

Bytes call_of_absent_subgraph() {
  return changed([](ModelBuilder& model) { add_call(model, 0, 3); });
}

Bytes calls_in_a_circle() {
  return changed([](ModelBuilder& model) {
    const std::size_t other = model.add_subgraph("other");
    add_call(model, 0, static_cast<std::int32_t>(other));
    add_call(model, other, 0);
  });
}

Bytes signature_of_absent_tensor() {
  return changed([](ModelBuilder& model) {
    auto signature = std::make_unique<schema::SignatureDefT>();
    signature->signature_key = "serve";
    signature->inputs.push_back(std::make_unique<schema::TensorMapT>());
    signature->inputs[0]->name = "x";
    signature->inputs[0]->tensor_index = 12;
    model.root.signature_defs.push_back(std::move(signature));
  });
}

Bytes metadata_of_absent_buffer() {
  return changed([](ModelBuilder& model) {
    model.root.metadata.push_back(std::make_unique<schema::MetadataT>());
    model.root.metadata[0]->name = "notes";
    model.root.metadata[0]->buffer = 3;
  });
}

// Readable, but its multiply-accumulate operations cannot be counted.
Bytes convolution_of_unknown_size() {
  return changed([](ModelBuilder& model) {
    model.tensor(1).shape = {1, 2, 2, 1};
    model.tensor(2).shape = {-1, 4, 4, 1};
    model.root.operator_codes[0]->builtin_code = model.root.operator_codes[0]->deprecated_builtin_code = kConv2d;
  });
}

constexpr Sample kSamples[] = {
    {"empty_file", SampleFormat::tflite, empty_file},
    {"other_file", SampleFormat::tflite, other_file},
    {"cut_in_half", SampleFormat::tflite, cut_in_half},
    {"schema_version_2", SampleFormat::tflite, schema_version_2},
    {"no_subgraph", SampleFormat::tflite, no_subgraph},
    {"buffer_absent", SampleFormat::tflite, buffer_absent},
    {"buffer_outside", SampleFormat::tflite, buffer_outside},
    {"external_buffer", SampleFormat::tflite, external_buffer},
    {"constant_too_short", SampleFormat::tflite, constant_too_short},
    {"constant_of_unknown_shape", SampleFormat::tflite, constant_of_unknown_shape},
    {"negative_dimension", SampleFormat::tflite, negative_dimension},
    {"many_dimensions", SampleFormat::tflite, many_dimensions},
    {"countless_elements", SampleFormat::tflite, countless_elements},
    {"signature_of_other_rank", SampleFormat::tflite, signature_of_other_rank},
    {"scales_without_zero_points", SampleFormat::tflite, scales_without_zero_points},
    {"axis_absent", SampleFormat::tflite, axis_absent},
    {"axis_of_other_size", SampleFormat::tflite, axis_of_other_size},
    {"scale_not_a_number", SampleFormat::tflite, scale_not_a_number},
    {"blocks_absent", SampleFormat::tflite, blocks_absent},
    {"sparsity_of_other_rank", SampleFormat::tflite, sparsity_of_other_rank},
    {"kind_absent", SampleFormat::tflite, kind_absent},
    {"input_absent", SampleFormat::tflite, input_absent},
    {"output_left_out", SampleFormat::tflite, output_left_out},
    {"subgraph_input_absent", SampleFormat::tflite, subgraph_input_absent},
    {"activation_absent", SampleFormat::tflite, activation_absent},
    {"read_before_made", SampleFormat::tflite, read_before_made},
    {"written_twice", SampleFormat::tflite, written_twice},
    {"constant_written", SampleFormat::tflite, constant_written},
    {"output_not_made", SampleFormat::tflite, output_not_made},
    {"call_of_absent_subgraph", SampleFormat::tflite, call_of_absent_subgraph},
    {"calls_in_a_circle", SampleFormat::tflite, calls_in_a_circle},
    {"signature_of_absent_tensor", SampleFormat::tflite, signature_of_absent_tensor},
    {"metadata_of_absent_buffer", SampleFormat::tflite, metadata_of_absent_buffer},
    {"convolution_of_unknown_size", SampleFormat::tflite, convolution_of_unknown_size},
};

}  // namespace

std::span<const Sample> broken_models() { return kSamples; }

}  // namespace kilograph::tests
