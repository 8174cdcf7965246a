// A sensor's statements, both ways, by one table.
#include "knowledge/graph/entity_graph.hpp"
#include "knowledge/graph/reading.hpp"
#include "knowledge/graph/terms.hpp"
#include "knowledge/graph/vocabulary.hpp"

namespace kilograph::knowledge::graph {
namespace {

using domain::Sensor;

struct Count {
  std::string_view property;
  std::optional<unsigned> Sensor::* field;
};

constexpr Count kCounts[] = {{kg::axes, &Sensor::axes},
                             {kg::channels, &Sensor::channels},
                             {kg::width, &Sensor::width},
                             {kg::height, &Sensor::height},
                             {kg::resolutionBits, &Sensor::resolution_bits}};

bool is_rate(double rate_hz) { return rate_hz > 0; }
bool is_any(double) { return true; }

}  // namespace

void write_sensor(Writer& writer, std::string_view node, const Sensor& sensor) {
  const std::string klass = sensor_class_iri(sensor.sensor_class);
  writer.type(node, klass.empty() ? std::string(other::Sensor) : klass);
  if (klass.empty()) writer.text(node, rdf_term::label, sensor.sensor_class);
  writer.text(node, nnet::hasSensorInfo, sensor.info);
  if (sensor.rate_hz) writer.number(node, kg::rateHz, *sensor.rate_hz);
  for (const auto& [property, field] : kCounts) {
    if (sensor.*field) writer.integer(node, property, std::uint64_t{*(sensor.*field)});
  }
  if (sensor.range_low) writer.number(node, kg::rangeLow, *sensor.range_low);
  if (sensor.range_high) writer.number(node, kg::rangeHigh, *sensor.range_high);
  writer.text(node, kg::rangeUnit, sensor.range_unit);
}

Sensor read_sensor(Reading& reading, std::string_view node, std::string klass) {
  Sensor sensor{std::move(klass), reading.known_text(node, nnet::hasSensorInfo)};
  sensor.rate_hz = reading.number(node, kg::rateHz, "samples a second, a number above 0", is_rate);
  for (const auto& [property, field] : kCounts) {
    if (const auto count = reading.figure(node, property)) sensor.*field = static_cast<unsigned>(*count);
  }
  sensor.range_low = reading.number(node, kg::rangeLow, "a number", is_any);
  sensor.range_high = reading.number(node, kg::rangeHigh, "a number", is_any);
  if (sensor.range_low && sensor.range_high && *sensor.range_low > *sensor.range_high) {
    reading.reject(node, kg::rangeLow, "at most rangeHigh, " + reading.view.text(node, kg::rangeHigh));
    reading.reject(node, kg::rangeHigh, "at least rangeLow, " + reading.view.text(node, kg::rangeLow));
    sensor.range_low.reset();
    sensor.range_high.reset();
  }
  sensor.range_unit = reading.view.text(node, kg::rangeUnit);
  return sensor;
}

}  // namespace kilograph::knowledge::graph
