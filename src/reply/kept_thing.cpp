#include "reply/kept_thing.hpp"

#include <algorithm>
#include <charconv>

#include "base/json/document.hpp"
#include "knowledge/context_document.hpp"
#include "knowledge/intake.hpp"

namespace kilograph::reply {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

void append_contexts(Json& contexts, const Json& given) {
  for (const Json& one : given.is_array() ? given : Json::array({given})) {
    if (one.is_null()) {
      contexts.clear();  // JSON-LD: nothing of before holds
    } else {
      contexts.push_back(one);
    }
  }
}

// Each object that may be a Thing, with the contexts that hold for it; always in the same order.
template <class Visit>
void each_thing(Json& json, const Json& outer, const Visit& visit) {
  if (json.is_array()) {
    for (Json& one : json) each_thing(one, outer, visit);
  }
  if (!json.is_object()) return;
  Json contexts = outer;
  if (json.contains("@context")) append_contexts(contexts, json["@context"]);
  bool is_more = false;  // than a bundle of others
  for (const auto& member : json.items()) {
    const bool is_bundle = member.key() == "@graph" || member.key() == "@included";
    is_more = is_more || (!is_bundle && member.key() != "@context");
    if (is_bundle) each_thing(member.value(), contexts, visit);
  }
  if (!contexts.empty() && is_more) visit(json, contexts);
}

Json json_of(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return json::parse(text, {.bytes = text.size()}) ? Json::parse(text, nullptr, false) : Json();
}

std::string member_text(const Json& thing, const char* key) {
  const auto found = thing.find(key);
  return found != thing.end() && found->is_string() ? found->get<std::string>() : "";
}

std::string id_of(const Json& thing) {
  const std::string id = member_text(thing, "id");
  return id.empty() ? member_text(thing, "@id") : id;
}

bool has_whole_id(const Json& thing) {
  const std::string id = id_of(thing);
  return id.starts_with("urn:") || id.starts_with("did:") || id.find("://") != std::string::npos;
}

}  // namespace

std::vector<Json> things_in(std::string_view text) {
  Json root = json_of(text);
  std::vector<Json> things;
  each_thing(root, Json::array(), [&](const Json& object, const Json& contexts) {
    Json thing = object;
    for (const char* bundle : {"@graph", "@included"}) thing.erase(bundle);
    thing["@context"] = contexts;
    things.push_back(std::move(thing));
  });
  return things;
}

const Json* thing_of(const std::vector<Json>& things, const domain::DeviceEntity& device) {
  std::vector<const Json*> possible, of_title;
  for (const Json& thing : things) {
    if (id_of(thing) == device.id) return &thing;
    if (has_whole_id(thing)) continue;
    possible.push_back(&thing);
    if (member_text(thing, "title") == device.name) of_title.push_back(&thing);
  }
  if (of_title.size() == 1) return of_title.front();
  return things.size() == 1 && possible.size() == 1 ? possible.front() : nullptr;
}

Result<Json> KeptThings::of(const domain::DeviceEntity& device) {
  for (const knowledge::Document& document : KG_TRY(catalogue_.documents(device.id))) {
    if (!document.media_type.ends_with("json")) continue;
    const Things things = KG_TRY(in_file(document.file));
    if (const Json* thing = thing_of(*things, device)) return *thing;
    const auto place = KG_TRY(place_of(document));
    if (place && *place < things->size()) return (*things)[*place];
  }
  return Json::object();
}

// Which UUID a nameless Thing was given does not hang on its title. So the file is read again with the number of each
// as its title.
Result<std::optional<std::size_t>> KeptThings::place_of(const knowledge::Document& document) {
  const auto known = places_.find(document.file);
  if (known == places_.end()) {
    std::map<std::string, std::size_t>& places = places_[document.file];
    const auto bytes = KG_TRY(catalogue_.file(document.file));
    Json root = bytes ? json_of(text_of(*bytes)) : Json();
    std::size_t count = 0;
    each_thing(root, Json::array(), [&](Json& thing, const Json&) { thing["title"] = std::to_string(count++); });
    const std::string numbered = root.dump(-1, ' ', false, Json::error_handler_t::replace);
    const auto contexts = KG_TRY(catalogue_.contexts());
    const auto read =
        knowledge::documents_from_rdf({document.file, document.source.place, document.media_type}, view_of(numbered),
                                      knowledge::rdf::Syntax::jsonld, document.base, knowledge::views_of(contexts));
    for (std::size_t i = 0; read && i < read->documents.size(); ++i) {
      std::size_t place = 0;
      const std::string& number = read->documents[i].name;
      const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), place);
      if (error == std::errc() && end == number.data() + number.size()) places[read->documents[i].entity] = place;
    }
  }
  const auto& places = places_[document.file];
  const auto found = places.find(document.entity);
  return found == places.end() ? std::nullopt : std::optional(found->second);
}

Result<KeptThings::Things> KeptThings::in_file(const Digest& file) {
  const auto known = files_.find(file);
  if (known != files_.end()) return known->second;
  const auto bytes = KG_TRY(catalogue_.file(file));
  auto things = std::make_shared<const std::vector<Json>>(bytes ? things_in(text_of(*bytes)) : std::vector<Json>{});
  if (things->size() != 1) files_.emplace(file, things);
  return things;
}

}  // namespace kilograph::reply
