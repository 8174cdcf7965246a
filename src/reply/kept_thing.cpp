#include "reply/kept_thing.hpp"

#include <algorithm>

#include "base/json/document.hpp"

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

void gather(const Json& json, const Json& outer, std::vector<Json>& things) {
  if (json.is_array()) {
    for (const Json& one : json) gather(one, outer, things);
  }
  if (!json.is_object()) return;
  Json contexts = outer;
  if (json.contains("@context")) append_contexts(contexts, json["@context"]);
  for (const char* bundle : {"@graph", "@included"}) {
    if (json.contains(bundle)) gather(json[bundle], contexts, things);
  }
  if (contexts.empty()) return;
  Json thing = json;
  for (const char* bundle : {"@graph", "@included"}) thing.erase(bundle);
  thing["@context"] = std::move(contexts);
  if (thing.size() > 1) things.push_back(std::move(thing));
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
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  std::vector<Json> things;
  if (json::parse(text, {.bytes = text.size()})) gather(Json::parse(text, nullptr, false), Json::array(), things);
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
  }
  return Json::object();
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
