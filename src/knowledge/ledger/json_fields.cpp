#include "knowledge/ledger/json_fields.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace kilograph::knowledge::ledger {
namespace {

constexpr std::string_view kNotANumber = "NaN";
constexpr std::string_view kInfinity = "Infinity";
constexpr std::string_view kMinusInfinity = "-Infinity";

template <class Number>
void append_number(std::string& out, Number value) {
  char digits[40];
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  out.append(digits, end);
}

bool is_plain(char letter) {
  const auto byte = static_cast<unsigned char>(letter);
  return byte >= 0x20 && byte < 0x7f && letter != '"' && letter != '\\';
}

unsigned depth_of(std::string_view text) {
  unsigned depth = 0, deepest = 0;
  bool in_string = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char letter = text[at];
    if (in_string) {
      if (letter == '\\') ++at;
      if (letter == '"') in_string = false;
    } else if (letter == '"') {
      in_string = true;
    } else if (letter == '[' || letter == '{') {
      deepest = std::max(deepest, ++depth);
    } else if ((letter == ']' || letter == '}') && depth > 0) {
      --depth;
    }
  }
  return deepest;
}

}  // namespace

void append_json(std::string& out, std::string_view text) {
  if (std::all_of(text.begin(), text.end(), is_plain)) {
    out.append("\"").append(text).append("\"");
    return;
  }
  out += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void append_json(std::string& out, double value) {
  if (std::isfinite(value)) {
    const std::size_t start = out.size();
    append_number(out, value);
    // "-0" would come back as the integer 0, and lose its sign.
    if (out.find_first_of(".e", start) == std::string::npos) out += ".0";
  } else {
    append_json(out, std::isnan(value) ? kNotANumber : value > 0 ? kInfinity : kMinusInfinity);
  }
}

void append_json(std::string& out, std::int64_t value) { append_number(out, value); }
void append_json(std::string& out, std::uint64_t value) { append_number(out, value); }

tl::unexpected<Error> not_json_of(std::string_view expected) {
  return fail(ErrorKind::internal, "the typed record does not decode", {}, std::string(expected));
}

Result<void> read_json(const nlohmann::json& json, std::string& value) {
  if (!json.is_string()) return not_json_of("text");
  value = json.get_ref<const std::string&>();
  return {};
}

Result<void> read_json(const nlohmann::json& json, double& value) {
  if (json.is_string()) {
    const std::string& name = json.get_ref<const std::string&>();
    if (name == kNotANumber) value = std::numeric_limits<double>::quiet_NaN();
    else if (name == kInfinity) value = std::numeric_limits<double>::infinity();
    else if (name == kMinusInfinity) value = -std::numeric_limits<double>::infinity();
    else return not_json_of("a number");
    return {};
  }
  if (!json.is_number()) return not_json_of("a number");
  value = json.get<double>();
  return {};
}

Result<void> read_json(const nlohmann::json& json, bool& value) {
  if (!json.is_boolean()) return not_json_of("true or false");
  value = json.get<bool>();
  return {};
}

Result<void> read_json(const nlohmann::json& json, Digest& value) {
  if (!json.is_string()) return not_json_of("64 hexadecimal digits");
  const auto digest = Digest::from_hex(json.get_ref<const std::string&>());
  if (!digest) return not_json_of("64 hexadecimal digits");
  value = *digest;
  return {};
}

Result<nlohmann::json> parse_json(std::string_view text, unsigned max_depth) {
  if (depth_of(text) > max_depth) return fail(ErrorKind::bad_input, "the JSON is nested too deep");
  auto json = nlohmann::json::parse(text.begin(), text.end(), nullptr, false);
  if (json.is_discarded()) return fail(ErrorKind::bad_input, "is not JSON");
  return json;
}

}  // namespace kilograph::knowledge::ledger
