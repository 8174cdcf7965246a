#include "inspect/facts.hpp"

#include <algorithm>
#include <map>

#include "base/memory_budget.hpp"
#include "inspect/place.hpp"

namespace kilograph::inspect {
namespace {

using domain::Layer;
using domain::ModelFacts;
using domain::Operator;
using domain::Subgraph;
using domain::Tensor;
using domain::TensorSpec;
using domain::TensorType;

Result<void> add(std::uint64_t& total, std::uint64_t more, std::string_view what) {
  if (!__builtin_add_overflow(total, more, &total)) return {};
  return fail(ErrorKind::bad_input, std::string(what) + " are more than can be counted");
}

// Made at run time and with something in it; an empty tensor stands for an argument left out.
bool is_activation(const Tensor& tensor) {
  return !tensor.is_constant && domain::element_count(tensor.spec.shape) != std::uint64_t{0};
}

// Handles of variables and lists are no numbers.
bool is_number(TensorType type) { return type != TensorType::resource && type != TensorType::variant; }

// These convert between formats: what stands on one side of them only is not computed in.
bool is_conversion(const Operator& op) { return op.name == "QUANTIZE" || op.name == "DEQUANTIZE" || op.name == "CAST"; }

// An operator whose work nobody but its maker can count.
bool is_foreign(const Operator& op) { return op.name.starts_with("CUSTOM") || op.name.starts_with("UNKNOWN"); }

// What converters write where a person would describe the model.
bool is_converters_stamp(std::string_view description) {
  return description == "TOCO Converted." || description == "MLIR Converted.";
}

class Collector {
 public:
  explicit Collector(const domain::Model& model) : model_(model), budget_(unfolding_bytes(model.file_bytes)) {}

  Result<ModelFacts> collect() {
    KG_CHECK(reserve_layers());
    for (std::size_t i = 0; i < model_.subgraphs.size(); ++i) {
      auto added = add_subgraph(i);
      if (!added) return fail(std::move(added).error().in(place_of("subgraph", i, model_.subgraphs[i].name)));
    }
    const Subgraph& main = model_.subgraphs.front();
    KG_CHECK(budget_.take_text(model_.name.size() + model_.description.size()));
    facts_.name = model_.name;
    if (!is_converters_stamp(model_.description)) facts_.description = model_.description;
    facts_.sha256 = model_.sha256;
    facts_.file_bytes = model_.file_bytes;
    facts_.constant_bytes = model_.constant_bytes;
    facts_.parameters = parameters_;
    if (!has_foreign_) facts_.macs = macs_;
    facts_.inputs = KG_TRY(specs(main, main.inputs));
    facts_.outputs = KG_TRY(specs(main, main.outputs));
    facts_.memory.push_back(
        {.use = domain::MemoryUse::program, .bytes = model_.file_bytes, .basis = domain::Basis::planned});
    return std::move(facts_);
  }

 private:
  Result<void> reserve_layers() {
    std::size_t count = 0;
    for (const Subgraph& subgraph : model_.subgraphs) count += subgraph.operators.size();
    KG_CHECK(budget_.take(count, sizeof(Layer)));
    facts_.layers.reserve(count);
    return {};
  }

  Result<void> add_subgraph(std::size_t index) {
    const Subgraph& subgraph = model_.subgraphs[index];
    KG_CHECK(budget_.take(subgraph.tensors.size(), sizeof(std::uint32_t)));
    last_reader_.assign(subgraph.tensors.size(), 0);
    for (std::size_t i = 0; i < subgraph.operators.size(); ++i) {
      const Operator& op = subgraph.operators[i];
      auto added = add_operator(index, op);
      if (!added) return fail(std::move(added).error().in(place_of("operator", i, op.name)));
    }
    return {};
  }

  Result<void> add_operator(std::size_t subgraph_index, const Operator& op) {
    const Subgraph& subgraph = model_.subgraphs[subgraph_index];
    KG_CHECK(count_use(op));
    has_foreign_ = has_foreign_ || is_foreign(op);
    KG_CHECK(budget_.take_text(op.name.size()));
    Layer layer;
    layer.index = static_cast<std::uint32_t>(facts_.layers.size());
    layer.subgraph = static_cast<std::uint32_t>(subgraph_index);
    layer.op = op.name;
    layer.version = op.version;
    layer.activation = std::string(name_of(op.options.activation));
    if (!is_foreign(op)) {
      layer.macs = KG_TRY(macs_of(subgraph, op));
      KG_CHECK(add(macs_, *layer.macs, "multiply-accumulate operations"));
    }
    KG_CHECK(add_parameters(subgraph, op, layer));
    layer.inputs = KG_TRY(activations(subgraph, op.inputs));
    layer.outputs = KG_TRY(activations(subgraph, op.outputs));
    if (!layer.inputs.empty()) layer.number_format = layer.inputs.front().type;
    if (!is_conversion(op) && !is_foreign(op)) add_number_formats(layer);
    facts_.layers.push_back(std::move(layer));
    return {};
  }

