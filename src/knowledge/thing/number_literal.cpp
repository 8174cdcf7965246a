#include <algorithm>
#include <charconv>

#include "knowledge/thing/mapper.hpp"

namespace kilograph::knowledge::thing {
namespace {

constexpr std::size_t kMostIntegerDigits = 21;  // JSON-LD 1.1, 8.6: below 1e21 a whole number is an integer
constexpr std::int64_t kMostExponent = 10'000;

std::optional<std::int64_t> exponent_in(std::string_view text) {
  if (text.empty()) return 0;
  if (text.front() == '+') text.remove_prefix(1);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || std::abs(value) > kMostExponent) return std::nullopt;
  return value;
}

}  // namespace

std::optional<rdf::Term> number_literal(std::string_view text) {
  const bool is_negative = text.starts_with('-');
  if (is_negative) text.remove_prefix(1);
  const std::size_t e = std::min(text.find_first_of("eE"), text.size());
  const auto stated = exponent_in(text.substr(std::min(e + 1, text.size())));
  if (!stated) return std::nullopt;
  const std::string_view mantissa = text.substr(0, e);
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  std::string digits(mantissa.substr(0, point));
  digits += mantissa.substr(std::min(point + 1, mantissa.size()));
  std::int64_t before_point = static_cast<std::int64_t>(point) + *stated;  // digits of the whole part

  const std::size_t zeros = std::min(digits.find_first_not_of('0'), digits.size());
  digits.erase(0, zeros);
  before_point -= static_cast<std::int64_t>(zeros);
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.empty()) return rdf::literal("0", rdf::kXsd, "integer");

  const std::string sign = is_negative ? "-" : "";
  if (before_point >= static_cast<std::int64_t>(digits.size()) &&
      before_point < static_cast<std::int64_t>(kMostIntegerDigits)) {
    digits.resize(static_cast<std::size_t>(before_point), '0');
    return rdf::literal(sign + digits, rdf::kXsd, "integer");
  }
  const std::string fraction = digits.size() == 1 ? "0" : digits.substr(1);
  return rdf::literal(sign + digits[0] + "." + fraction + "E" + std::to_string(before_point - 1), rdf::kXsd, "double");
}

}  // namespace kilograph::knowledge::thing
