#include <algorithm>
#include <charconv>
#include <unordered_set>

#include "knowledge/graph/reading.hpp"
#include "knowledge/graph/terms.hpp"
#include "knowledge/graph/vocabulary.hpp"

namespace kilograph::knowledge::graph {
namespace {

using domain::Layer;
using domain::ModelFacts;
using domain::TensorSpec;

domain::Shape shape_at(const View& view, std::string_view list) {
  domain::Shape shape;
  for (const rdf::Term* item : view.list(list)) {
    const auto dimension = item->kind == rdf::Term::Kind::literal ? integer_of(item->value) : std::nullopt;
    const bool known = dimension && *dimension >= 0 && *dimension <= INT32_MAX;
    shape.push_back(known ? static_cast<std::int32_t>(*dimension) : -1);
  }
  return shape;
}

float scale_at(const View& view, std::string_view node, std::string_view predicate) {
  const std::string text = view.text(node, predicate);
  float value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

domain::Quantization quantization_at(const View& view, std::string_view node) {
  domain::Quantization quantization;
  const auto scheme = scheme_from(view.text(node, kg::quantizationScheme));
  if (!scheme) return quantization;
  quantization.scheme = *scheme;
  quantization.axis = static_cast<std::int32_t>(view.integer(node, kg::quantizedAxis).value_or(0));
  quantization.count = static_cast<std::uint32_t>(view.count(node, kg::scaleCount).value_or(0));
  if (quantization.count > 0) {
    quantization.smallest_scale = scale_at(view, node, kg::smallestScale);
    quantization.largest_scale = scale_at(view, node, kg::largestScale);
  }
  quantization.zero_point = view.integer(node, kg::zeroPoint);
  return quantization;
}

std::vector<TensorSpec> tensors_at(const Reading& reading, std::string_view subject, std::string_view predicate,
                                   std::string_view list_predicate) {
  const View& view = reading.view;
  std::vector<TensorSpec> tensors;
  for (const rdf::Term* node : reading.ordered(subject, predicate, list_predicate)) {
    TensorSpec tensor;
    tensor.name = view.text(node->value, schema::name);
    tensor.type = number_format_from(view.text(node->value, kg::elementType)).value_or(domain::TensorType::unknown);
    if (const rdf::Term* shape = view.object(node->value, kg::shape)) tensor.shape = shape_at(view, shape->value);
    tensor.quantization = quantization_at(view, node->value);
    tensors.push_back(std::move(tensor));
  }
  return tensors;
}

// "[ 1 96 96  1]", as the study printed a shape.
std::optional<domain::Shape> printed_shape(std::string_view text) {
  if (!text.starts_with('[') || !text.ends_with(']')) return std::nullopt;
  domain::Shape shape;
  const char* at = text.data() + 1;
  const char* const end = text.data() + text.size() - 1;
  while (at != end) {
    if (*at == ' ') {
      ++at;
      continue;
    }
    std::int32_t dimension = 0;
    const auto [next, error] = std::from_chars(at, end, dimension);
    if (error != std::errc() || next == at) return std::nullopt;
    shape.push_back(dimension);
    at = next;
  }
  return shape;
}

// The one tensor at an end of a published network: its shape is known, its type is not.
std::vector<TensorSpec> published_end(const Reading& reading, std::string_view layer, std::string_view predicate) {
  const auto shape = printed_shape(reading.view.text(layer, predicate));
  if (!shape) return {};
  return {TensorSpec{{}, domain::TensorType::unknown, *shape, {}}};
}

Layer layer_at(Reading& reading, std::string_view node) {
  const View& view = reading.view;
  reading.visit(node);
  Layer layer;
  layer.index = static_cast<std::uint32_t>(view.count(node, nnet::hasIndex).value_or(0));
  layer.subgraph = static_cast<std::uint32_t>(view.count(node, kg::subgraph).value_or(0));
  const std::string type = view.text(node, nnet::hasType);
  layer.op = operator_from(type).value_or(type);
  layer.version = static_cast<std::int32_t>(view.integer(node, kg::operatorVersion).value_or(1));
  layer.activation = activation_from(view.text(node, nnet::hasActivation));
  const auto format = number_format_from(view.text(node, nnet::hasQuantization));
  layer.number_format = format.value_or(domain::TensorType::unknown);
  layer.inputs = tensors_at(reading, node, kg::inputTensor, kg::inputTensorList);
  layer.outputs = tensors_at(reading, node, kg::outputTensor, kg::outputTensorList);
  if (layer.inputs.empty()) layer.inputs = published_end(reading, node, nnet::shapeIn);
  if (layer.outputs.empty()) layer.outputs = published_end(reading, node, nnet::shapeOut);
  layer.parameters = view.count(node, kg::parameters);
  layer.macs = view.count(node, kg::macs);
  return layer;
}

// In order of index within each role; a network's ends come first and last.
std::vector<Layer> layers_of(Reading& reading, std::string_view model) {
  std::vector<Layer> layers;
  std::unordered_set<std::string_view> seen;
  for (const std::string_view role : {nnet::inputLayer, nnet::middleLayer, nnet::outputLayer}) {
    const auto first = static_cast<std::ptrdiff_t>(layers.size());
    for (const rdf::Term* node : reading.view.objects(model, role)) {
      if (seen.insert(node->value).second) layers.push_back(layer_at(reading, node->value));
    }
    std::stable_sort(layers.begin() + first, layers.end(),
                     [](const auto& a, const auto& b) { return a.index < b.index; });
  }
  return layers;
}

void renumber(Reading& reading, std::vector<Layer>& layers) {
  bool changed = false;
  for (std::uint32_t i = 0; i < layers.size(); ++i) {
    changed = changed || layers[i].index != i;
    layers[i].index = i;
  }
  if (changed) reading.warn("layer indices start at 1, repeat 1 or leave gaps; they are counted anew from 0");
}

// What the study calls a layer's quantization is the type of its last tensor; together they say
// which formats the network needs.
void gather_formats(ModelFacts& facts) {
  for (const Layer& layer : facts.layers) {
    const bool known = layer.number_format != domain::TensorType::unknown;
    if (known && std::ranges::find(facts.number_formats, layer.number_format) == facts.number_formats.end()) {
      facts.number_formats.push_back(layer.number_format);
    }
  }
}

}  // namespace

void read_layers(Reading& reading, std::string_view model, ModelFacts& facts) {
  facts.inputs = tensors_at(reading, model, kg::inputTensor, kg::inputTensorList);
  facts.outputs = tensors_at(reading, model, kg::outputTensor, kg::outputTensorList);
  facts.layers = layers_of(reading, model);
  if (!reading.earlier || facts.layers.empty()) return;
  renumber(reading, facts.layers);
  if (facts.inputs.empty()) facts.inputs = facts.layers.front().inputs;
  if (facts.outputs.empty()) facts.outputs = facts.layers.back().outputs;
  if (facts.number_formats.empty()) gather_formats(facts);
}

}  // namespace kilograph::knowledge::graph
