#include "ingest/thing/json_shape.hpp"

#include <algorithm>
#include <array>

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

bool is_thing(const Value& object) {
  const Value context = object.is_object() ? object.find("@context") : Value();
  return context && is_thing_context(context);
}

bool has_thing(const Value& list) {
  return list && list.is_array() && std::ranges::any_of(list.elements().begin(), list.elements().end(), is_thing);
}

}  // namespace

JsonShape json_shape(const json::Document& document) {
  const Value root = document.root();
  const bool is_any_thing = has_thing(root) || is_thing(root) || (root.is_object() && has_thing(root.find("@graph")));
  if (is_any_thing) return JsonShape::thing_description;
  const bool any_linked = root.is_array()
                              ? std::ranges::any_of(root.elements().begin(), root.elements().end(), is_linked)
                              : is_linked(root);
  return any_linked ? JsonShape::linked_data : JsonShape::plain;
}

}  // namespace kilograph::ingest::thing
