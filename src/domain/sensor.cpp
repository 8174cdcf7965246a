#include "domain/sensor.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <sstream>

#include "domain/spelling.hpp"

namespace kilograph::domain {
namespace {

// sosa_extend: is the published extension; classes that it lacks are kg:.
#define SOSA_EXTEND "https://w3id.org/tinyml-schema/neural-network-schema/sosa_extend/"
#define KG "https://w3id.org/kilograph/ns#"

constexpr SensorClassRow kClasses[] = {
    {"Camera", SOSA_EXTEND "Camera", "", "image vision"},
    {"Microphone", SOSA_EXTEND "Microphone", "", "mic audio sound"},
    {"InertialSensor", KG "InertialSensor", "", "imu motion"},
    {"Accelerometer", SOSA_EXTEND "Accelerometer", "InertialSensor", "acceleration accel"},
    {"VibrationSensor", KG "VibrationSensor", "Accelerometer", "vibration"},
    {"Gyroscope", SOSA_EXTEND "Gyroscope", "InertialSensor", "gyro"},
    {"Magnetometer", SOSA_EXTEND "Magnetometer", "", "compass magnetic"},
    {"Thermometer", SOSA_EXTEND "Thermometer", "", "temperature temperaturesensor"},
    {"Hygrometer", KG "Hygrometer", "", "humidity"},
    {"Barometer", KG "Barometer", "", "pressure"},
    {"LightSensor", KG "LightSensor", "", "light ambientlight illuminance"},
    {"ProximitySensor", KG "ProximitySensor", "", "proximity"},
    {"DistanceSensor", KG "DistanceSensor", "", "distance rangefinder tof"},
    {"GasSensor", KG "GasSensor", "", "gas airquality"},
    {"GestureSensor", KG "GestureSensor", "", "gesture"},
    {"PositionSensor", KG "PositionSensor", "", "position gnss gps"},
    // Not below Thermometer: a chip's own warmth is no answer to who asks for its surroundings'.
    {"DieThermometer", KG "DieThermometer", "", "dietemperature chiptemperature"},
};

#undef SOSA_EXTEND
#undef KG

bool has_word(std::string_view words, const std::string& wanted) {
  std::istringstream list{std::string(words)};
  for (std::string word; list >> word;) {
    if (word == wanted) return true;
  }
  return false;
}

}  // namespace

std::span<const SensorClassRow> sensor_classes() { return kClasses; }

const SensorClassRow* sensor_class_by_name(std::string_view name_or_word) {
  const std::string wanted = lower_case(name_or_word);
  for (const SensorClassRow& row : kClasses) {
    if (lower_case(row.name) == wanted || has_word(row.words, wanted)) return &row;
  }
  return nullptr;
}

const SensorClassRow* sensor_class_by_iri(std::string_view iri) {
  const auto row = std::ranges::find(kClasses, iri, &SensorClassRow::iri);
  return row == std::end(kClasses) ? nullptr : row;
}

bool is_sensor_class_within(std::string_view name, std::string_view ancestor) {
  while (!name.empty()) {
    if (name == ancestor) return true;
    const auto row = std::ranges::find(kClasses, name, &SensorClassRow::name);
    if (row == std::end(kClasses)) return false;
    name = row->parent;
  }
  return false;
}

std::string nearest_sensor_class(std::string_view text) {
  std::vector<std::string> names;
  for (const SensorClassRow& row : kClasses) names.emplace_back(row.name);
  const auto near = nearest(text, names, 1);
  return near.empty() ? "" : near.front();
}

}  // namespace kilograph::domain
