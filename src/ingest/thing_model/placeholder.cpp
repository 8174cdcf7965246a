#include "ingest/thing_model/placeholder.hpp"

#include <algorithm>
#include <array>

#include "base/json/document.hpp"
#include "ingest/thing/validation/member_table.hpp"

namespace kilograph::ingest::thing_model {
namespace {

// Terms whose value is a text, whatever it looks like, beside those of the Recommendation's tables.
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

// What the values of a term are.
enum class Meant { json, text, address, texts_by_language };

constexpr std::array<std::string_view, 8> kAddressTerms = {"href", "base",          "anchor", "proxy",
                                                           "id",   "authorization", "token",  "refresh"};

Meant meant_by_row(thing::Shape shape) {
  switch (shape) {
    case thing::Shape::text:
    case thing::Shape::texts:
    case thing::Shape::some_texts:
    case thing::Shape::text_list:
    case thing::Shape::word:
    case thing::Shape::operations:
    case thing::Shape::moment:
    case thing::Shape::iri:
    case thing::Shape::language_tags: return Meant::text;
    case thing::Shape::language_map: return Meant::texts_by_language;
    default: return Meant::json;
  }
}

// By the tables of the Recommendation; where these have a term for several things, JSON unless all are texts.
Meant meant_by(std::string_view term) {
  static const std::map<std::string, Meant, std::less<>> terms = [] {
    std::map<std::string, Meant, std::less<>> known;
    for (const thing::MemberRow& row : thing::member_rows()) {
      const auto [place, is_new] = known.try_emplace(std::string(row.name), meant_by_row(row.shape));
      if (!is_new && place->second != meant_by_row(row.shape)) place->second = Meant::json;
    }
    for (const std::string_view text : kTextTerms) known.insert_or_assign(std::string(text), Meant::text);
    for (const std::string_view address : kAddressTerms) known.insert_or_assign(std::string(address), Meant::address);
    return known;
  }();
  const auto found = terms.find(term);
  return found == terms.end() ? Meant::json : found->second;
}

// A schema's own values: text where its type says so.
Meant meant_within(const Json& object, std::string_view key) {
  const bool is_value = key == "const" || key == "default" || key == "enum";
  const auto type = is_value ? object.find("type") : object.end();
  const bool is_text = type != object.end() && type->is_string() && *type == "string";
  return is_text ? Meant::text : meant_by(key);
}

// What no address may have, as %20.
std::string as_address(const std::string& text) {
  constexpr std::string_view kNever = "<>\"{}|\\^`", kDigits = "0123456789ABCDEF";
  std::string address;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = byte > 0x20 && byte != 0x7F && kNever.find(c) == std::string_view::npos;
    address += is_plain ? std::string(1, c) : std::string("%") + kDigits[byte >> 4] + kDigits[byte & 15];
  }
  return address;
}

class Replacing {
 public:
  explicit Replacing(const std::map<std::string, std::string>& values) : values_(values) {}

  void replace(Json& value, Meant meant) const {
    if (value.is_string()) {
      value = of_text(value.get_ref<const std::string&>(), meant);
    } else if (value.is_array()) {
      for (Json& element : value) replace(element, meant);
    } else if (value.is_object()) {
      Json renamed = Json::object();
      std::vector<Meant> each;
      for (const auto& [key, member] : value.items()) {
        each.push_back(meant == Meant::texts_by_language ? Meant::text : meant_within(value, key));
      }
      std::size_t position = 0;
      for (auto& [key, member] : value.items()) {
        replace(member, each[position++]);
        renamed[in_text(key, Meant::text)] = std::move(member);
      }
      value = std::move(renamed);
    }
  }

 private:
  std::string in_text(const std::string& text, Meant meant) const {
    std::string out;
    std::size_t done = 0;
    each_in(text, [&](std::string_view name, std::size_t begin, std::size_t end) {
      const std::string value = plain(values_.at(std::string(name)));
      out.append(text, done, begin - done).append(meant == Meant::address ? as_address(value) : value);
      done = end;
    });
    return out.append(text, done, std::string::npos);
  }

  Json of_text(const std::string& text, Meant meant) const {
    std::vector<Placeholder> inside;
    gather_in(text, "", inside);
    const bool is_alone = inside.size() == 1 && text == "{{" + inside.front().name + "}}";
    if (!is_alone || meant != Meant::json) return in_text(text, meant);
    const std::string& value = values_.at(inside.front().name);
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
  Replacing(values).replace(model, Meant::json);
}

}  // namespace kilograph::ingest::thing_model
