#include "knowledge/graph/json_places.hpp"

#include <algorithm>

#include "knowledge/graph/view.hpp"
#include "knowledge/ledger/json_fields.hpp"

namespace kilograph::knowledge::graph {
namespace {

using Json = nlohmann::json;

// Properties that the context calls otherwise than their local name.
struct Key {
  std::string_view name, key;
};
constexpr Key kKeys[] = {{"regionKind", "kind"}, {"type", "@type"}, {"hasFpu", "fpu"},
                         {"hasDsp", "dsp"},      {"hasMve", "mve"}, {"acceptsFormat", "formats"}};

constexpr unsigned kMaxDepth = 128;  // descriptions are nested about ten deep

std::string_view local_name(std::string_view key) {
  const std::size_t end = key.find_last_of("#/:");
  return end == std::string_view::npos ? key : key.substr(end + 1);
}

std::string escaped(std::string_view key) {
  std::string token;
  for (const char c : key) token += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return token;
}

bool is_value(const Json& json, std::string_view value) {
  if (json.is_object()) return json.contains("@value") && is_value(json["@value"], value);
  if (json.is_string()) {
    const auto& text = json.get_ref<const std::string&>();
    return text == value || text == local_name(value);  // a word that was resolved against a vocabulary
  }
  if (json.is_boolean()) return value == (json.get<bool>() ? "true" : "false");
  return json.is_number() && number_of(value) == json.get<double>();
}

class Search {
 public:
  explicit Search(const std::vector<BadValue>& values) : values_(values), places_(values.size()) {}

  void walk(const Json& json, const std::string& pointer) {
    if (json.is_array()) {
      for (std::size_t i = 0; i < json.size(); ++i) walk(json[i], pointer + "/" + std::to_string(i));
    } else if (json.is_object()) {
      for (const auto& [key, member] : json.items()) {
        const std::string place = pointer + "/" + escaped(key);
        match(key, member, place);
        walk(member, place);
      }
    }
  }

  std::vector<std::string> places() && { return std::move(places_); }

 private:
  void match(const std::string& key, const Json& member, const std::string& place) {
    const auto take = [&](const Json& json, const std::string& at) {
      for (std::size_t i = 0; i < values_.size(); ++i) {
        if (!places_[i].empty() || key_of(values_[i].property) != local_name(key)) continue;
        if (!is_value(json, values_[i].value)) continue;
        places_[i] = at;
        return;
      }
    };
    if (!member.is_array()) return take(member, place);
    for (std::size_t i = 0; i < member.size(); ++i) take(member[i], place + "/" + std::to_string(i));
  }

  const std::vector<BadValue>& values_;
  std::vector<std::string> places_;
};

}  // namespace

std::string_view key_of(std::string_view property) {
  const std::string_view name = local_name(property);
  const auto row = std::ranges::find(kKeys, name, &Key::name);
  return row == std::end(kKeys) ? name : row->key;
}

std::vector<std::string> json_places(ByteView json, const std::vector<BadValue>& values) {
  Search search(values);
  if (const auto parsed = ledger::parse_json(text_of(json), kMaxDepth)) search.walk(*parsed, "");
  return std::move(search).places();
}

}  // namespace kilograph::knowledge::graph
