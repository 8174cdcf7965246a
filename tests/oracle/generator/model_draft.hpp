// A .tflite model before it is written, and its writer. The writer is our own and knows the format by
// slot numbers alone (facts of the TensorFlow Lite schema), so that it shares nothing with the reader
// that its models test.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/bytes.hpp"
#include "domain/tensor.hpp"

namespace kilograph::oracle {

using domain::TensorType;
using Shape = std::vector<std::int32_t>;

struct QuantizationDraft {
  std::vector<float> scales;
  std::vector<std::int64_t> zero_points;  // as many as scales
  std::int32_t axis = 0;                  // meaningful for more than one scale
};

struct TensorDraft {
  TensorType type = TensorType::float32;
  Shape shape;
  QuantizationDraft quantization;
  Bytes data;                             // not empty: a constant
  bool is_variable = false;
};

// One field of an operator's options: its slot in the table and its value (int8_t for enumerations).
struct OptionField {
  std::uint16_t slot;
  std::variant<bool, std::int8_t, std::int32_t, float, std::string, std::vector<std::int32_t>> value;
};

struct OperatorDraft {
  std::string name;                       // "CONV_2D", "CUSTOM:SignalWindow"
  std::vector<std::int32_t> inputs;       // tensor indices; -1: left out
  std::vector<std::int32_t> outputs;
  std::vector<OptionField> options;
  Bytes custom_options;
  std::vector<std::int32_t> intermediates;
};

struct SubgraphDraft {
  std::vector<TensorDraft> tensors;
  std::vector<std::int32_t> inputs;
  std::vector<std::int32_t> outputs;
  std::vector<OperatorDraft> operators;
};

struct ModelDraft {
  std::vector<SubgraphDraft> subgraphs;
  std::vector<std::int32_t> offline_plan;  // words of an "OfflineMemoryAllocation" entry; empty: none
};

// The bytes of the model file. Every operator's name must be a row of kOperatorCodes or begin with
// "CUSTOM:"; the program ends otherwise.
Bytes write(const ModelDraft& model);

}  // namespace kilograph::oracle
