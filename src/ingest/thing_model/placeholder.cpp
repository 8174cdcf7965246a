#include "ingest/thing_model/placeholder.hpp"

#include <algorithm>
#include <array>

#include "base/json/document.hpp"

namespace kilograph::ingest::thing_model {
namespace {

// Terms whose value is a text, whatever it looks like.
constexpr std::array<std::string_view, 18> kTextTerms = {
    "title",  "description", "id",       "href",  "base",   "support",      "unit", "contentType", "rel",
    "anchor", "created",     "instance", "model", "scheme", "manufacturer", "name", "pattern",     "subprotocol"};

// Calls visit(name, begin, end) for each {{name}}.
template <class Visit>
void each_in(std::string_view text, const Visit& visit) {
  for (std::size_t begin = text.find("{{"); begin != std::string_view::npos; begin = text.find("{{", begin)) {
    const std::size_t end = text.find("}}", begin + 2);
    if (end == std::string_view::npos) return;
    if (end > begin + 2) visit(text.substr(begin + 2, end - begin - 2), begin, end + 2);
    begin = end + 2;
  }
}

void gather_in(std::string_view text, const std::string& pointer, std::vector<Placeholder>& found) {
  each_in(text,
          [&](std::string_view name, std::size_t, std::size_t) { found.push_back({std::string(name), pointer}); });
}

void gather(const Json& value, const std::string& pointer, std::vector<Placeholder>& found) {
  if (value.is_string()) return gather_in(value.get_ref<const std::string&>(), pointer, found);
  if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) gather(value[i], pointer + "/" + std::to_string(i), found);
  } else if (value.is_object()) {
    for (const auto& [key, member] : value.items()) {
      const std::string place = pointer + "/" + pointer_token(key);
      gather_in(key, place, found);
      gather(member, place, found);
    }
  }
}

class Replacing {
 public:
  explicit Replacing(const std::map<std::string, std::string>& values) : values_(values) {}

  void replace(Json& value, std::string_view term) const {
    if (value.is_string()) {
      value = of_text(value.get_ref<const std::string&>(), term);
    } else if (value.is_array()) {
      for (Json& element : value) replace(element, term);
    } else if (value.is_object()) {
      Json renamed = Json::object();
      for (auto& [key, member] : value.items()) {
        replace(member, key);
        renamed[in_text(key)] = std::move(member);
      }
      value = std::move(renamed);
    }
  }

 private:
  std::string in_text(const std::string& text) const {
    std::string out;
    std::size_t done = 0;
    each_in(text, [&](std::string_view name, std::size_t begin, std::size_t end) {
      out.append(text, done, begin - done).append(plain(values_.at(std::string(name))));
      done = end;
    });
    return out.append(text, done, std::string::npos);
  }

  Json of_text(const std::string& text, std::string_view term) const {
    std::vector<Placeholder> inside;
    gather_in(text, "", inside);
    if (inside.size() != 1 || text != "{{" + inside.front().name + "}}") return in_text(text);
    const std::string& value = values_.at(inside.front().name);
    if (std::ranges::find(kTextTerms, term) != kTextTerms.end()) return plain(value);
    const bool is_json = json::parse(value).has_value();
    return is_json ? Json::parse(value, nullptr, false) : Json(value);
  }

  // A text in quotes without them.
  static std::string plain(const std::string& value) {
    if (!value.starts_with('"') || !json::parse(value)) return value;
    const Json text = Json::parse(value, nullptr, false);
    return text.is_string() ? text.get<std::string>() : value;
  }

  const std::map<std::string, std::string>& values_;
};

}  // namespace

std::vector<Placeholder> placeholders_of(const Json& model) {
  std::vector<Placeholder> found;
  gather(model, "", found);
  return found;
}

void replace_placeholders(Json& model, const std::map<std::string, std::string>& values) {
  Replacing(values).replace(model, "");
}

}  // namespace kilograph::ingest::thing_model
