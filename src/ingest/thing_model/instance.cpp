#include "ingest/thing_model/instance.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/listing.hpp"
#include "ingest/thing_model/assembly.hpp"
#include "ingest/thing_model/placeholder.hpp"

namespace kilograph::ingest::thing_model {
namespace {

constexpr const char* kContext = "https://www.w3.org/2022/wot/td/v1.1";
constexpr const char* kEarlierContext = "https://www.w3.org/2019/wot/td/v1";
constexpr std::array<const char*, 2> kHardware = {"parts", "powerSource"};
constexpr std::array<const char*, 3> kAffordances = {"properties", "actions", "events"};

bool is_meant(const std::string& wanted, const std::string& pointer) {
  return wanted == pointer || wanted == pointer.substr(pointer.rfind('/') + 1);
}

void erase_at(Json& model, const std::string& pointer) {
  const std::size_t slash = pointer.rfind('/');
  if (slash == std::string::npos || slash == 0) return;
  const std::string group = pointer.substr(1, slash - 1);
  const Json* found = at_pointer(model, pointer);
  if (!found || !model.contains(group) || !model[group].is_object()) return;
  Json kept = Json::object();
  for (const auto& [key, member] : model[group].items()) {
    if (pointer_token(key) != pointer.substr(slash + 1)) kept[key] = member;
  }
  if (kept.empty()) {
    model.erase(group);
  } else {
    model[group] = std::move(kept);
  }
}

Result<void> leave_out_optional(Json& model, const Order& order) {
  std::vector<std::string> optional;
  const auto list = model.find("tm:optional");
  if (list != model.end() && list->is_array()) {
    for (const Json& pointer : *list) {
      if (pointer.is_string()) optional.push_back(pointer.get<std::string>());
    }
  }
  for (const std::string& wanted : order.with) {
    if (std::ranges::none_of(optional, [&](const auto& pointer) { return is_meant(wanted, pointer); })) {
      return fail(ErrorKind::usage, "the model has no optional '" + wanted + "'", "--with",
                  optional.empty() ? "none: nothing of it is optional" : "one of " + listed(optional));
    }
  }
  for (const std::string& pointer : optional) {
    const bool is_wanted = std::ranges::any_of(order.with, [&](const auto& one) { return is_meant(one, pointer); });
    if (!is_wanted) erase_at(model, pointer);
  }
  model.erase("tm:optional");
  model.erase("tm:required");
  return {};
}

Result<void> fill_in(Json& model, const Order& order) {
  std::vector<std::string> missing, names;
  for (const auto& [name, pointer] : placeholders_of(model)) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    if (!order.values.contains(name)) missing.push_back(name + " at " + pointer);
  }
  for (const auto& [name, value] : order.values) {
    if (std::ranges::find(names, name) != names.end()) continue;
    return fail(ErrorKind::usage, "the model has no placeholder '" + name + "'", "--set",
                names.empty() ? "none: it has no placeholders" : "one of " + listed(names));
  }
  if (!missing.empty()) {
    return fail(ErrorKind::bad_input, "placeholders without a value: " + listed(missing), "", "",
                "Give each a value: --set NAME=VALUE.");
  }
  if (!names.empty()) replace_placeholders(model, order.values);
  return {};
}

// TD 1.1 is what a Thing Model is of; an earlier context may stand before it.
void set_context(Json& model) {
  Json given = model.contains("@context") ? model["@context"] : Json::array();
  if (!given.is_array()) given = Json::array({given});
  Json context = Json::array();
  if (std::find(given.begin(), given.end(), kEarlierContext) != given.end()) context.push_back(kEarlierContext);
  context.push_back(kContext);
  for (const Json& one : given) {
    const bool is_td = one.is_string() && (one == "http://www.w3.org/ns/td" || one == "https://www.w3.org/ns/td");
    if (!is_td && std::find(context.begin(), context.end(), one) == context.end()) context.push_back(one);
  }
  model["@context"] = std::move(context);
}

void set_type(Json& model) {
  Json types = Json::array();
  if (model["@type"].is_array()) {
    for (const Json& type : model["@type"]) {
      if (type != "tm:ThingModel") types.push_back(type);
    }
  }
  if (types.empty()) {
    model.erase("@type");
  } else {
    model["@type"] = std::move(types);
  }
}

// Leaves to the model what the instance has word for word from it. What placeholders or another model shaped differs,
// and is the instance's own.
Result<void> share_hardware(Json& whole, const NamedDocument& model) {
  const Json stated = KG_TRY(parsed(model.text, model.place));
  for (const char* member : kHardware) {
    if (whole.contains(member) && stated.contains(member) && whole[member] == stated[member]) whole.erase(member);
  }
  return {};
}

void set_links(Json& model, const Order& order) {
  Json links = Json::array({{{"rel", "type"}, {"href", order.model}, {"type", "application/tm+json"}}});
  if (model.contains("links") && model["links"].is_array()) {
    for (const Json& link : model["links"]) {
      if (!link.is_object() || link.value("rel", Json()) != "type") links.push_back(link);
    }
  }
  model["links"] = std::move(links);
}

std::string encoded(const std::string& name) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain =
        (byte < 0x80 && std::isalnum(byte) != 0) || std::string_view("-._~").find(c) != std::string_view::npos;
    out += is_plain ? std::string(1, c) : std::string("%") + kDigits[byte >> 4] + kDigits[byte & 15];
  }
  return out;
}

