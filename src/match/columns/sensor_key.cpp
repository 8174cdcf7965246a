#include "match/columns/sensor_key.hpp"

#include <map>

#include "match/columns/profile.hpp"

namespace kilograph::match::columns {
namespace {

using domain::Sensor;

constexpr std::optional<unsigned> Sensor::* kCounts[] = {&Sensor::axes, &Sensor::channels, &Sensor::width,
                                                         &Sensor::height, &Sensor::resolution_bits};
constexpr std::optional<double> Sensor::* kReals[] = {&Sensor::rate_hz, &Sensor::range_low, &Sensor::range_high};

}  // namespace

void write(KeyWriter& to, const Sensor& sensor) {
  to.text(sensor.sensor_class);
  to.text(sensor.range_unit);
  for (const auto field : kCounts) to.number((sensor.*field) ? std::uint64_t{*(sensor.*field)} + 1 : 0);
  for (const auto field : kReals) {
    to.number((sensor.*field) ? 1 : 0);
    if (sensor.*field) to.real(*(sensor.*field));
  }
}

Sensor read_sensor(KeyReader& from) {
  Sensor sensor{std::string(from.text())};
  sensor.range_unit = from.text();
  for (const auto field : kCounts) {
    if (const std::uint64_t value = from.number(); value != 0) sensor.*field = static_cast<unsigned>(value - 1);
  }
  for (const auto field : kReals) {
    if (from.number() != 0) sensor.*field = from.real();
  }
  return sensor;
}

std::string key_of(const Sensor& sensor) {
  KeyWriter key;
  write(key, sensor);
  return key.take();
}

std::vector<Sensor> bare(const std::vector<Sensor>& sensors) {
  std::map<std::string, Sensor> each;
  for (const Sensor& sensor : sensors) {
    Sensor& kept = each.emplace(key_of(sensor), sensor).first->second;
    kept.info.clear();
  }
  std::vector<Sensor> all;
  for (auto& [key, sensor] : each) all.push_back(std::move(sensor));
  return all;
}

void write_all(KeyWriter& to, const std::vector<Sensor>& sensors) {
  to.number(sensors.size());
  for (const Sensor& sensor : sensors) write(to, sensor);
}

std::vector<Sensor> read_sensors(KeyReader& from) {
  std::vector<Sensor> sensors(from.count());
  for (Sensor& sensor : sensors) sensor = read_sensor(from);
  return sensors;
}

}  // namespace kilograph::match::columns
