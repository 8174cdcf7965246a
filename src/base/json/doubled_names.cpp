#include "base/json/doubled_names.hpp"

#include <unordered_map>

namespace kilograph::json {
namespace {

class Writer {
 public:
  void write(const Value& value) {
    if (value.is_object()) return object(value);
    if (!value.is_array()) return void(text_ += value.text());
    text_ += '[';
    bool is_first = true;
    for (const Value& element : value.elements()) {
      if (!is_first) text_ += ',';
      is_first = false;
      write(element);
    }
    text_ += ']';
  }
  std::string take() && { return std::move(text_); }

 private:
  void object(const Value& value) {
    std::unordered_map<std::string_view, std::uint32_t> last;
    for (const Member& member : value.members()) last[member.name()] = member.value().index();
    text_ += '{';
    bool is_first = true;
    for (const Member& member : value.members()) {
      if (last[member.name()] != member.value().index()) continue;
      if (!is_first) text_ += ',';
      is_first = false;
      text_.append(member.name_value().text()).append(":");
      write(member.value());
    }
    text_ += '}';
  }

  std::string text_;
};

bool has_doubled(const Value& value) {
  if (value.is_array()) {
    for (const Value& element : value.elements()) {
      if (has_doubled(element)) return true;
    }
  }
  if (!value.is_object()) return false;
  if (!doubled_members(value).empty()) return true;
  for (const Member& member : value.members()) {
    if (has_doubled(member.value())) return true;
  }
  return false;
}

}  // namespace

std::optional<std::string> without_doubled_names(const Document& document) {
  if (!has_doubled(document.root())) return std::nullopt;
  Writer writer;
  writer.write(document.root());
  return std::move(writer).take();
}

}  // namespace kilograph::json
