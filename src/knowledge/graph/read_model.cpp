#include <algorithm>

#include "domain/sensor_need.hpp"
#include "knowledge/graph/reading.hpp"
#include "knowledge/graph/terms.hpp"
#include "knowledge/graph/vocabulary.hpp"

namespace kilograph::knowledge::graph {
namespace {

using domain::ModelFacts;

void read_names(Reading& reading, std::string_view model, ModelFacts& facts) {
  const View& view = reading.view;
  facts.name = view.text(model, schema::name);
  facts.description = view.text(model, schema::description);
  if (facts.description.empty()) facts.description = view.text(model, rdf_term::comment);
  facts.creator = reading.known_text(model, schema::creator);
  facts.licence = reading.known_text(model, schema::license);
  facts.version = view.text(model, schema::version);
  facts.task = view.text(model, kg::task);
  facts.date_created = view.text(model, schema::dateCreated);
  facts.citation = reading.reference(model, schema::citation, "citation");
  facts.code_repository = reading.reference(model, schema::codeRepository, "code repository");
  facts.training_dataset = reading.reference(model, nnet::trainingDataset, "data set");
  facts.runtime_platform = view.text(model, schema::runtimePlatform);
  facts.preprocessing = view.text(model, kg::preprocessing);
  facts.revises = reading.reference(model, other::wasRevisionOf, "earlier version");
  for (const rdf::Term* tag : view.objects(model, schema::keywords)) facts.tags.push_back(tag->value);
  std::ranges::sort(facts.tags);
  if (const rdf::Term* category = view.object(model, nnet::hasCategory)) {
    facts.category = category_from(category->value);
    if (facts.category.empty()) facts.category = view.text(category->value, rdf_term::label);
  }
}

void read_file(Reading& reading, std::string_view model, ModelFacts& facts) {
  for (const rdf::Term* file : reading.view.objects(model, other::distribution)) {
    const auto bytes = reading.byte_count(file->value, other::byteSize);
    if (!facts.file_bytes) facts.file_bytes = bytes;
    for (const rdf::Term* checksum : reading.view.objects(file->value, other::checksum)) {
      if (!reading.view.states(checksum->value, other::algorithm, other::sha256)) continue;
      if (!facts.sha256) facts.sha256 = Digest::from_hex(reading.view.text(checksum->value, other::checksumValue));
    }
  }
}

void read_totals(Reading& reading, std::string_view model, ModelFacts& facts) {
  const View& view = reading.view;
  facts.macs = view.count(model, nnet::hasMultiplyAccumulateOps);
  facts.parameters = view.count(model, kg::parameters);
  facts.constant_bytes = reading.byte_count(model, kg::constantBytes);
  for (const rdf::Term* format : reading.ordered(model, kg::numberFormat, kg::numberFormatList)) {
    if (const auto type = number_format_from(format->value)) facts.number_formats.push_back(*type);
  }
  for (const rdf::Term* use : view.objects(model, kg::usesOperator)) {
    const auto name = operator_from(view.text(use->value, kg::operator_));
    if (!name) continue;
    const auto version = view.integer(use->value, kg::operatorVersion).value_or(1);
    const auto count = view.count(use->value, kg::count).value_or(0);
    facts.operators.push_back({*name, static_cast<std::int32_t>(version), static_cast<std::uint32_t>(count)});
  }
}

// By their stated position; those without one last.
std::vector<std::string> labels_of(const View& view, std::string_view output) {
  const View::Terms nodes = view.objects(output, kg::outputLabel);
  std::vector<std::pair<std::uint64_t, std::string>> placed;
  for (const rdf::Term* node : nodes) {
    std::string name = view.text(node->value, schema::name);
    if (name.empty()) continue;
    placed.emplace_back(view.count(node->value, kg::position).value_or(nodes.size()), std::move(name));
  }
  std::ranges::stable_sort(placed, {}, [](const auto& label) { return label.first; });
  std::vector<std::string> labels;
  for (auto& [position, name] : placed) labels.push_back(std::move(name));
  return labels;
}

void read_ends(Reading& reading, std::string_view model, ModelFacts& facts) {
  const View& view = reading.view;
  for (const rdf::Term* output : view.objects(model, other::hasOutput)) {
    reading.visit(output->value);
    if (facts.output_info.empty()) facts.output_info = view.text(output->value, nnet::hasOutputInfo);
    if (facts.labels.empty()) facts.labels = labels_of(view, output->value);
  }
  for (const rdf::Term* input : view.objects(model, other::hasInput)) {
    reading.visit(input->value);
    if (facts.input_info.empty()) facts.input_info = view.text(input->value, nnet::hasInputInfo);
    for (const std::string_view sensor : view.subjects(nnet::provideInput, input->value)) {
      std::string klass = sensor_class_at(reading, sensor);
      if (klass.empty()) klass = view.text(sensor, rdf_term::type);
      if (!klass.empty()) facts.sensors.push_back(read_sensor(reading, sensor, std::move(klass)));
    }
  }
  if (reading.flag(model, kg::needsNoSensor).value_or(false)) facts.sensors.push_back({std::string(domain::kNoSensor)});
}

// RAM and Flash as the study wrote them: the arena of a 64-bit host and the file's size.
void read_published_conditions(Reading& reading, std::string_view model, ModelFacts& facts) {
  using namespace domain;
  for (const rdf::Term* feature : reading.view.objects(model, other::hasProcedureFeature)) {
    reading.visit(feature->value);
    for (const rdf::Term* condition : reading.view.objects(feature->value, other::inCondition)) {
      const auto use = published_use(reading, condition->value);
      const auto bytes = use ? published_bytes(reading, condition->value, schema::minValue) : std::nullopt;
      if (!bytes) continue;
      if (*use == MemoryUse::working) {
        reading.warn("RAM is the arena on a 64-bit host with the runtime of 2021, in kB of 1,000 bytes");
        facts.memory.push_back(
            {*use, *bytes, "tflm-2021", "reference", 64, "host64", Basis::measured, std::string(kPublishedStudy)});
      } else {
        reading.warn("Flash is the size of the file alone, in kB of 1,000 bytes");
        facts.memory.push_back({*use, *bytes, {}, {}, 0, {}, Basis::declared, std::string(kPublishedStudy)});
      }
    }
  }
  std::ranges::stable_sort(facts.memory, {}, &MemoryRequirement::use);
}

std::string runtime_at(const View& view, std::string_view node) {
  const std::string runtime = view.text(node, kg::runtime);
  return runtime.starts_with(kRuntimeBase) ? decode(std::string_view(runtime).substr(kRuntimeBase.size())) : "";
}

// An estimate stays one where its lower bound cannot be one.
std::optional<std::uint64_t> least_bytes_at(Reading& reading, std::string_view node, std::uint64_t bytes) {
  if (!reading.view.object(node, kg::leastBytes)) return std::nullopt;
  const auto least = reading.byte_count(node, kg::leastBytes);
  if (least && *least == bytes) return std::nullopt;
  if (least && *least < bytes) return least;
  if (least) reading.reject(node, kg::leastBytes, "fewer than kg:bytes");
  return 0;
}

void read_requirements(Reading& reading, std::string_view model, ModelFacts& facts) {
  const View& view = reading.view;
  for (const rdf::Term* node : view.objects(model, kg::hasRequirement)) {
    const auto bytes = reading.byte_count(node->value, kg::bytes);
    if (!bytes) continue;
    domain::MemoryRequirement need;
    need.use = view.has_type(node->value, kg::ProgramMemoryRequirement) ? domain::MemoryUse::program
                                                                        : domain::MemoryUse::working;
    need.bytes = *bytes;
    need.runtime = runtime_at(view, node->value);
    need.kernels = view.text(node->value, kg::kernels);
    need.pointer_bits = static_cast<unsigned>(view.count(node->value, kg::pointerBits).value_or(0));
    need.abi = view.text(node->value, kg::abi);
    need.basis = reading.basis(node->value);
    need.by = reading.by(node->value);
    need.least_bytes = least_bytes_at(reading, node->value, need.bytes);
    facts.memory.push_back(std::move(need));
  }
  if (!view.object(model, kg::hasRequirement)) read_published_conditions(reading, model, facts);
}

void read_refusals(Reading& reading, std::string_view model, ModelFacts& facts) {
  const View& view = reading.view;
  for (const rdf::Term* node : view.objects(model, kg::doesNotStart)) {
    facts.refusals.push_back({.runtime = runtime_at(view, node->value),
                              .kernels = view.text(node->value, kg::kernels),
                              .reason = view.text(node->value, kg::reason),
                              .basis = reading.basis(node->value),
                              .by = reading.by(node->value)});
  }
}

// UCUM codes, in seconds and in joules.
struct UnitRow {
  std::string_view code;
  domain::ObservedProperty property;
  double factor;
};
constexpr UnitRow kUnits[] = {
    {"s", domain::ObservedProperty::latency, 1},     {"ms", domain::ObservedProperty::latency, 1e-3},
    {"us", domain::ObservedProperty::latency, 1e-6}, {"ns", domain::ObservedProperty::latency, 1e-9},
    {"J", domain::ObservedProperty::energy, 1},      {"mJ", domain::ObservedProperty::energy, 1e-3},
    {"uJ", domain::ObservedProperty::energy, 1e-6},  {"nJ", domain::ObservedProperty::energy, 1e-9},
};

std::optional<domain::ObservedProperty> property_at(const View& view, std::string_view node) {
  if (view.states(node, other::observedProperty, kg::Latency)) return domain::ObservedProperty::latency;
  if (view.states(node, other::observedProperty, kg::Energy)) return domain::ObservedProperty::energy;
  return std::nullopt;
}

// What ran was measured, where nobody says how else it is known.
domain::Basis basis_of_observation(const Reading& reading, std::string_view node) {
  if (reading.view.object(node, kg::basis)) return reading.basis(node);
  return reading.view.has_type(node, kg::Prediction)    ? domain::Basis::predicted
         : reading.view.has_type(node, kg::Measurement) ? domain::Basis::measured
                                                        : domain::Basis::declared;
}

bool is_amount(double value) { return value >= 0; }

void read_observation(Reading& reading, std::string_view node, domain::ObservedProperty property, ModelFacts& facts) {
  constexpr const char* kAmount = "a number that is not negative";
  const View& view = reading.view;
  const std::string code = view.text(node, kg::valueUnit);
  const auto unit =
      std::ranges::find_if(kUnits, [&](const UnitRow& row) { return row.code == code && row.property == property; });
  if (unit == std::end(kUnits)) {
    const bool is_latency = property == domain::ObservedProperty::latency;
    return reading.reject(node, kg::valueUnit, is_latency ? "s, ms, us or ns" : "J, mJ, uJ or nJ");
  }
  const auto value = reading.number(node, kg::value, kAmount, is_amount);
  auto low = reading.number(node, kg::intervalLow, kAmount, is_amount);
  auto high = reading.number(node, kg::intervalHigh, kAmount, is_amount);
  if (!value && !high) return;
  const double amount = value.value_or(high.value_or(0)) * unit->factor;
  if (low) *low *= unit->factor;
  if (high) *high *= unit->factor;
  if ((low && *low > amount) || (high && *high < amount)) {
    return reading.reject(node, low && *low > amount ? kg::intervalLow : kg::intervalHigh,
                          "an interval that holds the value");
  }
  facts.observations.push_back({.property = property,
                                .value = amount,
                                .low = low,
                                .high = high,
                                .device = view.text(node, kg::onDevice),
                                .runtime = runtime_at(view, node),
                                .kernels = view.text(node, kg::kernels),
                                .basis = basis_of_observation(reading, node),
                                .by = reading.by(node),
                                .method = view.text(node, other::usedProcedure)});
}

void read_observations(Reading& reading, std::string_view model, ModelFacts& facts) {
  for (const std::string_view node : reading.view.subjects(kg::ofModel, model)) {
    if (const auto property = property_at(reading.view, node)) read_observation(reading, node, *property, facts);
  }
}

std::string measure_at(const View& view, std::string_view node) {
  for (const rdf::Term* type : view.objects(node, rdf_term::type)) {
    const std::string name = measure_from(type->value);
    if (!name.empty()) return name;
  }
  return view.text(node, kg::measure);
}

void read_metrics(Reading& reading, std::string_view model, ModelFacts& facts) {
  const View& view = reading.view;
  for (const rdf::Term* node : view.objects(model, nnet::hasMetric)) {
    reading.visit(node->value);
    domain::Metric metric;
    metric.measure = measure_at(view, node->value);
    metric.value = view.number(node->value, nnet::hasMetricValue);
    const std::string unit = view.text(node->value, kg::unit);
    metric.unit = unit_from(unit).empty() ? unit : unit_from(unit);
    metric.dataset = view.text(node->value, kg::dataset);
    metric.split = view.text(node->value, kg::split);
    metric.basis = reading.basis(node->value);
    metric.by = reading.by(node->value);
    if (reading.earlier && metric.by.empty()) {
      metric.by = domain::kPublishedStudy;
      metric.unit = "percent";
      if (metric.value == 0.0) {
        reading.warn("a metric of 0.0 stands for an unknown one");
        metric.value.reset();
      }
    }
    facts.metrics.push_back(std::move(metric));
  }
}

}  // namespace

ModelFacts read_model(Reading& reading, std::string_view model) {
  ModelFacts facts;
  reading.visit(model);
  read_names(reading, model, facts);
  read_file(reading, model, facts);
  read_totals(reading, model, facts);
  read_ends(reading, model, facts);
  read_layers(reading, model, facts);
  read_requirements(reading, model, facts);
  read_refusals(reading, model, facts);
  read_observations(reading, model, facts);
  read_metrics(reading, model, facts);
  return facts;
}

}  // namespace kilograph::knowledge::graph