Result<void> set_forms(Json& model, const Order& order) {
  std::vector<std::string> without;
  for (const char* group : kAffordances) {
    if (!model.contains(group) || !model[group].is_object()) continue;
    for (auto& [name, affordance] : model[group].items()) {
      if (!affordance.is_object() || (affordance.contains("forms") && !affordance["forms"].empty())) continue;
      without.push_back("/" + std::string(group) + "/" + pointer_token(name));
      if (!order.base.empty()) {
        affordance["forms"] = Json::array({{{"href", std::string(group) + "/" + encoded(name)}}});
      }
    }
  }
  if (!order.base.empty()) {
    model["base"] = order.base;
  } else if (!without.empty()) {
    return fail(ErrorKind::bad_input, "the model gives no forms for " + listed(without), "", "",
                "Say where the instance answers: --base URL gives each of them KIND/NAME below it.");
  }
  return {};
}

void set_security(Json& model, std::vector<std::string>& warnings) {
  if (model.contains("security") && model.contains("securityDefinitions")) return;
  model["securityDefinitions"] = {{"nosec_sc", {{"scheme", "nosec"}}}};
  model["security"] = "nosec_sc";
  warnings.emplace_back("the model states no security; nosec is assumed");
}

void set_version(Json& model, std::vector<std::string>& warnings) {
  const auto version = model.find("version");
  if (version == model.end() || (version->is_object() && version->contains("instance"))) return;
  model.erase("version");
  warnings.emplace_back(
      "the model states its own version and none of instances; it is left out, and the link leads to it");
}

// The members that people look for first.
Json ordered(Json model) {
  Json td = Json::object();
  for (const char* key : {"@context", "id", "@type", "title"}) {
    if (model.contains(key)) td[key] = model[key];
  }
  for (auto& [key, member] : model.items()) {
    if (!td.contains(key)) td[key] = std::move(member);
  }
  return td;
}

Result<void> finish(Json& model, const Order& order, std::vector<std::string>& warnings) {
  if (!order.title.empty()) model["title"] = order.title;
  if (!model.contains("title")) {
    return fail(ErrorKind::bad_input, "the model has no title, and none was given", "", "", "Give one: --title TEXT.");
  }
  model["id"] = order.id;
  set_context(model);
  set_type(model);
  set_links(model, order);
  set_security(model, warnings);
  set_version(model, warnings);
  return set_forms(model, order);
}

}  // namespace

Result<Instance> instance_of(const NamedDocument& model, const Order& order, const FindDocument& find) {
  Json whole = KG_TRY(Assembly(find).whole(model));
  Instance instance;
  KG_CHECK(leave_out_optional(whole, order));
  KG_CHECK(fill_in(whole, order));
  if (order.shares_hardware) KG_CHECK(share_hardware(whole, model));
  KG_CHECK(finish(whole, order, instance.warnings));
  instance.text = ordered(std::move(whole)).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  return instance;
}

}  // namespace kilograph::ingest::thing_model
