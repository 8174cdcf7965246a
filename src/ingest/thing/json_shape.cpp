#include "ingest/thing/json_shape.hpp"

#include <algorithm>
#include <array>

#include "base/json/document.hpp"

namespace kilograph::ingest::thing {
namespace {

using json::Value;

constexpr std::array<std::string_view, 4> kThingContexts{
    "https://www.w3.org/2019/wot/td/v1",
    "https://www.w3.org/2022/wot/td/v1.1",
    "http://www.w3.org/ns/td",
    "https://www.w3.org/ns/td",
};

bool is_thing_context(const Value& context) {
  if (context.is_array()) {
    return std::ranges::any_of(context.elements().begin(), context.elements().end(),
                               [](const Value& entry) { return !entry.is_array() && is_thing_context(entry); });
  }
  return context.is_string() && std::ranges::find(kThingContexts, context.string()) != kThingContexts.end();
}

bool is_linked(const Value& object) {
  if (!object.is_object()) return false;
  return std::ranges::any_of(object.members().begin(), object.members().end(), [](const json::Member& member) {
    return member.name() == "@context" || member.name() == "@graph" || member.name() == "@id";
  });
}

}  // namespace

Result<JsonShape> json_shape(std::string_view text, const JsonLimits& limits) {
  const json::Document document = KG_TRY(json::parse(text, {.bytes = text.size(), .depth = limits.depth}));
  const Value root = document.root();
  if (root.is_object()) {
    const Value context = root.find("@context");
    if (context && is_thing_context(context)) return JsonShape::thing_description;
  }
  const bool any_linked = root.is_array()
                              ? std::ranges::any_of(root.elements().begin(), root.elements().end(), is_linked)
                              : is_linked(root);
  return any_linked ? JsonShape::linked_data : JsonShape::plain;
}

}  // namespace kilograph::ingest::thing
