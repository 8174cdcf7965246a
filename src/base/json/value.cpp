#include "base/json/value.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace kilograph::json {

std::string_view name_of(Kind kind) {
  constexpr std::array<std::string_view, 6> kNames{"null", "boolean", "number", "string", "array", "object"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view Value::string() const {
  const Node& own = node();
  if (!own.escaped) return tape_->text.substr(own.begin + 1, own.bytes - 2);
  const std::uint32_t begin = own.link == 0 ? 0 : tape_->unescaped_ends[own.link - 1];
  return std::string_view(tape_->unescaped).substr(begin, tape_->unescaped_ends[own.link] - begin);
}

double Value::number() const {
  const std::string_view digits = text();
  double value = 0;  // stays so where the number is too small for a double
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::optional<std::int64_t> Value::integer() const {
  const std::string_view digits = text();
  std::int64_t whole = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), whole);
  if (error == std::errc() && end == digits.data() + digits.size()) return whole;
  if (!is_whole()) return std::nullopt;
  const double value = number();
  constexpr double kExact = 9007199254740992.0;  // 2^53: beyond it a double no longer tells neighbours apart
  return std::abs(value) <= kExact ? std::optional<std::int64_t>(static_cast<std::int64_t>(value)) : std::nullopt;
}

bool Value::is_whole() const {
  if (text().find_first_of(".eE") == std::string_view::npos) return true;
  const double value = number();
  return value == std::floor(value);
}

bool Value::empty() const { return after(*tape_, index_) == index_ + 1; }

std::size_t Value::size() const {
  return static_cast<std::size_t>(is_object() ? std::distance(members().begin(), members().end())
                                              : std::distance(elements().begin(), elements().end()));
}

Value Value::find(std::string_view name) const {
  Value found;
  for (const Member& member : members()) {
    if (member.name() == name) found = member.value();
  }
  return found;
}

}  // namespace kilograph::json
