// Thing Models (TD 1.1, section 10), and what holds of all JSON.
#include <fmt/format.h>

#include <algorithm>

#include "ingest/thing/json_pointer.hpp"
#include "ingest/thing/validation/thing_walk.hpp"
#include "ingest/thing/validation/words.hpp"

namespace kilograph::ingest::thing {
namespace {

using json::Value;

constexpr std::string_view kMaps[] = {"properties", "actions", "events"};

// The map and the name in "/properties/status"; empty where the text is none of that form.
std::pair<std::string_view, std::string_view> affordance_in(std::string_view pointer) {
  for (const std::string_view map : kMaps) {
    const std::string_view rest = pointer.substr(std::min<std::size_t>(1, pointer.size()));
    if (!pointer.starts_with('/') || !rest.starts_with(map) || !rest.substr(map.size()).starts_with('/')) continue;
    const std::string_view name = rest.substr(map.size() + 1);
    if (!name.empty() && name.find('/') == std::string_view::npos) return {map, name};
  }
  return {};
}

bool has_affordance(const Value& model, std::string_view map, std::string_view name) {
  const Value affordances = model.find(map);
  if (!affordances || !affordances.is_object()) return false;
  for (const json::Member& member : affordances.members()) {
    if (json::pointer_token(member.name()) == name) return true;
  }
  return false;
}

void check_optional(Walk& walk, const Value& optional, const Value& model, const Place& place) {
  const auto say = [&](const Value& value, const Place& at) {
    walk.break_rule(RuleId::model_optional, at, value, [] {
      return std::string("\"tm:optional\" must be a list of JSON pointers to affordances, such as /properties/status");
    });
  };
  if (!optional.is_array()) return say(optional, place);
  std::size_t position = 0;
  for (const Value& pointer : optional.elements()) {
    const Place here = place.at(position++);
    if (!pointer.is_string()) {
      say(pointer, here);
      continue;
    }
    const auto [map, name] = affordance_in(pointer.string());
    if (map.empty()) {
      say(pointer, here);
    } else if (!extends_another(model) && !has_affordance(model, map, name)) {
      walk.break_rule(RuleId::model_optional_absent, here, pointer, [&] {
        return fmt::format("the model has no {}: correct the pointer, or leave it out", pointer.string().substr(0, 80));
      });
    }
  }
}

// A reference within the text, "#/properties/status", that can be followed here: no code such as %20 in it.
bool is_local(const Value& reference) {
  return reference && reference.is_string() && reference.string().starts_with("#/") &&
         reference.string().find('%') == std::string_view::npos && !has_placeholder(reference.string());
}

// Follows a reference within the text from one to the next. That to an object around it leads in a circle, too. Each
// costs a walk to its place, so that a large model's are followed as far as a bounded time goes.
void check_target(Walk& walk, const Value& reference, const Place& place) {
  constexpr std::size_t kMostSteps = 16, kMostVisits = 20'000'000;
  const std::size_t most = std::max(kMostSteps, kMostVisits / (walk.thing.tape()->nodes.size() + 1));
  std::string chain = pointer_to(place);
  std::vector<std::string_view> passed;
  Value at = reference;
  for (std::size_t step = 0; step < kMostSteps && is_local(at) && walk.followed < most; ++step) {
    ++walk.followed;
    const std::string_view pointer = at.string().substr(1);
    chain += fmt::format(" \u2192 {}", pointer.substr(0, 120));
    const bool is_around = step == 0 && (pointer_to(place) + "/").starts_with(std::string(pointer) + "/");
    if (is_around || std::ranges::find(passed, pointer) != passed.end()) {
      return walk.break_rule(RuleId::reference_lost, place, reference, [&] {
        return fmt::format("the reference leads in a circle: {}. Let it end in a definition", chain);
      });
    }
    passed.push_back(pointer);
    const Reached target = reach(walk.thing, pointer);
    if (!target.rest.empty()) {
      return walk.break_rule(RuleId::reference_lost, place, reference, [&] {
        return fmt::format("nothing is at {}: correct the reference, or define it there{}", pointer.substr(0, 120),
                           step == 0 ? "" : " (" + chain + ")");
      });
    }
    at = target.value.is_object() ? target.value.find("tm:ref") : Value();
  }
}

void check_reference(Walk& walk, const Value& reference, const Place& place) {
  const bool is_reference = reference.is_string() && (reference.string().find("#/") != std::string_view::npos ||
                                                      has_placeholder(reference.string()));
  if (is_reference && walk.is_alone && is_local(reference)) return check_target(walk, reference, place);
  if (is_reference) return;
  walk.break_rule(RuleId::model_reference, place, reference, [] {
    return std::string("\"tm:ref\" must be text such as https://example.org/lamp.tm.jsonld#/properties/status");
  });
}

void check_terms(Walk& walk, const json::Member& member, const Place& place) {
  const std::string_view name = member.name();
  if (!walk.is_model()) {
    return walk.break_rule(RuleId::model_term_in_thing, place, member.name_value(), [&] {
      return fmt::format("\"{}\" is a term of Thing Models: resolve it, or give the text the type tm:ThingModel", name);
    });
  }
  if (name == "tm:ref") check_reference(walk, member.value(), place);
  if (name == "tm:required") {
    walk.break_rule(RuleId::model_required_outdated, place, member.name_value(), [] {
      return std::string("\"tm:required\" is of a draft: list what is not required in tm:optional instead");
    });
  }
}

// Whether two names may be the same, by a set of 64; never says no where they are.
bool may_have_doubled(const Value& object) {
  std::uint64_t seen = 0;
  for (const json::Member& member : object.members()) {
    const std::string_view name = member.name();
    const std::size_t sum = name.empty() ? 0
                                         : name.size() * 5 + static_cast<unsigned char>(name.front()) +
                                               7u * static_cast<unsigned char>(name.back()) +
                                               3u * static_cast<unsigned char>(name[name.size() / 2]);
    const std::uint64_t bit = std::uint64_t{1} << (sum % 64);
    if ((seen & bit) != 0) return true;
    seen |= bit;
  }
  return false;
}

void check_doubled(Walk& walk, const Value& object, const Place& place) {
  if (!may_have_doubled(object)) return;
  for (const json::Member& member : json::doubled_members(object)) {
    walk.break_rule(RuleId::json_duplicate_name, place.at(member.name()), member.name_value(), [&] {
      return fmt::format("the name \"{}\" is in this object twice, and only the last one counts: rename or remove one",
                         member.name().substr(0, 80));
    });
  }
}

}  // namespace

bool extends_another(const Value& model) {
  const Value links = model.find("links");
  if (!links || !links.is_array()) return false;
  const auto is_extension = [](const Value& link) {
    const Value relation = link.is_object() ? link.find("rel") : Value();
    return relation && relation.is_string() && relation.string() == "tm:extends";
  };
  return std::ranges::any_of(links.elements().begin(), links.elements().end(), is_extension);
}

void check_json(Walk& walk, const Value& value, const Place& place) {
  if (value.is_object()) {
    check_doubled(walk, value, place);
    for (const json::Member& member : value.members()) {
      const Place here = place.at(member.name());
      if (member.name().starts_with("tm:")) check_terms(walk, member, here);
      check_json(walk, member.value(), here);
    }
  } else if (value.is_array()) {
    std::size_t position = 0;
    for (const Value& element : value.elements()) check_json(walk, element, place.at(position++));
  } else if (walk.is_model() && value.is_string() && has_open_placeholder(value.string())) {
    walk.break_rule(RuleId::model_placeholder, place, value,
                    [] { return std::string("a placeholder is not closed: write {{NAME}}"); });
  }
}

void check_model(Walk& walk, const Value& model, const Place& place) {
  const Value version = model.find("version"), optional = model.find("tm:optional");
  if (version && version.is_object() && version.find("instance")) {
    walk.break_rule(RuleId::model_instance, place.at("version").at("instance"), version.find("instance"),
                    [] { return std::string("a Thing Model has no instance version: leave it to its instances"); });
  }
  if (optional) check_optional(walk, optional, model, place.at("tm:optional"));
}

}  // namespace kilograph::ingest::thing
