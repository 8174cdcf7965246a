#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "domain/sensor_need.hpp"
#include "knowledge/graph/entity_graph.hpp"
#include "knowledge/graph/terms.hpp"
#include "knowledge/graph/vocabulary.hpp"

namespace kilograph::knowledge::graph {
namespace {

using domain::ModelFacts;

void write_names(Writer& writer, std::string_view model, const ModelFacts& facts) {
  writer.type(model, nnet::NeuralNetwork);
  writer.type(model, other::mlsModel);
  writer.type(model, other::Algorithm);
  writer.text(model, schema::name, facts.name);
  writer.text(model, schema::description, facts.description);
  writer.reference(model, schema::creator, facts.creator);
  writer.reference(model, schema::license, facts.licence);
  writer.text(model, schema::version, facts.version);
  writer.text(model, kg::task, facts.task);
  writer.text(model, schema::dateCreated, facts.date_created);
  writer.reference(model, schema::citation, facts.citation);
  writer.reference(model, schema::codeRepository, facts.code_repository);
  writer.reference(model, nnet::trainingDataset, facts.training_dataset);
  writer.text(model, schema::runtimePlatform, facts.runtime_platform);
  writer.text(model, kg::preprocessing, facts.preprocessing);
  writer.reference(model, other::wasRevisionOf, facts.revises);
  for (const std::string& tag : facts.tags) writer.text(model, schema::keywords, tag);
  if (facts.category.empty()) return;
  std::string category = category_iri(facts.category);
  if (category.empty()) {
    category = writer.node("category");
    writer.type(category, nnet::NetworkCategory);
    writer.text(category, rdf_term::label, facts.category);
  }
  writer.link(model, nnet::hasCategory, category);
}

void write_file(Writer& writer, std::string_view model, const ModelFacts& facts) {
  if (!facts.sha256 && !facts.file_bytes) return;
  const std::string file = writer.node("file");
  writer.link(model, other::distribution, file);
  writer.type(file, other::Distribution);
  if (facts.file_bytes) writer.integer(file, other::byteSize, *facts.file_bytes);
  if (!facts.sha256) return;
  const std::string checksum = writer.node("checksum");
  writer.text(file, other::mediaType, "application/vnd.tensorflow.tflite");
  writer.link(file, other::checksum, checksum);
  writer.type(checksum, other::Checksum);
  writer.link(checksum, other::algorithm, other::sha256);
  writer.text(checksum, other::checksumValue, facts.sha256->hex());
}

void write_totals(Writer& writer, std::string_view model, const ModelFacts& facts) {
  if (facts.macs) writer.integer(model, nnet::hasMultiplyAccumulateOps, *facts.macs);
  if (facts.parameters) writer.integer(model, kg::parameters, *facts.parameters);
  if (facts.constant_bytes) writer.integer(model, kg::constantBytes, *facts.constant_bytes);
  std::vector<std::string> formats;
  for (const auto type : facts.number_formats) formats.push_back(number_format_iri(type));
  writer.ordered(model, kg::numberFormat, kg::numberFormatList, formats, "formats");
  for (std::size_t i = 0; i < facts.operators.size(); ++i) {
    const domain::OperatorUse& use = facts.operators[i];
    const std::string node = writer.node("operator", i);
    writer.link(model, kg::usesOperator, node);
    writer.type(node, kg::OperatorUse);
    writer.link(node, kg::operator_, operator_iri(use.name));
    writer.integer(node, kg::operatorVersion, std::int64_t{use.version});
    writer.integer(node, kg::count, std::uint64_t{use.count});
  }
}

void write_tensors(Writer& writer, std::string_view subject, const std::vector<domain::TensorSpec>& inputs,
                   const std::vector<domain::TensorSpec>& outputs, std::string_view name) {
  const auto nodes = [&](const std::vector<domain::TensorSpec>& tensors) {
    std::vector<std::string> list;
    list.reserve(tensors.size());
    for (const auto& tensor : tensors) list.push_back(writer.tensor(tensor));
    return list;
  };
  writer.ordered(subject, kg::inputTensor, kg::inputTensorList, nodes(inputs), fmt::format("{}-inputs", name));
  writer.ordered(subject, kg::outputTensor, kg::outputTensorList, nodes(outputs), fmt::format("{}-outputs", name));
}

void write_labels(Writer& writer, std::string_view output, const std::vector<std::string>& labels) {
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const std::string node = writer.node("output-label", i);
    writer.link(output, kg::outputLabel, node);
    writer.type(node, kg::OutputLabel);
    writer.text(node, schema::name, labels[i]);
    writer.integer(node, kg::position, std::uint64_t{i});
  }
}

// The model's ends: what feeds it, and what it says.
void write_ends(Writer& writer, std::string_view model, const ModelFacts& facts) {
  write_tensors(writer, model, facts.inputs, facts.outputs, "model");
  const bool is_fed = !std::ranges::all_of(facts.sensors, domain::is_no_sensor);
  if (!facts.input_info.empty() || is_fed) {
    const std::string input = writer.node("input");
    writer.link(model, other::hasInput, input);
    writer.type(input, nnet::NetworkInput);
    writer.text(input, nnet::hasInputInfo, facts.input_info);
  }
  if (!facts.output_info.empty() || !facts.labels.empty()) {
    const std::string output = writer.node("output");
    writer.link(model, other::hasOutput, output);
    writer.type(output, nnet::NetworkOutput);
    writer.text(output, nnet::hasOutputInfo, facts.output_info);
    write_labels(writer, output, facts.labels);
  }
  for (std::size_t i = 0; i < facts.sensors.size(); ++i) {
    if (domain::is_no_sensor(facts.sensors[i])) {
      writer.flag(model, kg::needsNoSensor, true);
      continue;
    }
    const std::string sensor = writer.node("sensor", i);
    write_sensor(writer, sensor, facts.sensors[i]);
    writer.link(sensor, nnet::provideInput, writer.node("input"));
  }
}

void write_layer(Writer& writer, std::string_view node, const domain::Layer& layer) {
  writer.type(node, nnet::Layer);
  writer.integer(node, nnet::hasIndex, std::uint64_t{layer.index});
  const std::string op = operator_iri(layer.op);
  writer.link(node, nnet::hasType, op);
  if (is_custom_operator(layer.op)) writer.text(node, rdf_term::label, layer.op);
  if (layer.version != 1) writer.integer(node, kg::operatorVersion, std::int64_t{layer.version});
  if (layer.subgraph != 0) writer.integer(node, kg::subgraph, std::uint64_t{layer.subgraph});
  const std::string activation = activation_iri(layer.activation);
  if (!activation.empty()) writer.link(node, nnet::hasActivation, activation);
  if (layer.number_format != domain::TensorType::unknown) {
    writer.link(node, nnet::hasQuantization, number_format_iri(layer.number_format));
  }
  if (layer.parameters) writer.integer(node, kg::parameters, *layer.parameters);
  if (layer.macs) writer.integer(node, kg::macs, *layer.macs);
}

void write_layers(Writer& writer, std::string_view model, const ModelFacts& facts) {
  for (std::size_t i = 0; i < facts.layers.size(); ++i) {
    const domain::Layer& layer = facts.layers[i];
    const bool first = i == 0;
    const bool last = i + 1 == facts.layers.size();
    const std::string node = writer.node("layer", i);
    if (first) writer.link(model, nnet::inputLayer, node);
    if (last) writer.link(model, nnet::outputLayer, node);
    if (!first && !last) writer.link(model, nnet::middleLayer, node);
    write_layer(writer, node, layer);
    write_tensors(writer, node, layer.inputs, layer.outputs, fmt::format("layer-{}", i));
    if (first && !layer.inputs.empty()) writer.link(node, nnet::shapeIn, writer.shape(layer.inputs.front().shape));
    if (last && !layer.outputs.empty()) writer.link(node, nnet::shapeOut, writer.shape(layer.outputs.front().shape));
  }
}

// s3n:hasProcedureFeature / ssn-system:inCondition / RAM or Flash, as the study wrote it.
void write_published_condition(Writer& writer, std::string_view model, std::string_view node,
                               const domain::MemoryRequirement& need) {
  const std::string feature = std::string(node) + "-feature";
  const std::string condition = std::string(node) + "-condition";
  writer.link(model, other::hasProcedureFeature, feature);
  writer.type(feature, other::ProcedureFeature);
  writer.link(feature, other::inCondition, condition);
  writer.type(condition, need.use == domain::MemoryUse::working ? nnet::RAM : nnet::Flash);
  writer.literal(condition, schema::minValue, kilobytes_of(need.bytes), xsd::decimal);
  writer.link(condition, schema::unitCode, other::kilobyte);
}

void write_requirements(Writer& writer, std::string_view model, const ModelFacts& facts) {
  for (std::size_t i = 0; i < facts.memory.size(); ++i) {
    const domain::MemoryRequirement& need = facts.memory[i];
    const std::string node = writer.node("memory", i);
    writer.link(model, kg::hasRequirement, node);
    writer.type(node,
                need.use == domain::MemoryUse::working ? kg::WorkingMemoryRequirement : kg::ProgramMemoryRequirement);
    writer.integer(node, kg::bytes, need.bytes);
    if (need.least_bytes) writer.integer(node, kg::leastBytes, *need.least_bytes);
    if (!need.runtime.empty()) writer.link(node, kg::runtime, std::string(kRuntimeBase) + encode(need.runtime));
    writer.text(node, kg::kernels, need.kernels);
    if (need.pointer_bits != 0) writer.integer(node, kg::pointerBits, std::uint64_t{need.pointer_bits});
    writer.text(node, kg::abi, need.abi);
    writer.attribution(node, need.basis, need.by);
    if (need.by == domain::kPublishedStudy) write_published_condition(writer, model, node, need);
  }
}

void write_refusals(Writer& writer, std::string_view model, const ModelFacts& facts) {
  for (std::size_t i = 0; i < facts.refusals.size(); ++i) {
    const domain::StartRefusal& refusal = facts.refusals[i];
    const std::string node = writer.node("refusal", i);
    writer.link(model, kg::doesNotStart, node);
    writer.type(node, kg::StartRefusal);
    if (!refusal.runtime.empty()) {
      writer.link(node, kg::runtime, std::string(kRuntimeBase) + encode(refusal.runtime));
    }
    writer.text(node, kg::kernels, refusal.kernels);
    writer.text(node, kg::reason, refusal.reason);
    writer.attribution(node, refusal.basis, refusal.by);
  }
}

void write_observations(Writer& writer, std::string_view model, const ModelFacts& facts) {
  for (std::size_t i = 0; i < facts.observations.size(); ++i) {
    const domain::Observation& one = facts.observations[i];
    const bool is_latency = one.property == domain::ObservedProperty::latency;
    const std::string node = writer.node("observation", i);
    writer.link(node, kg::ofModel, model);
    writer.type(node, one.low || one.high ? kg::Prediction : kg::Measurement);
    writer.link(node, other::observedProperty, is_latency ? kg::Latency : kg::Energy);
    writer.number(node, kg::value, one.value);
    writer.text(node, kg::valueUnit, is_latency ? "s" : "J");
    if (one.low) writer.number(node, kg::intervalLow, *one.low);
    if (one.high) writer.number(node, kg::intervalHigh, *one.high);
    writer.reference(node, kg::onDevice, one.device);
    if (!one.runtime.empty()) writer.link(node, kg::runtime, std::string(kRuntimeBase) + encode(one.runtime));
    writer.text(node, kg::kernels, one.kernels);
    writer.reference(node, other::usedProcedure, one.method);
    writer.attribution(node, one.basis, one.by);
  }
}

void write_metrics(Writer& writer, std::string_view model, const ModelFacts& facts) {
  for (std::size_t i = 0; i < facts.metrics.size(); ++i) {
    const domain::Metric& metric = facts.metrics[i];
    const std::string node = writer.node("metric", i);
    const std::string measure = measure_iri(metric.measure);
    const std::string unit = unit_iri(metric.unit);
    writer.link(model, nnet::hasMetric, node);
    writer.type(node, nnet::Metric);
    if (!measure.empty()) writer.type(node, measure);
    if (measure.empty()) writer.text(node, kg::measure, metric.measure);
    if (metric.value && std::isfinite(*metric.value)) {
      writer.literal(node, nnet::hasMetricValue, fmt::format("{}", *metric.value), xsd::double_);
    }
    if (!unit.empty()) writer.link(node, kg::unit, unit);
    if (unit.empty()) writer.text(node, kg::unit, metric.unit);
    writer.reference(node, kg::dataset, metric.dataset);
    writer.text(node, kg::split, metric.split);
    writer.attribution(node, metric.basis, metric.by);
  }
}

}  // namespace

std::string kilobytes_of(std::uint64_t bytes) {
  std::string text = fmt::format("{}.{:03}", bytes / 1000, bytes % 1000);
  while (text.back() == '0' && text[text.size() - 2] != '.') text.pop_back();
  return text;
}

void write_model(Writer& writer, std::string_view model, const ModelFacts& facts) {
  write_names(writer, model, facts);
  write_file(writer, model, facts);
  write_totals(writer, model, facts);
  write_ends(writer, model, facts);
  write_layers(writer, model, facts);
  write_requirements(writer, model, facts);
  write_refusals(writer, model, facts);
  write_observations(writer, model, facts);
  write_metrics(writer, model, facts);
}

}  // namespace kilograph::knowledge::graph
