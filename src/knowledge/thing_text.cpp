#include "knowledge/thing_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "domain/entity.hpp"
#include "domain/sensor.hpp"
#include "knowledge/graph/vocabulary.hpp"

namespace kilograph::knowledge {
namespace {

using json::Value;

constexpr std::string_view kAdvice =
    "Give the device an IRI of its own, such as urn:example:lamp-1 or https://example.org/devices/lamp-1, or leave "
    "the id out.";

constexpr std::array<std::string_view, 4> kThingContexts = {"https://www.w3.org/2019/wot/td/v1",
                                                            "https://www.w3.org/2022/wot/td/v1.1",
                                                            "http://www.w3.org/ns/td", "https://www.w3.org/ns/td"};

constexpr auto kHardwareKeys = std::to_array<std::string_view>(
    {"memory", "sizeBytes", "freeBytes", "clockHz", "pointerBits", "processor", "runtimes", "accelerators", "isa",
     "mcu", "rateHz", "resolutionBits", "rangeLow", "rangeHigh", "rangeUnit"});

bool is_thing_context(const Value& context) {
  if (context.is_array()) return std::ranges::any_of(context.elements(), is_thing_context);
  return context.is_string() && std::ranges::find(kThingContexts, context.string()) != kThingContexts.end();
}

// RFC 3987: no spaces, controls or <>"{}|\^`.
bool is_iri_text(std::string_view text) {
  return !text.empty() && std::ranges::none_of(text, [](unsigned char c) {
    return c <= ' ' || c == 0x7f ||
           std::string_view("<>\"{}|\\^`").find(static_cast<char>(c)) != std::string_view::npos;
  });
}

Result<void> check_id(const Value& thing, const std::string& pointer) {
  const Value context = thing.is_object() ? thing.find("@context") : Value();
  if (!context || !is_thing_context(context)) return {};
  for (const char* key : {"id", "@id"}) {
    const Value id = thing.find(key);
    if (!id || (id.is_string() && is_iri_text(id.string()))) continue;
    return fail(ErrorKind::bad_input, fmt::format("the id {} is no IRI", id.text()), pointer + "/" + key,
                "an absolute IRI without spaces", std::string(kAdvice));
  }
  return {};
}

bool has_hardware(const Value& value) {
  if (value.is_array()) return std::ranges::any_of(value.elements(), has_hardware);
  if (!value.is_object()) return false;
  const Value type = value.find("@type");
  const bool is_part = type && type.is_string() &&
                       (type.string() == "MicroController" || domain::sensor_class_by_name(type.string()) != nullptr);
  return is_part || std::ranges::any_of(kHardwareKeys, [&](std::string_view key) { return bool(value.find(key)); });
}

std::string hardware_in(const Value& thing, const std::string& pointer) {
  const Value parts = thing.is_object() ? thing.find("parts") : Value();
  return parts && has_hardware(parts) ? pointer + "/parts" : std::string();
}

// The outermost object, or those of the outermost array.
template <class Visit>
void each_outer(const Value& json, const Visit& visit) {
  if (!json.is_array()) return visit(json, std::string());
  std::size_t i = 0;
  for (const Value& element : json.elements()) visit(element, "/" + std::to_string(i++));
}

// Whose IRI it would be, in words; empty where a device may have it.
std::string_view owner_of(std::string_view iri) {
  namespace g = graph;
  constexpr std::string_view kVocabularies[] = {g::kKg,
                                                g::kNnet,
                                                g::kSosaExtend,
                                                g::kSchema,
                                                g::kTd,
                                                g::kRdfs,
                                                "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
                                                "http://www.w3.org/2001/XMLSchema#",
                                                "http://www.w3.org/ns/"};
  for (const std::string_view folder : {"model/", "graph/", "document/", "same/", "runtime/"}) {
    if (iri.starts_with(domain::kIdBase) && iri.substr(domain::kIdBase.size()).starts_with(folder)) {
      return folder == "model/" ? "a model" : folder == "runtime/" ? "a runtime" : "a document of the catalogue";
    }
  }
  const auto is_term = [&](std::string_view name_space) { return iri.starts_with(name_space); };
  return std::ranges::any_of(kVocabularies, is_term) ? "a term of a vocabulary" : "";
}

}  // namespace

bool is_thing_text(const Value& json) {
  if (json.is_array()) return std::ranges::any_of(json.elements(), is_thing_text);
  if (!json.is_object()) return false;
  return std::ranges::any_of(json.members(), [](const json::Member& member) {
    return member.name() == "@context" ? is_thing_context(member.value()) : is_thing_text(member.value());
  });
}

bool is_reserved_iri(std::string_view iri) { return !owner_of(iri).empty(); }

Result<void> check_thing_ids(const Value& json) {
  Result<void> checked;
  each_outer(json, [&](const Value& thing, const std::string& pointer) {
    if (checked) checked = check_id(thing, pointer);
  });
  return checked;
}

Result<void> check_device_iris(const std::vector<graph::FoundEntity>& entities, const std::string& where) {
  for (const graph::FoundEntity& entity : entities) {
    if (entity.kind != domain::EntityKind::device) continue;
    const std::string_view owner = owner_of(entity.iri);
    if (owner.empty()) continue;
    return fail(ErrorKind::bad_input, fmt::format("the device's id <{}> is the IRI of {}", entity.iri, owner), where,
                "an absolute IRI of the device's own", std::string(kAdvice));
  }
  return {};
}

std::string lost_hardware(const Value& json, const rdf::Graph& triples) {
  const auto arrived = [](const rdf::Triple& triple) { return triple.predicate.value == graph::other::hasSubSystem; };
  if (std::ranges::any_of(triples, arrived)) return {};
  std::string found;
  each_outer(json, [&](const Value& thing, const std::string& pointer) {
    if (found.empty()) found = hardware_in(thing, pointer);
    const Value graph = thing.is_object() ? thing.find("@graph") : Value();
    if (!graph || !graph.is_array()) return;
    each_outer(graph, [&](const Value& member, const std::string& below) {
      if (found.empty()) found = hardware_in(member, pointer + "/@graph" + below);
    });
  });
  return found;
}

}  // namespace kilograph::knowledge