  // A constant counts once for each operator that reads it, and once in all.
  Result<void> add_parameters(const Subgraph& subgraph, const Operator& op, Layer& layer) {
    const std::uint32_t reader = layer.index + 1;
    std::uint64_t read = 0;
    for (const std::int32_t input : op.inputs) {
      if (input < 0) continue;
      const auto index = static_cast<std::size_t>(input);
      const Tensor& tensor = subgraph.tensors[index];
      if (!tensor.is_constant || last_reader_[index] == reader) continue;
      const std::uint64_t count = domain::element_count(tensor.spec.shape).value_or(0);
      if (last_reader_[index] == 0) KG_CHECK(add(parameters_, count, "parameters"));
      KG_CHECK(add(read, count, "parameters"));
      last_reader_[index] = reader;
    }
    layer.parameters = read;
    return {};
  }

  Result<void> count_use(const Operator& op) {
    constexpr std::uint64_t kMapNodeBytes = 96;
    const auto [place, is_new] = uses_.try_emplace({op.name, op.version}, facts_.operators.size());
    if (is_new) {
      KG_CHECK(budget_.take(1, kMapNodeBytes + 2 * sizeof(domain::OperatorUse)));
      KG_CHECK(budget_.take_text(op.name.size()));
      facts_.operators.push_back({op.name, op.version, 0});
    }
    ++facts_.operators[place->second].count;
    return {};
  }

  void add_number_formats(const Layer& layer) {
    for (const TensorSpec& spec : layer.inputs) add_number_format(spec.type);
    for (const TensorSpec& spec : layer.outputs) add_number_format(spec.type);
  }

  void add_number_format(TensorType type) {
    auto& formats = facts_.number_formats;
    if (is_number(type) && std::find(formats.begin(), formats.end(), type) == formats.end()) formats.push_back(type);
  }

  Result<void> take_spec(const TensorSpec& spec) {
    KG_CHECK(budget_.take_text(spec.name.size()));
    return budget_.take(spec.shape.size(), sizeof(std::int32_t));
  }

  Result<std::vector<TensorSpec>> specs(const Subgraph& subgraph, const std::vector<std::int32_t>& indices) {
    KG_CHECK(budget_.take(indices.size(), sizeof(TensorSpec)));
    std::vector<TensorSpec> found;
    found.reserve(indices.size());
    for (const std::int32_t index : indices) {
      const TensorSpec& spec = subgraph.tensors[static_cast<std::size_t>(index)].spec;
      KG_CHECK(take_spec(spec));
      found.push_back(spec);
    }
    return found;
  }

  Result<std::vector<TensorSpec>> activations(const Subgraph& subgraph, const std::vector<std::int32_t>& indices) {
    std::vector<std::int32_t> wanted;
    KG_CHECK(budget_.take(indices.size(), sizeof(std::int32_t)));
    wanted.reserve(indices.size());
    for (const std::int32_t index : indices) {
      if (index >= 0 && is_activation(subgraph.tensors[static_cast<std::size_t>(index)])) wanted.push_back(index);
    }
    return specs(subgraph, wanted);
  }

  const domain::Model& model_;
  MemoryBudget budget_;
  ModelFacts facts_;
  std::uint64_t macs_ = 0;
  bool has_foreign_ = false;
  std::uint64_t parameters_ = 0;
  std::map<std::pair<std::string_view, std::int32_t>, std::size_t> uses_;  // index into facts_.operators
  std::vector<std::uint32_t> last_reader_;  // a tensor of the subgraph: 1 + layer that read it last; 0 none
};

}  // namespace

Result<ModelFacts> facts_of(const domain::Model& model) {
  if (model.subgraphs.empty()) return fail(ErrorKind::bad_input, "the model has no subgraph", {}, "at least one");
  return Collector(model).collect();
}

}  // namespace kilograph::inspect
