#include "knowledge/graph/json_places.hpp"

#include <algorithm>

#include "knowledge/graph/terms.hpp"
#include "knowledge/graph/view.hpp"

namespace kilograph::knowledge::graph {
namespace {

using json::Value;

// Properties that the context calls otherwise than their local name.
struct Key {
  std::string_view name, key;
};
constexpr Key kKeys[] = {{"regionKind", "kind"}, {"type", "@type"}, {"hasFpu", "fpu"},
                         {"hasDsp", "dsp"},      {"hasMve", "mve"}, {"acceptsFormat", "formats"}};

// Individuals likewise.
constexpr Key kWords[] = {{"WorkingMemory", "working"}, {"ProgramMemory", "program"}, {"Measured", "measured"},
                          {"Planned", "planned"},       {"Predicted", "predicted"},   {"Declared", "declared"}};

bool is_value(const Value& json, std::string_view value) {
  switch (json.kind()) {
    case json::Kind::object: return json.find("@value") && is_value(json.find("@value"), value);
    // A word may have been resolved against a vocabulary.
    case json::Kind::string:
      return json.string() == value || json.string() == local_name(value) || json.string() == word_of(value);
    case json::Kind::boolean: return value == json.text();
    case json::Kind::number: return number_of(value) == json.number();
    case json::Kind::null:
    case json::Kind::array: break;
  }
  return false;
}

class Search {
 public:
  explicit Search(const std::vector<BadValue>& values) : values_(values), places_(values.size()) {}

  void walk(const Value& json) {
    if (json.is_array()) {
      for (const Value& element : json.elements()) walk(element);
    } else if (json.is_object()) {
      for (const json::Member& member : json.members()) {
        match(member.name(), member.value());
        walk(member.value());
      }
    }
  }

  std::vector<std::string> places() && { return std::move(places_); }

 private:
  void match(std::string_view key, const Value& member) {
    const auto take = [&](const Value& json) {
      for (std::size_t i = 0; i < values_.size(); ++i) {
        if (!places_[i].empty() || key_of(values_[i].property) != local_name(key)) continue;
        if (!is_value(json, values_[i].value)) continue;
        places_[i] = json::pointer_of(json);
        return;
      }
    };
    if (!member.is_array()) return take(member);
    for (const Value& element : member.elements()) take(element);
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

std::string_view word_of(std::string_view value) {
  const std::string_view name = local_name(value);
  const auto row = std::ranges::find(kWords, name, &Key::name);
  return row == std::end(kWords) ? name : row->key;
}

std::vector<std::string> json_places(const Value& json, const std::vector<BadValue>& values) {
  Search search(values);
  search.walk(json);
  return std::move(search).places();
}

}  // namespace kilograph::knowledge::graph
