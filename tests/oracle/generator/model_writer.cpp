#include <flatbuffers/flatbuffers.h>

#include <cstdlib>
#include <map>

#include "oracle/generator/model_draft.hpp"
#include "oracle/generator/operator_codes.hpp"

namespace kilograph::oracle {
namespace {

using flatbuffers::FlatBufferBuilder;
using flatbuffers::Offset;
using flatbuffers::voffset_t;
using AnyTable = Offset<flatbuffers::Table>;

constexpr std::int32_t kSchemaVersion = 3;
constexpr std::string_view kCustomPrefix = "CUSTOM:";

constexpr voffset_t at(int slot) { return static_cast<voffset_t>(4 + 2 * slot); }

class Writer {
 public:
  explicit Writer(const ModelDraft& model) : model_(model) { buffers_.emplace_back(); }

  Bytes write() {
    std::vector<AnyTable> subgraphs;
    for (const SubgraphDraft& subgraph : model_.subgraphs) subgraphs.push_back(write(subgraph));
    const auto subgraph_vector = builder_.CreateVector(subgraphs);
    const auto metadata = write_metadata();
    const auto codes = write_operator_codes();
    const auto buffers = write_buffers();
    const auto start = builder_.StartTable();
    builder_.AddElement<std::int32_t>(at(0), kSchemaVersion, 0);
    builder_.AddOffset(at(1), codes);
    builder_.AddOffset(at(2), subgraph_vector);
    builder_.AddOffset(at(4), buffers);
    if (!metadata.IsNull()) builder_.AddOffset(at(6), metadata);
    builder_.Finish(Offset<void>(builder_.EndTable(start)), "TFL3");
    return Bytes(builder_.GetBufferPointer(), builder_.GetBufferPointer() + builder_.GetSize());
  }

 private:
  AnyTable end(flatbuffers::uoffset_t start) { return AnyTable(builder_.EndTable(start)); }

  std::uint32_t buffer_of(const Bytes& data) {
    if (data.empty()) return 0;
    buffers_.push_back(data);
    return static_cast<std::uint32_t>(buffers_.size() - 1);
  }

  std::uint32_t kind_of(const std::string& name) {
    return kinds_.try_emplace(name, static_cast<std::uint32_t>(kinds_.size())).first->second;
  }

  AnyTable write(const SubgraphDraft& subgraph) {
    std::vector<AnyTable> tensors;
    for (const TensorDraft& tensor : subgraph.tensors) tensors.push_back(write(tensor, tensors.size()));
    std::vector<AnyTable> operators;
    for (const OperatorDraft& op : subgraph.operators) operators.push_back(write(op));
    const auto tensor_vector = builder_.CreateVector(tensors);
    const auto inputs = builder_.CreateVector(subgraph.inputs);
    const auto outputs = builder_.CreateVector(subgraph.outputs);
    const auto operator_vector = builder_.CreateVector(operators);
    const auto start = builder_.StartTable();
    builder_.AddOffset(at(0), tensor_vector);
    builder_.AddOffset(at(1), inputs);
    builder_.AddOffset(at(2), outputs);
    builder_.AddOffset(at(3), operator_vector);
    return end(start);
  }

  AnyTable write(const TensorDraft& tensor, std::size_t index) {
    const auto name = builder_.CreateString("t" + std::to_string(index));
    const auto shape = builder_.CreateVector(tensor.shape);
    const AnyTable quantization = write(tensor.quantization);
    const auto start = builder_.StartTable();
    builder_.AddOffset(at(0), shape);
    builder_.AddElement<std::int8_t>(at(1), static_cast<std::int8_t>(tensor.type), 0);
    builder_.AddElement<std::uint32_t>(at(2), buffer_of(tensor.data), 0);
    builder_.AddOffset(at(3), name);
    if (!quantization.IsNull()) builder_.AddOffset(at(4), quantization);
    builder_.AddElement<std::uint8_t>(at(5), tensor.is_variable ? 1 : 0, 0);
    return end(start);
  }

  AnyTable write(const QuantizationDraft& quantization) {
    if (quantization.scales.empty()) return {};
    const auto scales = builder_.CreateVector(quantization.scales);
    const auto zero_points = builder_.CreateVector(quantization.zero_points);
    const auto start = builder_.StartTable();
    builder_.AddOffset(at(2), scales);
    builder_.AddOffset(at(3), zero_points);
    builder_.AddElement<std::int32_t>(at(6), quantization.axis, 0);
    return end(start);
  }

