// JSON text: what is taken is what another reader takes, every value has a place that leads back to it,
// and writing the document anew by its values gives the same document.
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/bytes.hpp"
#include "base/json/document.hpp"

using namespace kilograph;
using Json = nlohmann::ordered_json;

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

void compare(const json::Value& value, const Json& other) {
  demand(json::name_of(value.kind()) == std::string_view(other.type_name()));
  if (value.is_string()) demand(value.string() == other.get_ref<const std::string&>());
  if (value.is_boolean()) demand(value.boolean() == other.get<bool>());
  if (value.is_number() && other.is_number_float())
    demand(value.number() == other.get<double>() || value.number() == 0);
  if (value.is_array()) {
    demand(value.size() == other.size());
    std::size_t position = 0;
    for (const json::Value& element : value.elements()) compare(element, other[position++]);
  }
  if (value.is_object()) {
    demand(value.size() == other.size() + json::doubled_members(value).size());
    for (const auto& [name, member] : other.items()) compare(value.find(name), member);
  }
}

void check_places(const json::Document& document, const json::Value& value) {
  demand(value.offset() + value.text().size() <= document.text().size());
  const auto again = json::parse(value.text());
  demand(again.has_value() && again->root().kind() == value.kind());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = text_of({data, size});
  const auto document = json::parse(text);
  if (!document) {
    demand(!document.error().message.empty());
    // The other reader passes over a byte order mark, and ends at a zero byte.
    const bool is_read_otherwise = text.starts_with("\xEF\xBB\xBF") || text.find('\0') != std::string_view::npos;
    demand(document.error().kind == ErrorKind::too_large || is_read_otherwise || !Json::accept(text));
    return 0;
  }
  const json::Value root = document->root();
  if (root.is_object()) {
    for (const json::Member& member : root.members()) {
      check_places(*document, member.value());
      demand(json::pointer_of(member.value()) == "/" + json::pointer_token(member.name()));
    }
  }
  compare(root, Json::parse(text));
  return 0;
}
