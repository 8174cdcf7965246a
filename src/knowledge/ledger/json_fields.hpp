// Plain structs as JSON by a table of their fields, read both ways: a struct names its fields once
// (`kFields`), so that writing and reading cannot drift apart. A field that has its default value
// is left out. Numbers come back as they were: doubles and floats with the digits that need no
// rounding, and those that JSON has no number for as "NaN", "Infinity", "-Infinity".
#pragma once

#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/digest.hpp"
#include "base/result.hpp"

namespace kilograph::knowledge::ledger {

template <class Struct, class Member>
struct Field {
  std::string_view key;
  Member Struct::* member;
};

template <class Struct, class Member>
constexpr Field<Struct, Member> field(std::string_view key, Member Struct::* member) {
  return {key, member};
}

// Specialised for each struct: a tuple of its fields, in the order in which they are written.
template <class Struct>
inline constexpr auto kFields = nullptr;

// Specialised for each enum: its names, both ways.
template <class E>
struct EnumText;  // static std::string_view of(E); static std::optional<E> from(std::string_view);

void append_json(std::string& out, std::string_view text);  // invalid UTF-8 becomes U+FFFD
void append_json(std::string& out, double value);
void append_json(std::string& out, std::int64_t value);
void append_json(std::string& out, std::uint64_t value);

tl::unexpected<Error> not_json_of(std::string_view expected);  // internal
Result<void> read_json(const nlohmann::json& json, std::string& value);
Result<void> read_json(const nlohmann::json& json, double& value);
Result<void> read_json(const nlohmann::json& json, Digest& value);
Result<void> read_json(const nlohmann::json& json, bool& value);

// --- any value

template <class T>
concept Integer = std::integral<T> && !std::same_as<T, bool>;
template <class T>
concept Enum = std::is_enum_v<T>;
template <class T>
concept Tabled = !std::same_as<std::remove_cv_t<decltype(kFields<T>)>, std::nullptr_t>;

template <class T>
void append_value(std::string& out, const T& value);
template <class T>
void append_value(std::string& out, const std::optional<T>& value);

template <class T>
void append_value(std::string& out, const std::vector<T>& values) {
  out += '[';
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i > 0) out += ',';
    append_value(out, values[i]);
  }
  out += ']';
}

template <Tabled T>
void append_struct(std::string& out, const T& value) {
  static const T defaults{};
  out += '{';
  const auto append_field = [&](const auto& named) {
    if (value.*named.member == defaults.*named.member) return;
    if (out.back() != '{') out += ',';
    out.append("\"").append(named.key).append("\":");
    append_value(out, value.*named.member);
  };
  std::apply([&](const auto&... named) { (append_field(named), ...); }, kFields<T>);
  out += '}';
}

template <class T>
void append_value(std::string& out, const std::optional<T>& value) {
  append_value(out, *value);
}

template <class T>
void append_value(std::string& out, const T& value) {
  if constexpr (Tabled<T>) {
    append_struct(out, value);
  } else if constexpr (Enum<T>) {
    append_json(out, EnumText<T>::of(value));
  } else if constexpr (std::same_as<T, Digest>) {
    append_json(out, std::string_view(value.hex()));
  } else if constexpr (std::same_as<T, bool>) {
    out += value ? "true" : "false";
  } else if constexpr (std::floating_point<T>) {
    append_json(out, static_cast<double>(value));
  } else if constexpr (Integer<T> && std::is_signed_v<T>) {
    append_json(out, static_cast<std::int64_t>(value));
  } else if constexpr (Integer<T>) {
    append_json(out, static_cast<std::uint64_t>(value));
  } else {
    append_json(out, std::string_view(value));
  }
}

template <class T>
Result<void> read_value(const nlohmann::json& json, T& value);
template <class T>
Result<void> read_value(const nlohmann::json& json, std::optional<T>& value);

template <class T>
Result<void> read_value(const nlohmann::json& json, std::vector<T>& values) {
  if (!json.is_array()) return not_json_of("a list");
  values.clear();
  values.reserve(json.size());
  for (const auto& item : json) KG_CHECK(read_value(item, values.emplace_back()));
  return {};
}

template <class T>
Result<void> read_value(const nlohmann::json& json, std::optional<T>& value) {
  return read_value(json, value.emplace());
}

template <Integer T>
Result<void> read_integer(const nlohmann::json& json, T& value) {
  if (!json.is_number_integer()) return not_json_of("a whole number");
  if (json.is_number_unsigned()) {
    const auto number = json.get<std::uint64_t>();
    if (!std::in_range<T>(number)) return not_json_of("a smaller number");
    value = static_cast<T>(number);
    return {};
  }
  const auto number = json.get<std::int64_t>();
  if (!std::in_range<T>(number)) return not_json_of("a number that is not negative");
  value = static_cast<T>(number);
  return {};
}

// Keys that the table does not name are an error: they would be lost silently.
template <Tabled T>
Result<void> read_struct(const nlohmann::json& json, T& value) {
  if (!json.is_object()) return not_json_of("an object");
  std::size_t known = 0;
  Result<void> result;
  const auto read_field = [&](const auto& named) {
    const auto found = json.find(named.key);
    if (found == json.end() || !result) return;
    ++known;
    result = read_value(*found, value.*named.member);
    if (!result) result = fail(std::move(result).error().in(named.key));
  };
  std::apply([&](const auto&... named) { (read_field(named), ...); }, kFields<T>);
  if (result && known != json.size()) return not_json_of("no other members");
  return result;
}

template <class T>
Result<void> read_value(const nlohmann::json& json, T& value) {
  if constexpr (Tabled<T>) {
    return read_struct(json, value);
  } else if constexpr (Enum<T>) {
    std::string name;
    KG_CHECK(read_json(json, name));
    const auto known = EnumText<T>::from(name);
    if (!known) return not_json_of("a known name instead of '" + name + "'");
    value = *known;
    return {};
  } else if constexpr (std::same_as<T, float>) {
    double wide = 0;
    KG_CHECK(read_json(json, wide));
    constexpr double largest = std::numeric_limits<float>::max();
    if (std::isfinite(wide) && (wide > largest || wide < -largest)) return not_json_of("a number of single precision");
    value = static_cast<float>(wide);
    return {};
  } else if constexpr (Integer<T>) {
    return read_integer(json, value);
  } else {
    return read_json(json, value);
  }
}

// The text as JSON, nested at most `max_depth` deep. Errors: bad_input.
Result<nlohmann::json> parse_json(std::string_view text, unsigned max_depth);

}  // namespace kilograph::knowledge::ledger
