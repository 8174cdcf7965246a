// Sensor classes: a small tree with one parent each, and the words people use for them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kilograph::domain {

// A row of the table of sensor classes (data in sensor.cpp). `iri` is today's class;
// `parent` is a local name, empty for a class right below sosa:Sensor.
struct SensorClassRow {
  std::string_view name;    // "Accelerometer", the local name
  std::string_view iri;
  std::string_view parent;  // "InertialMeasurementUnit"
  std::string_view words;   // other words for it, space separated: "mic microphone"
};

std::span<const SensorClassRow> sensor_classes();
const SensorClassRow* sensor_class_by_name(std::string_view name_or_word);  // case-insensitive
const SensorClassRow* sensor_class_by_iri(std::string_view iri);
// Is `name` the class `ancestor` or below it? Both are local names.
bool is_sensor_class_within(std::string_view name, std::string_view ancestor);
// The known class name nearest to a mistyped one; empty where none is near.
std::string nearest_sensor_class(std::string_view text);

// A sensor of unstated class: the published sheet's "OtherSensor". It never matches anything.
inline constexpr std::string_view kOtherSensor = "OtherSensor";

// What a model needs of a sensor, or a device's sensor offers.
struct Sensor {
  std::string sensor_class;           // local name of a row, or kOtherSensor, or an IRI unknown to us
  std::string info{};                 // free text: "tested on MP34DT05 20000 sps"
  std::optional<double> rate_hz{};    // samples a second: needed at least, offered at most
  std::optional<unsigned> axes{};     // directions that it senses
  std::optional<unsigned> channels{}; // of a microphone, of a camera's colours
  std::optional<unsigned> width{}, height{};        // of a picture, in pixels
  std::optional<unsigned> resolution_bits{};        // of one sample
  std::optional<double> range_low{}, range_high{};  // in `range_unit`
  std::string range_unit{};           // "g", "degC"

  friend bool operator==(const Sensor&, const Sensor&) = default;
};

}  // namespace kilograph::domain
