#include "ingest/thing_model/assembly.hpp"

#include <algorithm>
#include <charconv>

#include "base/json/document.hpp"

namespace kilograph::ingest::thing_model {
namespace {

constexpr const char* kExtends = "tm:extends";
constexpr const char* kReference = "tm:ref";
constexpr const char* kOptional = "tm:optional";

bool is_text(const Json& json, std::string_view text) {
  return json.is_string() && json.get_ref<const std::string&>() == text;
}

std::string text_at(const Json& json, const char* key) {
  const auto member = json.is_object() ? json.find(key) : json.end();
  return json.is_object() && member != json.end() && member->is_string() ? member->get<std::string>() : std::string();
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// The fragment of a URI: %20 is a space.
std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_code =
        text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0;
    out += is_code ? static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2])) : text[i];
    if (is_code) i += 2;
  }
  return out;
}

std::string key_of(std::string_view token) {
  std::string key;
  for (std::size_t i = 0; i < token.size(); ++i) {
    const bool is_escape = token[i] == '~' && i + 1 < token.size();
    key += is_escape ? (token[++i] == '0' ? '~' : '/') : token[i];
  }
  return key;
}

const Json* child_of(const Json& json, const std::string& key) {
  if (json.is_object()) {
    const auto member = json.find(key);
    return member == json.end() ? nullptr : &*member;
  }
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), index);
  if (!json.is_array() || error != std::errc() || end != key.data() + key.size()) return nullptr;
  return index < json.size() ? &json[index] : nullptr;
}

// Entries of both, the first one's first, each once.
void unite(Json& into, const Json& more) {
  if (more.is_null()) return;
  if (!into.is_array()) into = into.is_null() ? Json::array() : Json::array({into});
  const Json others = more.is_array() ? more : Json::array({more});
  for (const Json& one : others) {
    if (std::find(into.begin(), into.end(), one) == into.end()) into.push_back(one);
  }
}

// The links that lead to what it extends are taken out of it.
std::vector<std::string> taken_parents(Json& model) {
  std::vector<std::string> parents;
  const auto links = model.find("links");
  if (links == model.end() || !links->is_array()) return parents;
  Json kept = Json::array();
  for (const Json& link : *links) {
    if (text_at(link, "rel") == kExtends) {
      parents.push_back(text_at(link, "href"));
    } else {
      kept.push_back(link);
    }
  }
  if (kept.empty()) {
    model.erase("links");
  } else {
    model["links"] = std::move(kept);
  }
  return parents;
}

std::string chain_of(const std::vector<std::string>& path, const std::string& last) {
  std::string text;
  for (const std::string& one : path) text += one + " → ";
  return text + last;
}

tl::unexpected<Error> circle(const std::vector<std::string>& path, const std::string& again, const std::string& where) {
  return fail(ErrorKind::bad_input, "a circle: " + chain_of(path, again), where, "references that end somewhere");
}

}  // namespace

Result<Json> parsed(std::string_view text, const std::string& place) {
  const auto document = json::parse(text);
  if (!document) return fail(Error(document.error()).in(place));
  Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) return fail(ErrorKind::bad_input, "this is no JSON", place);
  return json;
}

bool is_thing_model(const Json& json) {
  const auto type = json.is_object() ? json.find("@type") : json.end();
  if (!json.is_object() || type == json.end()) return false;
  const auto is_it = [](const Json& one) { return is_text(one, "tm:ThingModel"); };
  return is_it(*type) || (type->is_array() && std::any_of(type->begin(), type->end(), is_it));
}

std::string pointer_token(std::string_view key) {
  std::string token;
  for (const char c : key) token += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return token;
}

const Json* at_pointer(const Json& root, std::string_view pointer) {
  const Json* found = &root;
  while (found && !pointer.empty()) {
    if (pointer.front() != '/') return nullptr;
    pointer.remove_prefix(1);
    const std::string_view token = pointer.substr(0, pointer.find('/'));
    const Json* child = child_of(*found, key_of(token));
    found = child ? child : child_of(*found, std::string(token));
    pointer.remove_prefix(token.size());
  }
  return found;
}

Result<Json> Assembly::whole(const NamedDocument& model) {
  const auto [at, is_new] =
      loaded_.try_emplace(model.place, Loaded{KG_TRY(parsed(model.text, model.place)), model.place});
  if (!is_thing_model(at->second.json)) {
    return fail(ErrorKind::bad_input, "this is no Thing Model", model.place,
                "an object with \"@type\": \"tm:ThingModel\"");
  }
  return extended(at->second);
}