  AnyTable write(const std::vector<OptionField>& options) {
    std::map<std::uint16_t, Offset<void>> children;
    for (const OptionField& field : options) {
      if (const auto* text = std::get_if<std::string>(&field.value))
        children[field.slot] = builder_.CreateString(*text).Union();
      if (const auto* list = std::get_if<std::vector<std::int32_t>>(&field.value))
        children[field.slot] = builder_.CreateVector(*list).Union();
    }
    const auto start = builder_.StartTable();
    for (const OptionField& field : options) {
      if (const auto child = children.find(field.slot); child != children.end())
        builder_.AddOffset(at(field.slot), child->second);
      if (const auto* flag = std::get_if<bool>(&field.value))
        builder_.AddElement<std::uint8_t>(at(field.slot), *flag ? 1 : 0, 0);
      if (const auto* byte = std::get_if<std::int8_t>(&field.value)) builder_.AddElement(at(field.slot), *byte);
      if (const auto* word = std::get_if<std::int32_t>(&field.value)) builder_.AddElement(at(field.slot), *word);
      if (const auto* real = std::get_if<float>(&field.value)) builder_.AddElement(at(field.slot), *real);
    }
    return end(start);
  }

  AnyTable write(const OperatorDraft& op) {
    const bool is_custom = op.name.starts_with(kCustomPrefix);
    const OperatorCode* code = operator_code(op.name);
    if (!is_custom && !code) std::abort();
    const auto inputs = builder_.CreateVector(op.inputs);
    const auto outputs = builder_.CreateVector(op.outputs);
    const auto intermediates = builder_.CreateVector(op.intermediates);
    const auto custom = builder_.CreateVector(op.custom_options);
    const AnyTable options = code && code->options_type ? write(op.options) : AnyTable();
    const auto start = builder_.StartTable();
    builder_.AddElement<std::uint32_t>(at(0), kind_of(op.name), 0);
    builder_.AddOffset(at(1), inputs);
    builder_.AddOffset(at(2), outputs);
    if (!options.IsNull()) {
      builder_.AddElement<std::uint8_t>(at(3), static_cast<std::uint8_t>(code->options_type), 0);
      builder_.AddOffset(at(4), options);
    }
    if (!op.custom_options.empty()) builder_.AddOffset(at(5), custom);
    if (!op.intermediates.empty()) builder_.AddOffset(at(8), intermediates);
    return end(start);
  }

  Offset<flatbuffers::Vector<AnyTable>> write_metadata() {
    if (model_.offline_plan.empty()) return {};
    const auto* words = reinterpret_cast<const std::uint8_t*>(model_.offline_plan.data());
    const std::uint32_t buffer = buffer_of(Bytes(words, words + model_.offline_plan.size() * sizeof(std::int32_t)));
    const auto name = builder_.CreateString("OfflineMemoryAllocation");
    const auto start = builder_.StartTable();
    builder_.AddOffset(at(0), name);
    builder_.AddElement<std::uint32_t>(at(1), buffer, 0);
    return builder_.CreateVector(std::vector<AnyTable>{end(start)});
  }

  // Rows in the order of first use; a code beyond 127 needs the wide field, older readers the narrow one.
  Offset<flatbuffers::Vector<AnyTable>> write_operator_codes() {
    constexpr int kHighestNarrowCode = 127;
    std::vector<AnyTable> codes(kinds_.size());
    for (const auto& [name, index] : kinds_) {
      const OperatorCode* known = operator_code(name);
      const int code = known ? known->code : kCustomCode;
      Offset<flatbuffers::String> custom;
      if (!known) custom = builder_.CreateString(name.substr(kCustomPrefix.size()));
      const auto start = builder_.StartTable();
      builder_.AddElement<std::int8_t>(at(0), static_cast<std::int8_t>(std::min(code, kHighestNarrowCode)), 0);
      if (!known) builder_.AddOffset(at(1), custom);
      builder_.AddElement<std::int32_t>(at(3), code, 0);
      codes[index] = end(start);
    }
    return builder_.CreateVector(codes);
  }

  Offset<flatbuffers::Vector<AnyTable>> write_buffers() {
    constexpr std::size_t kAlignment = 16;
    std::vector<AnyTable> buffers;
    for (const Bytes& data : buffers_) {
      builder_.ForceVectorAlignment(data.size(), 1, kAlignment);
      const auto bytes = builder_.CreateVector(data);
      const auto start = builder_.StartTable();
      if (!data.empty()) builder_.AddOffset(at(0), bytes);
      buffers.push_back(end(start));
    }
    return builder_.CreateVector(buffers);
  }

  const ModelDraft& model_;
  FlatBufferBuilder builder_;
  std::map<std::string, std::uint32_t> kinds_;
  std::vector<Bytes> buffers_;  // the first one is the format's empty one
};

}  // namespace

Bytes write(const ModelDraft& model) { return Writer(model).write(); }

}  // namespace kilograph::oracle
