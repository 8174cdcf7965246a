#include "ingest/thing/json_shape.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "ingest/encoding.hpp"

namespace kilograph::ingest::thing {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, 4> kThingContexts{
    "https://www.w3.org/2019/wot/td/v1",
    "https://www.w3.org/2022/wot/td/v1.1",
    "http://www.w3.org/ns/td",
    "https://www.w3.org/ns/td",
};

bool is_thing_context(std::string_view iri) {
  return std::find(kThingContexts.begin(), kThingContexts.end(), iri) != kThingContexts.end();
}

// Receives the parser's events; a false answer stops it.
class ShapeReader : public Json::json_sax_t {
 public:
  explicit ShapeReader(std::size_t depth_limit) : depth_limit_(depth_limit) {}

  JsonShape shape() const {
    return thing_ ? JsonShape::thing_description : linked_ ? JsonShape::linked_data : JsonShape::plain;
  }
  bool too_deep() const { return too_deep_; }
  std::size_t error_offset() const { return error_offset_; }
  const std::string& error_text() const { return error_text_; }

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool string(string_t& value) override {
    // {"@context": "…"} or {"@context": ["…"]}
    const bool direct = depth_ == 1 && outer_object_;
    const bool listed = depth_ == 2 && outer_object_ && inner_array_;
    if ((direct || listed) && key_ == "@context") thing_ = thing_ || is_thing_context(value);
    return true;
  }
  bool key(string_t& name) override {
    if (depth_ == 1 && outer_object_) key_ = name;
    const bool outermost = (depth_ == 1 && outer_object_) || (depth_ == 2 && !outer_object_);
    linked_ = linked_ || (outermost && (name == "@context" || name == "@graph" || name == "@id"));
    return true;
  }
  bool start_object(std::size_t) override { return enter(true); }
  bool start_array(std::size_t) override { return enter(false); }
  bool end_object() override { return leave(); }
  bool end_array() override { return leave(); }
  bool parse_error(std::size_t position, const std::string&, const Json::exception& error) override {
    error_offset_ = position == 0 ? 0 : position - 1;
    error_text_ = error.what();
    return false;
  }

 private:
  bool enter(bool object) {
    if (++depth_ > depth_limit_) {
      too_deep_ = true;
      return false;
    }
    if (depth_ == 1) outer_object_ = object;
    if (depth_ == 2) inner_array_ = !object;
    return true;
  }
  bool leave() {
    --depth_;
    return true;
  }

  std::size_t depth_limit_, depth_ = 0, error_offset_ = 0;
  bool outer_object_ = false, inner_array_ = false;
  bool thing_ = false, linked_ = false, too_deep_ = false;
  std::string key_, error_text_;
};

// The reason in the parser's message "[json.exception…] parse error at line 1, column 2: reason",
// or of a number that is too large: "[json.exception…] number overflow parsing '1e400'".
std::string reason_in(const std::string& what) {
  const std::size_t overflow = what.find("overflow parsing ");
  if (overflow != std::string::npos) {
    return "a number is beyond what a double holds, 1.8e308: " + what.substr(what.find('\'', overflow));
  }
  const std::size_t column = what.find("column ");
  const std::size_t colon = what.find(": ", column == std::string::npos ? 0 : column);
  return colon == std::string::npos ? what : what.substr(colon + 2);
}

}  // namespace

Result<JsonShape> json_shape(std::string_view text, const JsonLimits& limits) {
  ShapeReader reader(limits.depth);
  if (Json::sax_parse(text, &reader)) return reader.shape();
  if (reader.too_deep()) {
    return fail(ErrorKind::too_large, "the JSON is nested too deeply", {},
                "at most " + std::to_string(limits.depth) + " objects and arrays within each other");
  }
  return fail(ErrorKind::bad_input, "the JSON is broken: " + reason_in(reader.error_text()),
              line_and_column(text, reader.error_offset()));
}

}  // namespace kilograph::ingest::thing
