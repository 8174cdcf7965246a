#include "inspect/quantise/int8_form.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "base/listing.hpp"
#include "base/version.hpp"
#include "inspect/facts.hpp"
#include "inspect/plan/requirement.hpp"

namespace kilograph::inspect {
namespace {

using domain::Basis;
using domain::Model;
using domain::Operator;
using domain::Subgraph;
using domain::Tensor;
using domain::TensorType;

constexpr int kNone = -1;

// Operators with a form of int8, by the versions of TensorFlow Lite's operators (lite/tools/versioning of TensorFlow
// 2.16). `weights` and `bias` are inputs; `channels` is the dimension of the weights that has a scale each.
struct Int8Operator {
  std::string_view name;
  std::int32_t version;
  int weights = kNone, bias = kNone, channels = kNone;
};
constexpr auto kOperators = std::to_array<Int8Operator>({
    {"ADD", 2},
    {"AVERAGE_POOL_2D", 2},
    {"BATCH_TO_SPACE_ND", 2},
    {"CONCATENATION", 2},
    {"CONV_2D", 3, 1, 2, 0},
    {"DEPTHWISE_CONV_2D", 3, 1, 2, 3},
    {"EXPAND_DIMS", 1},
    {"FULLY_CONNECTED", 4, 1, 2},
    {"HARD_SWISH", 1},
    {"LEAKY_RELU", 2},
    {"LOGISTIC", 2},
    {"MAXIMUM", 2},
    {"MAX_POOL_2D", 2},
    {"MEAN", 2},
    {"MINIMUM", 2},
    {"MUL", 2},
    {"PACK", 2},
    {"PAD", 2},
    {"PADV2", 2},
    {"RELU", 2},
    {"RELU6", 2},
    {"RESHAPE", 1},
    {"RESIZE_BILINEAR", 2},
    {"RESIZE_NEAREST_NEIGHBOR", 2},
    {"SLICE", 2},
    {"SOFTMAX", 2},
    {"SPACE_TO_BATCH_ND", 2},
    {"SPLIT", 2},
    {"SPLIT_V", 2},
    {"SQUEEZE", 1},
    {"STRIDED_SLICE", 2},
    {"SUB", 2},
    {"TANH", 2},
    {"TRANSPOSE", 2},
    {"TRANSPOSE_CONV", 2, 1, 3, 0},
    {"UNPACK", 2},
});

const Int8Operator* row_of(std::string_view name) {
  const auto row = std::ranges::find(kOperators, name, &Int8Operator::name);
  return row == kOperators.end() ? nullptr : &*row;
}

bool is_float(const Tensor& tensor) { return tensor.spec.type == TensorType::float32; }

// Bytes that a quantised tensor's table, its scales, zero points and padding take at most in a file: least and greatest
// values, which older converters write beside each scale, counted.
std::uint64_t quantisation_bytes(const Tensor& tensor) {
  constexpr std::uint64_t kTable = 128, kScale = 4 + 8 + 4 + 4;
  return kTable + kScale * tensor.scales.size();
}

void quantise(Tensor& tensor, TensorType type, std::size_t scales, float scale, std::int64_t zero_point) {
  tensor.spec.type = type;
  tensor.scales.assign(scales, scale);
  tensor.zero_points.assign(scales, zero_point);
  tensor.spec.quantization = {
      .scheme = scales > 1 ? domain::QuantizationScheme::per_axis : domain::QuantizationScheme::per_tensor,
      .count = static_cast<std::uint32_t>(scales),
      .smallest_scale = scale,
      .largest_scale = scale,
      .zero_point = scales > 1 ? std::nullopt : std::optional(zero_point)};
  if (!tensor.is_constant) return;
  const std::uint64_t elements = domain::element_count(tensor.spec.shape).value_or(0);
  tensor.constant_bytes = elements * (type == TensorType::int32 ? 4 : 1);
}

class Form {
 public:
  explicit Form(const Model& model) : before_(model), model_(model) {}

  Result<Model> make() && {
    KG_CHECK(check());
    for (Subgraph& subgraph : model_.subgraphs) change(subgraph);
    settle_bytes();
    return std::move(model_);
  }

 private:
  Result<void> check() const {
    std::set<std::string> unknown;
    bool has_float = false;
    for (const Subgraph& subgraph : model_.subgraphs) {
      for (const Operator& op : subgraph.operators) {
        if (!row_of(op.name)) unknown.insert(op.name);
      }
      for (const Tensor& tensor : subgraph.tensors) {
        has_float = has_float || is_float(tensor);
        if (is_float(tensor) && (tensor.is_variable || tensor.is_sparse)) unknown.insert("a state or sparse weights");
      }
    }
    if (!has_float) return fail(ErrorKind::unsupported, "it has no tensor of float32, of which int8 could be made");
    if (unknown.empty()) return {};
    return fail(ErrorKind::unsupported, "whether it has a form of int8 is not known: " + listed(unknown));
  }

