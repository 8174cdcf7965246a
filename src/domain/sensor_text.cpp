#include "domain/sensor_text.hpp"

#include <fmt/format.h>

#include <cmath>

#include "base/bytes.hpp"
#include "domain/sensor_need.hpp"

namespace kilograph::domain {
namespace {

constexpr double kExact = 9007199254740992.0;  // 2^53

void append(std::string& text, const std::string& phrase) {
  if (phrase.empty()) return;
  text += (text.empty() ? "" : ", ") + phrase;
}

std::string count_text(const std::optional<unsigned>& count, const char* one, const char* many) {
  return count ? fmt::format("{} {}", grouped(*count), *count == 1 ? one : many) : std::string();
}

std::string picture_text(const Sensor& sensor) {
  const auto side = [](const std::optional<unsigned>& pixels) { return pixels ? std::to_string(*pixels) : "?"; };
  if (!sensor.width && !sensor.height) return {};
  return side(sensor.width) + "×" + side(sensor.height) + " pixels";
}

}  // namespace

std::string number_text(double value) {
  if (std::trunc(value) != value || std::abs(value) >= kExact) return fmt::format("{}", value);
  return (value < 0 ? "-" : "") + grouped(static_cast<std::uint64_t>(std::abs(value)));
}

std::string range_text(const Sensor& sensor) {
  if (!sensor.range_low && !sensor.range_high) return {};
  const std::string unit = sensor.range_unit.empty() ? "" : " " + sensor.range_unit;
  if (!sensor.range_low) return "up to " + number_text(*sensor.range_high) + unit;
  if (!sensor.range_high) return "from " + number_text(*sensor.range_low) + unit;
  return number_text(*sensor.range_low) + " to " + number_text(*sensor.range_high) + unit;
}

std::string properties_text(const Sensor& sensor) {
  std::string text;
  if (sensor.rate_hz) append(text, number_text(*sensor.rate_hz) + " Hz");
  append(text, count_text(sensor.axes, "axis", "axes"));
  append(text, count_text(sensor.channels, "channel", "channels"));
  append(text, picture_text(sensor));
  if (sensor.resolution_bits) append(text, std::to_string(*sensor.resolution_bits) + " bit");
  append(text, range_text(sensor));
  return text;
}

std::string to_text(const Sensor& sensor) {
  if (is_no_sensor(sensor)) return "no sensor";
  std::string text = sensor.sensor_class;
  append(text, properties_text(sensor));
  return text;
}

}  // namespace kilograph::domain
