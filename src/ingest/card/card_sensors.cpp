#include "domain/sensor_need.hpp"
#include "ingest/card/model_card.hpp"
#include "ingest/card/section.hpp"

namespace kilograph::ingest::card {
namespace {

using domain::Sensor;

constexpr std::string_view kKeys[] = {"class",    "info",  "rate_hz", "axes",           "range",
                                      "channels", "width", "height",  "resolution_bits"};
constexpr std::string_view kRangeKeys[] = {"low", "high", "unit"};

// A class that nobody knows is a sensor all the same: a requirement that nothing meets, never none.
std::string class_of(const Section& sensor, std::string& info) {
  const std::string text = sensor.text("class");
  if (const auto* row = domain::sensor_class_by_name(text)) return std::string(row->name);
  if (text.empty()) {
    sensor.warn("class", "the sensor has no class (expected Accelerometer, Microphone, Camera, …)");
  } else {
    const std::string near = domain::nearest_sensor_class(text);
    sensor.warn("class", "'" + text + "' is no known class of sensor" +
                             (near.empty() ? "; `kilograph describe` lists them" : "; the nearest is " + near));
    info = info.empty() ? text : text + ": " + info;
  }
  return std::string(domain::kOtherSensor);
}

void read_range(const Section& sensor, Sensor& read) {
  const auto range = sensor.below("range");
  if (!range) return;
  range->expect_only(kRangeKeys);
  read.range_low = range->number("low");
  read.range_high = range->number("high");
  read.range_unit = range->text("unit");
  if (read.range_low && read.range_high && *read.range_low > *read.range_high) {
    range->warn("low", "the range ends before it begins; expected low: " + range->text("high") +
                           ", high: " + range->text("low"));
    read.range_low.reset();
    read.range_high.reset();
  }
}

}  // namespace

std::vector<Sensor> read_sensors(const Section& kilograph) {
  if (kilograph.is_empty_list("sensors")) return {{std::string(domain::kNoSensor)}};
  if (kilograph.is_text("sensors")) {
    kilograph.warn("sensors",
                   "one value stands where a list of sensors is expected ([{class: Accelerometer}]; [] says "
                   "that no sensor is needed); the sensors stay unknown");
    return {};
  }
  std::vector<Sensor> sensors;
  for (const Section& section : kilograph.each("sensors")) {
    section.expect_only(kKeys);
    Sensor sensor;
    sensor.info = section.text("info");
    sensor.sensor_class = class_of(section, sensor.info);
    sensor.rate_hz = section.number("rate_hz", "samples a second, above 0");
    if (sensor.rate_hz && *sensor.rate_hz <= 0) {
      section.warn("rate_hz", "'" + section.text("rate_hz") + "' cannot be (expected samples a second, above 0)");
      sensor.rate_hz.reset();
    }
    sensor.axes = section.count("axes");
    sensor.channels = section.count("channels");
    sensor.width = section.count("width");
    sensor.height = section.count("height");
    sensor.resolution_bits = section.count("resolution_bits");
    read_range(section, sensor);
    sensors.push_back(std::move(sensor));
  }
  return sensors;
}

}  // namespace kilograph::ingest::card
