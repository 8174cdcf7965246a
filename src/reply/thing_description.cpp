#include "reply/thing_description.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "knowledge/graph/terms.hpp"
#include "reply/description.hpp"

namespace kilograph::reply {
namespace {

using namespace domain;
using Json = nlohmann::ordered_json;

constexpr const char* kThingContext = "https://www.w3.org/2022/wot/td/v1.1";
constexpr const char* kOwnContext = "https://w3id.org/kilograph/context/v1";
constexpr const char* kBoard = "https://w3id.org/kilograph/ns#board";

template <class T>
void put(Json& json, const char* key, const std::optional<T>& value) {
  if (value) json[key] = *value;
}

void put(Json& json, const char* key, const std::optional<double>& value) {
  if (!value) return;
  const bool is_whole = std::trunc(*value) == *value && std::abs(*value) < 1e15;
  json[key] = is_whole ? Json(static_cast<std::int64_t>(*value)) : Json(*value);
}

void put(Json& json, const char* key, const std::string& value) {
  if (!value.empty()) json[key] = value;
}

template <class T, class F>
Json listed(const std::vector<T>& values, F to_json_of) {
  Json list = Json::array();
  for (const T& value : values) list.push_back(to_json_of(value));
  return list;
}

Json sensor_json(const Sensor& sensor) {
  const std::string iri = knowledge::graph::sensor_class_iri(sensor.sensor_class);
  Json json = Json::object();
  if (sensor_class_by_name(sensor.sensor_class)) {
    json["@type"] = sensor.sensor_class;
  } else if (!iri.empty()) {
    json["@type"] = iri;
  } else {
    json["@type"] = "http://www.w3.org/ns/sosa/Sensor";
    json["http://www.w3.org/2000/01/rdf-schema#label"] = sensor.sensor_class;
  }
  put(json, "info", sensor.info);
  put(json, "rateHz", sensor.rate_hz);
  put(json, "axes", sensor.axes);
  put(json, "channels", sensor.channels);
  put(json, "width", sensor.width);
  put(json, "height", sensor.height);
  put(json, "resolutionBits", sensor.resolution_bits);
  put(json, "rangeLow", sensor.range_low);
  put(json, "rangeHigh", sensor.range_high);
  put(json, "rangeUnit", sensor.range_unit);
  return json;
}

Json region_json(const MemoryRegion& region) {
  Json json{{"@type", "MemoryRegion"}};
  put(json, "name", region.name);
  json["kind"] = region.kind == RegionKind::ram ? "working" : "program";
  put(json, "medium", std::string(name_of(region.medium)));
  put(json, "sizeBytes", region.size_bytes);
  put(json, "reservedBytes", region.reserved_bytes);
  put(json, "freeBytes", region.free_bytes);
  put(json, "contiguous", region.contiguous);
  put(json, "executable", region.executable);
  json["basis"] = name_of(region.basis);
  if (knowledge::graph::is_iri(region.by)) {
    json["by"] = region.by;
  } else if (!region.by.empty()) {
    json["by"] = {{"@type", "http://www.w3.org/ns/prov#Agent"}, {"name", region.by}};
  }
  return json;
}

Json accelerator_json(const Accelerator& accelerator) {
  Json json{{"@type", "Accelerator"}};
  put(json, "name", accelerator.name);
  if (!accelerator.formats.empty()) {
    // A list keeps their order only where JSON-LD is told so; formats have none that matters.
    json["formats"] = listed(accelerator.formats, [](TensorType type) { return Json(name_of(type)); });
  }
  return json;
}

Json controller_json(const DeviceFacts& facts) {
  Json json{{"@type", "MicroController"}};
  put(json, "mcu", facts.mcu);
  put(json, "processor", facts.processor);
  put(json, "isa", facts.isa);
  put(json, "fpu", facts.has_fpu);
  put(json, "dsp", facts.has_dsp);
  put(json, "mve", facts.has_mve);
  put(json, "clockHz", facts.clock_hz);
  if (facts.pointer_bits != 0) json["pointerBits"] = facts.pointer_bits;
  if (!facts.accelerators.empty()) json["accelerators"] = listed(facts.accelerators, accelerator_json);
  if (!facts.runtimes.empty()) {
    json["runtimes"] = listed(facts.runtimes, [](const auto& id) { return Json(knowledge::graph::encode(id)); });
  }
  if (!facts.implements.empty()) json["implements"] = facts.implements;
  if (!facts.regions.empty()) json["memory"] = listed(facts.regions, region_json);
  return json;
}

// What parts say of their source is no fact: it is kept where the original has the same parts in the same order.
void keep_sources(Json& parts, const Json& original) {
  const Json given = original.value("parts", Json::array());
  if (!given.is_array() || given.size() != parts.size()) return;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const Json& from = given[i];
    Json& to = parts[i];
    const auto agrees = [&](const char* key) { return from.value(key, Json()) == to.value(key, Json()); };
    if (from.is_object() && from.contains("source") && agrees("@type") && agrees("info")) to["source"] = from["source"];
  }
}

Json parts_json(const DeviceFacts& facts, const Json& original) {
  Json parts = Json::array();
  Json controller = controller_json(facts);
  if (controller.size() > 1) parts.push_back(std::move(controller));
  for (const Sensor& sensor : facts.sensors) parts.push_back(sensor_json(sensor));
  keep_sources(parts, original);
  return parts;
}

// TD 1.1 and ours, with what else the original's words need between them.
Json contexts_of(const Json& original) {
  Json given = original.value("@context", Json::array());
  if (!given.is_array()) given = Json::array({given});
  Json contexts = Json::array({kThingContext});
  for (const Json& context : given) {
    const bool is_td = context.is_string() && context.get<std::string>().find("/wot/td") != std::string::npos;
    const bool is_other_td = context == "http://www.w3.org/ns/td" || context == "https://www.w3.org/ns/td";
    if (!is_td && !is_other_td && context != kOwnContext) contexts.push_back(context);
  }
  contexts.push_back(kOwnContext);
  return contexts;
}

// At most one link may say `type`.
Json links_of(const DeviceFacts& facts, const Json& original) {
  Json links = Json::array();
  for (std::size_t i = 0; i < facts.based_on.size(); ++i) {
    links.push_back({{"rel", i == 0 ? "type" : kBoard}, {"href", facts.based_on[i]}});
  }
  const Json given = original.value("links", Json::array());
  if (!given.is_array()) return links;
  for (const Json& link : given) {
    const std::string rel = link.is_object() && link.contains("rel") && link["rel"].is_string() ? link["rel"] : "";
    if (rel != "type" && rel != "tm:extends" && rel != kBoard) links.push_back(link);
  }
  return links;
}

bool is_kind_word(const Json& type) { return type == "Thing" || type == "td:Thing" || type == "tm:ThingModel"; }

// Whether it is a Thing Model, then what else the original says it is.
Json types_of(bool is_model, const Json& original) {
  const Json first = is_model ? "tm:ThingModel" : "Thing";
  Json types = Json::array({first});
  Json given = original.value("@type", Json::array());
  if (!given.is_array()) given = Json::array({given});
  for (const Json& type : given) {
    if (!is_kind_word(type)) types.push_back(type);
  }
  return types.size() == 1 ? first : types;
}

// The short word that says the same as a member with a prefix or a whole IRI.
std::string_view short_word(std::string_view key) {
  if (key == "@id") return "id";
  const std::size_t end = key.find_last_of(":/#");
  const std::string_view name = end == key.npos ? std::string_view() : key.substr(end + 1);
  if (name == "hasSubSystem") return "parts";
  if (name == "label" && !key.starts_with("rdfs:") && key.find("rdf-schema") == key.npos) return "labels";
  if (name == "basedOn" || name == "basedOnList") return "links";
  return name == "manufacturer" || name == "powerSource" ? name : key;
}

// Interactions, security, and whatever else only the original says.
void keep_the_rest(Json& td, const Json& original) {
  const Json said = td;
  for (const auto& [key, value] : original.items()) {
    if (!said.contains(short_word(key))) td[key] = value;
  }
}

}  // namespace

Json thing_description(const DeviceEntity& device, const Json& original) {
  const DeviceFacts facts = merged(device);
  const bool is_model = facts.is_thing_model.value_or(false);
  Json td{{"@context", contexts_of(original)}, {"id", device.id}, {"@type", types_of(is_model, original)}};
  td["title"] = facts.title.empty() ? device.id : facts.title;
  put(td, "description", facts.description);
  put(td, "manufacturer", facts.manufacturer);
  put(td, "powerSource", facts.power_source);
  if (!facts.labels.empty()) {
    td["labels"] =
        listed(facts.labels, [](const Label& label) { return Json{{"name", label.name}, {"value", label.value}}; });
  }
  Json links = links_of(facts, original);
  if (!links.empty()) td["links"] = std::move(links);
  Json parts = parts_json(facts, original);
  if (!parts.empty()) td["parts"] = std::move(parts);
  keep_the_rest(td, original);
  if (!is_model && !td.contains("security") && !td.contains("securityDefinitions")) {
    td["securityDefinitions"] = {{"nosec_sc", {{"scheme", "nosec"}}}};
    td["security"] = "nosec_sc";
  }
  return td;
}

}  // namespace kilograph::reply
