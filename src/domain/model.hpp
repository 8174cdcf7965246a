// A neural network as its file holds it: subgraphs of operators over tensors. Plain values,
// produced by `ingest`, read by `inspect`; indices are checked by the reader, so that every
// index here points into its vector.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/digest.hpp"
#include "domain/tensor.hpp"

namespace kilograph::domain {

// A tensor of a subgraph.
struct Tensor {
  TensorSpec spec;
  Shape shape_signature{};              // empty where equal to the shape
  std::vector<float> scales{};          // all of them, as in the file
  std::vector<std::int64_t> zero_points{};
  std::uint32_t buffer = 0;             // index into the file's buffers
  std::uint64_t constant_bytes = 0;     // bytes of constant data; 0 for an activation
  bool is_constant = false;             // has data in the file
  bool is_behind = false;               // and they lie behind the FlatBuffer, as converters write large files
  // Of a constant of int32 or int64 with at most kMostValues elements: axes, paddings, shapes. Else empty.
  static constexpr std::size_t kMostValues = 64;
  std::vector<std::int64_t> values{};
  bool is_variable = false;             // keeps its state between invocations
  bool is_sparse = false;
};

enum class Padding { same, valid };
enum class Activation { none, relu, relu_n1_to_1, relu6, tanh, sign_bit, sigmoid };
std::string_view name_of(Activation activation);  // "Relu6", as published; "" for none
std::optional<Activation> activation_from(std::string_view name);

// An entry of a custom operator's options.
struct CustomOption {
  std::string name;
  std::optional<std::int64_t> number{};  // absent where it is no whole number
};

// STRIDED_SLICE: a bit an axis.
struct SliceMasks {
  std::int32_t begin = 0, end = 0, ellipsis = 0, new_axis = 0, shrink_axis = 0;
};

// The options of an operator that our computations read; absent where the operator has none of them.
struct OperatorOptions {
  bool are_missing = false;                           // the file has none, of whatever kind
  std::optional<Padding> padding{};
  std::int32_t stride_height = 0, stride_width = 0;
  std::int32_t dilation_height = 1, dilation_width = 1;
  std::int32_t filter_height = 0, filter_width = 0;   // pooling
  std::int32_t depth_multiplier = 0;
  std::int32_t filter_rank = 0;                       // SVDF: filters a unit
  std::int32_t axis = 0;
  bool keep_dimensions = false;
  SliceMasks masks{};
  bool adjoint_left = false, adjoint_right = false;   // BATCH_MATMUL: operand is given transposed
  Activation activation = Activation::none;
  std::int32_t weights_format = 0;                    // FULLY_CONNECTED: the schema's code, 0 for a plain matrix
  bool is_time_major = false;                         // LSTM: steps before batches
  std::vector<std::int32_t> called_subgraphs{};       // IF, WHILE, CALL, CALL_ONCE
  std::string resource{};                             // VAR_HANDLE: "container/name" of its variable
  std::vector<CustomOption> custom{};                 // of a custom operator, in the file's order
};

// One step, in execution order.
struct Operator {
  std::int32_t code = 0;                 // BuiltinOperator code; 32 is CUSTOM
  std::string name;                      // "CONV_2D", "CUSTOM:ethos-u", "UNKNOWN(999)"
  std::int32_t version = 1;
  std::vector<std::int32_t> inputs{};    // tensor indices; -1 is an optional input left out
  std::vector<std::int32_t> outputs{};
  OperatorOptions options{};
};

struct Subgraph {
  std::string name;
  std::vector<Tensor> tensors;
  std::vector<std::int32_t> inputs;      // tensor indices
  std::vector<std::int32_t> outputs;
  std::vector<Operator> operators;
};

struct Signature {
  std::string key;
  std::uint32_t subgraph = 0;
  std::vector<std::string> inputs;       // names
  std::vector<std::string> outputs;
};

struct MetadataEntry {
  std::string name;
  std::uint64_t bytes = 0;
  std::vector<std::int32_t> words{};     // of "OfflineMemoryAllocation" alone: its content
};

struct Model {
  std::string name;                      // from the file's name, without extension
  std::string description;               // from the file
  std::int32_t schema_version = 0;
  Digest sha256;                         // of the .tflite bytes, also where they came as a C array
  std::uint64_t file_bytes = 0;          // of the .tflite bytes
  std::vector<Subgraph> subgraphs;       // at least one; the first is the main one
  std::vector<Signature> signatures{};
  std::vector<MetadataEntry> metadata{};
  std::uint64_t buffer_count = 0;
  std::uint64_t constant_bytes = 0;      // bytes of all buffers that tensors use, each once
};

}  // namespace kilograph::domain