  static void change(Subgraph& subgraph) {
    for (Operator& op : subgraph.operators) {
      const Int8Operator& row = *row_of(op.name);
      const bool is_of_floats = std::ranges::any_of(op.inputs, [&](std::int32_t input) {
        return input >= 0 && is_float(subgraph.tensors[static_cast<std::size_t>(input)]);
      });
      if (is_of_floats) op.version = std::max(op.version, row.version);
      change_constants(subgraph, op, row);
    }
    for (Tensor& tensor : subgraph.tensors) {
      if (is_float(tensor)) quantise(tensor, TensorType::int8, 1, 1, 0);
    }
    for (const Operator& op : subgraph.operators) settle_scales(subgraph, op, *row_of(op.name));
  }

  static Tensor* input_of(Subgraph& subgraph, const Operator& op, int input) {
    if (input == kNone || static_cast<std::size_t>(input) >= op.inputs.size()) return nullptr;
    const std::int32_t index = op.inputs[static_cast<std::size_t>(input)];
    return index < 0 ? nullptr : &subgraph.tensors[static_cast<std::size_t>(index)];
  }

  static void change_constants(Subgraph& subgraph, const Operator& op, const Int8Operator& row) {
    Tensor* weights = input_of(subgraph, op, row.weights);
    Tensor* bias = input_of(subgraph, op, row.bias);
    std::size_t channels = 1;
    if (weights && is_float(*weights)) {
      const auto& shape = weights->spec.shape;
      const auto dimension = static_cast<std::size_t>(row.channels);
      if (row.channels != kNone && dimension < shape.size())
        channels = static_cast<std::size_t>(std::max(1, shape[dimension]));
      quantise(*weights, TensorType::int8, channels, 1, 0);
    }
    if (bias && is_float(*bias)) quantise(*bias, TensorType::int32, channels, 1, 0);
  }

  // What kernels hold against each other when they are prepared: SOFTMAX writes from -128 in steps of 1/256, and a
  // bias has the scale of input times weights.
  static void settle_scales(Subgraph& subgraph, const Operator& op, const Int8Operator& row) {
    if (op.name == "SOFTMAX" && !op.outputs.empty()) {
      Tensor& output = subgraph.tensors[static_cast<std::size_t>(op.outputs.front())];
      if (output.spec.type == TensorType::int8) quantise(output, TensorType::int8, 1, 1.0F / 256, -128);
    }
    Tensor* bias = input_of(subgraph, op, row.bias);
    const Tensor* input = input_of(subgraph, op, 0);
    if (!bias || !input || bias->spec.type != TensorType::int32 || input->scales.empty()) return;
    std::ranges::fill(bias->scales, input->scales.front());
  }

  // A buffer that tensors share is in the file once.
  void settle_bytes() {
    std::map<std::uint32_t, std::uint64_t> saved;  // by buffer
    std::uint64_t more = 0;
    for (std::size_t s = 0; s < model_.subgraphs.size(); ++s) {
      for (std::size_t t = 0; t < model_.subgraphs[s].tensors.size(); ++t) {
        const Tensor &tensor = model_.subgraphs[s].tensors[t], &before = before_.subgraphs[s].tensors[t];
        if (!is_float(before)) continue;
        more += quantisation_bytes(tensor);
        if (before.constant_bytes > tensor.constant_bytes)
          saved[before.buffer] = before.constant_bytes - tensor.constant_bytes;
      }
    }
    std::uint64_t less = 0;
    for (const auto& [buffer, bytes] : saved) less += bytes;
    model_.file_bytes -= std::min(less, model_.file_bytes);
    model_.file_bytes += more;
    model_.constant_bytes -= std::min(less, model_.constant_bytes);
    model_.sha256 = {};
  }

  const Model& before_;
  Model model_;
};

std::uint64_t added_bytes(const Model& model, const Model& form) {
  std::uint64_t bytes = 0;
  for (std::size_t s = 0; s < form.subgraphs.size(); ++s) {
    for (std::size_t t = 0; t < form.subgraphs[s].tensors.size(); ++t) {
      if (is_float(model.subgraphs[s].tensors[t])) bytes += quantisation_bytes(form.subgraphs[s].tensors[t]);
    }
  }
  return bytes;
}

}  // namespace

std::string int8_evidence() {
  return signature() +
         ": planned as if every float32 tensor were int8, inputs and outputs too, with biases of int32 and a scale a "
         "channel of convolutions";
}

Result<Model> int8_form(const Model& model) { return Form(model).make(); }

Result<domain::ModelFacts> int8_facts(const Model& model) {
  const Model form = KG_TRY(int8_form(model));
  domain::ModelFacts whole = KG_TRY(facts_of(form));
  PlannedFacts planned = planned_facts(form);
  domain::ModelFacts facts;
  facts.operators = std::move(whole.operators);
  facts.number_formats = std::move(whole.number_formats);
  facts.memory = std::move(planned.memory);
  facts.memory.push_back({.use = domain::MemoryUse::program,
                          .bytes = form.file_bytes,
                          .least_bytes = form.file_bytes - added_bytes(model, form)});
  facts.refusals = std::move(planned.refusals);
  for (domain::MemoryRequirement& figure : facts.memory) {
    figure.basis = Basis::predicted;
    figure.by = int8_evidence();
  }
  for (domain::StartRefusal& refusal : facts.refusals) {
    refusal.basis = Basis::predicted;
    refusal.by = int8_evidence();
  }
  return facts;
}

}  // namespace kilograph::inspect
