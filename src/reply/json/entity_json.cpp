#include <algorithm>

#include "inspect/facts.hpp"
#include "reply/answer/entity.hpp"
#include "reply/json/parts.hpp"
#include "reply/naming.hpp"

namespace kilograph::reply {
namespace {

using namespace domain;
using M = ModelFacts;
using D = DeviceFacts;

// The value that counts goes to `into`, its source to `sources`.
template <class F, class T, class To>
void put(Json& into, Json& sources, const char* name, const Entity<F>& entity, T F::* field, To to) {
  const auto value = entity.counted(field);
  into[name] = value ? to(value->value) : Json(nullptr);
  if (value) sources[name] = source_json(value->source);
}

Json as_text(const std::string& text) { return text; }
Json as_list(const std::vector<std::string>& words) { return words; }
Json as_flag(const std::optional<bool>& flag) { return *flag; }
Json as_count(const std::optional<std::uint64_t>& count) { return *count; }

Json quantization_json(const Quantization& quantization) {
  Json json{{"scheme", name_of(quantization.scheme)}, {"count", quantization.count}};
  if (quantization.scheme == QuantizationScheme::per_axis) json["axis"] = quantization.axis;
  if (quantization.count > 0) {
    json["smallest_scale"] = quantization.smallest_scale;
    json["largest_scale"] = quantization.largest_scale;
  }
  if (quantization.zero_point) json["zero_point"] = *quantization.zero_point;
  return json;
}

Json tensor_json(const TensorSpec& tensor) {
  return {{"name", tensor.name},
          {"type", name_of(tensor.type)},
          {"shape", tensor.shape},
          {"quantization", quantization_json(tensor.quantization)}};
}

Json tensors_json(const std::vector<TensorSpec>& tensors) { return list_json(tensors, tensor_json); }

Json operators_json(const std::vector<OperatorUse>& operators) {
  return list_json(operators, [](const OperatorUse& use) {
    return Json{{"name", use.name}, {"version", use.version}, {"count", use.count}};
  });
}

Json formats_json(const std::vector<TensorType>& types) {
  return list_json(types, [](TensorType type) { return Json(name_of(type)); });
}

// Each with what it names as its source.
Json offered_sensors_json(const DeviceAnswer& answer) {
  const auto sensors = answer.device.counted(&D::sensors);
  if (!sensors) return nullptr;
  Json list = sensors_json(sensors->value);
  for (std::size_t i = 0; i < list.size(); ++i) {
    list[i]["source"] = source_json(answer.sensor_source(sensors->source, i));
  }
  return list;
}

constexpr const char* kOfCore[] = {"mcu", "processor", "isa", "fpu", "dsp", "mve", "clock_hz", "pointer_bits"};

Json layers_json(const std::vector<Layer>& layers) {
  return list_json(layers, [](const Layer& layer) {
    return Json{{"index", layer.index},
                {"operator", layer.op},
                {"version", layer.version},
                {"subgraph", layer.subgraph},
                {"activation", or_null(layer.activation)},
                {"number_format", name_of(layer.number_format)},
                {"inputs", tensors_json(layer.inputs)},
                {"outputs", tensors_json(layer.outputs)},
                {"parameters", layer.parameters ? Json(*layer.parameters) : Json(nullptr)},
                {"macs", layer.macs ? Json(*layer.macs) : Json(nullptr)}};
  });
}

// Who states it: the statement's own author, else the document's.
Json attributed(Json json, Basis basis, const std::string& by, const Source& source) {
  json["basis"] = name_of(basis);
  json["by"] = by.empty() ? source.by : by;
  json["place"] = or_null(source.place);
  return json;
}

// All documents' statements side by side.
Json memory_json(const ModelEntity& model) {
  Json list = Json::array();
  for (const auto& document : model.documents) {
    for (const MemoryRequirement& need : document.facts.memory) {
      list.push_back(attributed({{"use", name_of(need.use)},
                                 {"bytes", need.bytes},
                                 {"least_bytes", or_null(need.least_bytes)},
                                 {"runtime", or_null(need.runtime)},
                                 {"kernels", or_null(need.kernels)},
                                 {"pointer_bits", need.pointer_bits == 0 ? Json(nullptr) : Json(need.pointer_bits)},
                                 {"abi", or_null(need.abi)}},
                                need.basis, need.by, document.source));
    }
  }
  return list;
}

Json refusals_json(const ModelEntity& model) {
  Json list = Json::array();
  for (const auto& document : model.documents) {
    for (const StartRefusal& refusal : document.facts.refusals) {
      list.push_back(attributed(
          {{"runtime", or_null(refusal.runtime)}, {"kernels", or_null(refusal.kernels)}, {"reason", refusal.reason}},
          refusal.basis, refusal.by, document.source));
    }
  }
  return list;
}

Json observations_json(const ModelEntity& model) {
  Json list = Json::array();
  for (const auto& document : model.documents) {
    for (const Observation& one : document.facts.observations) {
      const bool is_latency = one.property == ObservedProperty::latency;
      list.push_back(attributed({{"property", domain::name_of(one.property)},
                                 {"value", one.value},
                                 {"low", or_null(one.low)},
                                 {"high", or_null(one.high)},
                                 {"unit", is_latency ? "s" : "J"},
                                 {"device", or_null(one.device)},
                                 {"runtime", or_null(one.runtime)},
                                 {"kernels", or_null(one.kernels)},
                                 {"method", or_null(one.method)}},
                                one.basis, one.by, document.source));
    }
  }
  return list;
}

Json metrics_json(const ModelEntity& model) {
  Json list = Json::array();
  for (const auto& document : model.documents) {
    for (const Metric& metric : document.facts.metrics) {
      list.push_back(attributed({{"metric", metric.measure},
                                 {"value", or_null(metric.value)},
                                 {"unit", or_null(metric.unit)},
                                 {"dataset", or_null(metric.dataset)},
                                 {"split", or_null(metric.split)}},
                                metric.basis, metric.by, document.source));
    }
  }
  return list;
}

Json regions_json(const DeviceEntity& device) {
  Json list = Json::array();
  for (std::size_t i = 0; i < device.document_count(); ++i) {
    const auto& document = device.document(i);
    for (const MemoryRegion& region : document.facts.regions) {
      list.push_back(attributed({{"name", region.name},
                                 {"kind", region.kind == RegionKind::ram ? "ram" : "flash"},
                                 {"medium", or_null(std::string(name_of(region.medium)))},
                                 {"size_bytes", or_null(region.size_bytes)},
                                 {"reserved_bytes", or_null(region.reserved_bytes)},
                                 {"free_bytes", or_null(region.free_bytes)},
                                 {"contiguous", or_null(region.contiguous)},
                                 {"executable", or_null(region.executable)}},
                                region.basis, region.by, document.source));
    }
  }
  return list;
}

template <class F>
Json documents_json(const Entity<F>& entity) {
  return list_json(entity.documents, [](const auto& document) { return source_json(document.source); });
}

template <class F>
Json heading_json(const Entity<F>& entity, const char* kind) {
  return {{"id", entity.id},
          {"kind", kind},
          {"name", entity.name},
          {"also", further_names(entity)},
          {"same_as", entity.same_as}};
}

Json affordances_json(const std::vector<Affordance>& affordances) {
  return list_json(affordances, [](const Affordance& affordance) {
    constexpr const char* kinds[] = {"property", "action", "event"};
    return Json{{"kind", kinds[static_cast<int>(affordance.kind)]},
                {"name", affordance.name},
                {"title", or_null(affordance.title)},
                {"feeds", affordance.feeds},
                {"exposes", affordance.exposes}};
  });
}

Json core_json(const DeviceCore& core) {
  return {{"name", or_null(core.name)},
          {"isa", or_null(core.isa)},
          {"fpu", or_null(core.has_fpu)},
          {"dsp", or_null(core.has_dsp)},
          {"mve", or_null(core.has_mve)},
          {"kernels", core.kernels},
          {"by_family", core.by_family},
          {"family_source", core.family ? Json(core.family->source) : Json(nullptr)},
          {"unresolved", or_null(core.unresolved)}};
}

Json counted_json(const std::vector<match::RegionChoice>& counted) {
  return list_json(counted, [](const match::RegionChoice& choice) -> Json {
    return {{"kind", choice.region.kind == RegionKind::ram ? "ram" : "flash"},
            {"name", choice.region.name},
            {"bytes", choice.bytes},
            {"rule", name_of(choice.rule)},
            {"reserve", or_null(choice.reserve)},
            {"source", source_json(choice.source)}};
  });
}

Json accelerators_json(const std::vector<Accelerator>& accelerators) {
  return list_json(accelerators, [](const Accelerator& accelerator) {
    return Json{{"name", accelerator.name}, {"formats", formats_json(accelerator.formats)}};
  });
}

Json labels_json(const std::vector<Label>& labels) {
  return list_json(labels, [](const Label& label) { return Json{{"name", label.name}, {"value", label.value}}; });
}

Json bases_json(const DeviceEntity& device) {
  Json list = list_json(device.bases,
                        [](const auto& base) { return Json{{"id", base->id}, {"name", base->name}, {"kept", true}}; });
  for (const std::string& id : device.missing_bases) list.push_back({{"id", id}, {"name", nullptr}, {"kept", false}});
  return list;
}

// Its own documents, then those of what it is based on.
Json device_documents_json(const DeviceEntity& device) {
  Json list = documents_json(device);
  for (Json& document : list) document["of"] = device.id;
  for (const auto& base : device.bases) {
    for (const auto& document : base->documents) {
      list.push_back(source_json(document.source));
      list.back()["of"] = base->id;
    }
  }
  return list;
}

}  // namespace

std::vector<std::string> uncounted_operators(const ModelEntity& model) {
  std::vector<std::string> names;
  const auto uses = model.counted(&M::operators);
  if (!uses) return names;
  for (const OperatorUse& use : uses->value) {
    const bool is_new = std::ranges::find(names, use.name) == names.end();
    if (is_new && inspect::does_uncounted_work(use.name)) names.push_back(use.name);
  }
  return names;
}

Json to_json(const ModelAnswer& answer) {
  const ModelEntity& model = answer.model;
  Json json = heading_json(model, "model"), sources = Json::object();
  put(json, sources, "sha256", model, &M::sha256, [](const auto& digest) { return Json(digest->hex()); });
  json["has_weights"] = answer.has_weights;
  put(json, sources, "file_bytes", model, &M::file_bytes, as_count);
  put(json, sources, "constant_bytes", model, &M::constant_bytes, as_count);
  put(json, sources, "macs", model, &M::macs, as_count);
  json["macs_not_counted"] = uncounted_operators(model);
  put(json, sources, "parameters", model, &M::parameters, as_count);
  constexpr std::pair<const char*, std::string M::*> texts[] = {{"description", &M::description},
                                                                {"creator", &M::creator},
                                                                {"licence", &M::licence},
                                                                {"version", &M::version},
                                                                {"category", &M::category},
                                                                {"task", &M::task},
                                                                {"date_created", &M::date_created},
                                                                {"citation", &M::citation},
                                                                {"code_repository", &M::code_repository},
                                                                {"training_dataset", &M::training_dataset},
                                                                {"input_info", &M::input_info},
                                                                {"output_info", &M::output_info},
                                                                {"runtime_platform", &M::runtime_platform},
                                                                {"preprocessing", &M::preprocessing},
                                                                {"revises", &M::revises}};
  for (const auto& [name, field] : texts) put(json, sources, name, model, field, as_text);
  put(json, sources, "labels", model, &M::labels, as_list);
  put(json, sources, "tags", model, &M::tags, as_list);
  put(json, sources, "operators", model, &M::operators, operators_json);
  put(json, sources, "number_formats", model, &M::number_formats, formats_json);
  put(json, sources, "inputs", model, &M::inputs, tensors_json);
  put(json, sources, "outputs", model, &M::outputs, tensors_json);
  put(json, sources, "sensors", model, &M::sensors, sensors_json);
  json["memory"] = memory_json(model);
  json["does_not_start"] = refusals_json(model);
  json["observations"] = observations_json(model);
  json["metrics"] = metrics_json(model);
  put(json, sources, "layers", model, &M::layers, layers_json);
  json["sources"] = std::move(sources);
  json["contradictions"] = list_json(answer.contradictions, [](const Contradiction& one) { return to_json(one); });
  json["documents"] = documents_json(model);
  return json;
}

Source DeviceAnswer::core_source(Source document) const {
  const auto known = parts.find(document.document);
  if (known != parts.end() && !known->second.core.empty()) document.by = known->second.core;
  return document;
}

Source DeviceAnswer::sensor_source(Source document, std::size_t place) const {
  const auto known = parts.find(document.document);
  const bool is_known = known != parts.end() && place < known->second.sensors.size();
  if (is_known && !known->second.sensors[place].empty()) document.by = known->second.sensors[place];
  return document;
}

Json to_json(const DeviceAnswer& answer) {
  const DeviceEntity& device = answer.device;
  Json json = heading_json(device, "device"), sources = Json::object();
  put(json, sources, "title", device, &D::title, as_text);
  put(json, sources, "description", device, &D::description, as_text);
  put(json, sources, "manufacturer", device, &D::manufacturer, as_text);
  put(json, sources, "sensors", device, &D::sensors, sensors_json);
  json["sensors"] = offered_sensors_json(answer);
  json["memory"] = regions_json(device);
  put(json, sources, "mcu", device, &D::mcu, as_text);
  put(json, sources, "processor", device, &D::processor, as_text);
  put(json, sources, "isa", device, &D::isa, as_text);
  put(json, sources, "fpu", device, &D::has_fpu, as_flag);
  put(json, sources, "dsp", device, &D::has_dsp, as_flag);
  put(json, sources, "mve", device, &D::has_mve, as_flag);
  put(json, sources, "clock_hz", device, &D::clock_hz, as_count);
  put(json, sources, "pointer_bits", device, &D::pointer_bits, [](unsigned bits) { return Json(bits); });
  put(json, sources, "accelerators", device, &D::accelerators, accelerators_json);
  put(json, sources, "power_source", device, &D::power_source, as_text);
  put(json, sources, "runtimes", device, &D::runtimes, [](const auto& ids) { return Json(ids); });
  put(json, sources, "implements", device, &D::implements, [](const auto& ids) { return Json(ids); });
  put(json, sources, "affordances", device, &D::affordances, affordances_json);
  json["core"] = core_json(answer.core);
  json["counted"] = counted_json(answer.counted);
  json["is_thing_model"] = device.stated(&D::is_thing_model).has_value();
  json["based_on"] = bases_json(device);
  const auto labels = device.stated(&D::labels);
  json["labels"] = labels ? labels_json(labels->value) : Json::array();
  if (labels) sources["labels"] = source_json(labels->source);
  for (const char* name : kOfCore) {
    if (!sources.contains(name)) continue;
    Json& source = sources[name];
    const auto text = [&](const char* key) { return source[key].is_string() ? source[key].get<std::string>() : ""; };
    source["by"] = or_null(answer.core_source({Basis::declared, text("by"), text("document")}).by);
  }
  json["sources"] = std::move(sources);
  json["contradictions"] = list_json(answer.contradictions, [](const Contradiction& one) { return to_json(one); });
  json["documents"] = device_documents_json(device);
  return json;
}

Json to_json(const StatementAnswer& answer) {
  const SameStatement& statement = answer.statement;
  return {{"id", answer.id},
          {"kind", "statement"},
          {"name", answer.name},
          {"of", name_of(statement.of)},
          {"preferred", {{"id", statement.preferred}, {"name", or_null(answer.preferred_name)}}},
          {"other", {{"id", statement.other}, {"name", or_null(answer.other_name)}}},
          {"status", name_of(statement.status)},
          {"evidence", statement.evidence},
          {"source", source_json(answer.source)}};
}

Json to_json(const GraphAnswer& answer) {
  return {{"id", answer.id},        {"kind", "graph"},
          {"name", answer.name},    {"media_type", answer.media_type},
          {"source", answer.place}, {"triples", answer.triples}};
}

}  // namespace kilograph::reply