Result<Json> Assembly::extended(const Loaded& model) {
  if (std::ranges::find(extending_, model.place) != extending_.end()) {
    return circle(extending_, model.place, model.place + "#/links");
  }
  if (extending_.size() == kMostDepth) {
    return fail(ErrorKind::too_large, "models extend each other more than " + std::to_string(kMostDepth) + " deep",
                model.place + "#/links");
  }
  extending_.push_back(model.place);
  Json own = model.json;
  KG_CHECK(count(own, model.place));
  KG_CHECK(resolve(own, model, ""));
  const std::vector<std::string> parents = taken_parents(own);
  Json whole = Json::object();
  for (const std::string& href : parents) KG_CHECK(take_parent(whole, href, model));
  extending_.pop_back();
  if (parents.empty()) return own;
  const auto member = [](const Json& json, const char* key) { return json.contains(key) ? json[key] : Json(); };
  Json united = Json::object();
  for (const char* key : {"@context", "links", kOptional}) {
    Json both = member(own, key);
    unite(both, member(whole, key));
    if (!both.is_null()) united[key] = std::move(both);
    own.erase(key);
  }
  whole.merge_patch(own);
  whole.update(united);
  return whole;
}

Result<void> Assembly::take_parent(Json& whole, const std::string& href, const Loaded& child) {
  if (href.empty()) {
    return fail(ErrorKind::bad_input, "a link tm:extends has no href", child.place + "#/links", "the model's address");
  }
  const Loaded* parent = KG_TRY(load(href, child, child.place + "#/links", extending_));
  Json inherited = KG_TRY(extended(*parent));
  inherited.erase("id");
  whole.merge_patch(inherited);
  return {};
}

Result<void> Assembly::resolve(Json& value, const Loaded& document, const std::string& pointer) {
  if (value.is_object() && value.contains(kReference)) return replace(value, document, pointer);
  if (value.is_object()) {
    for (auto& [key, member] : value.items()) KG_CHECK(resolve(member, document, pointer + "/" + pointer_token(key)));
  } else if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      KG_CHECK(resolve(value[i], document, pointer + "/" + std::to_string(i)));
    }
  }
  return {};
}

Result<void> Assembly::replace(Json& value, const Loaded& document, const std::string& pointer) {
  const std::string where = document.place + "#" + pointer + "/tm:ref", reference = text_at(value, kReference);
  const std::size_t hash = reference.find('#');
  if (hash == std::string::npos) {
    return fail(ErrorKind::bad_input, "tm:ref is " + value[kReference].dump(), where,
                "a URL or nothing, then # and a JSON pointer, as \"#/properties/status\"");
  }
  const Loaded* target = hash == 0 ? &document : KG_TRY(load(reference.substr(0, hash), document, where, referring_));
  const std::string path = decoded(std::string_view(reference).substr(hash + 1)), key = target->place + "#" + path;
  if (std::ranges::find(referring_, key) != referring_.end()) return circle(referring_, key, where);
  if (referring_.size() == kMostDepth) {
    return fail(ErrorKind::too_large, "references are more than " + std::to_string(kMostDepth) + " deep", where);
  }
  const Json* found = at_pointer(target->json, path);
  if (!found) {
    const std::string chain = referring_.empty() ? "" : " (" + chain_of(referring_, key) + ")";
    return fail(ErrorKind::bad_input, "tm:ref leads to " + key + ", and nothing is there" + chain, where);
  }
  Json imported = *found, beside = value;
  beside.erase(kReference);
  KG_CHECK(count(imported, where));
  referring_.push_back(key);
  KG_CHECK(resolve(imported, *target, path));
  referring_.pop_back();
  KG_CHECK(resolve(beside, document, pointer));
  imported.merge_patch(beside);
  value = std::move(imported);
  return {};
}

Result<const Assembly::Loaded*> Assembly::load(const std::string& url, const Loaded& from, const std::string& where,
                                               const std::vector<std::string>& path) {
  auto found = find_(url, from.place);
  if (!found) {
    Error error = std::move(found).error();
    error.where = where;
    if (path.size() > 1) error.message += " (" + chain_of(path, url) + ")";
    return fail(std::move(error));
  }
  const NamedDocument& named = *found;
  const auto known = loaded_.find(named.place);
  if (known != loaded_.end()) return &known->second;
  if (loaded_.size() == kMostDocuments) {
    return fail(ErrorKind::too_large, "more than " + std::to_string(kMostDocuments) + " documents are named",
                from.place);
  }
  Json json = KG_TRY(parsed(named.text, named.place));
  return &loaded_.emplace(named.place, Loaded{std::move(json), named.place}).first->second;
}

Result<void> Assembly::count(const Json& value, const std::string& where) {
  std::vector<const Json*> open{&value};
  while (!open.empty()) {
    const Json& one = *open.back();
    open.pop_back();
    if (++values_ > kMostValues) {
      return fail(ErrorKind::too_large, "references unfold to more than " + std::to_string(kMostValues) + " values",
                  where);
    }
    if (!one.is_structured()) continue;
    for (const Json& member : one) open.push_back(&member);
  }
  return {};
}

}  // namespace kilograph::ingest::thing_model
