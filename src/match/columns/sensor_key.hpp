// Sensors as bytes.
#pragma once

#include "domain/sensor.hpp"
#include "match/columns/key_bytes.hpp"

namespace kilograph::match::columns {

void write(KeyWriter& to, const domain::Sensor& sensor);
domain::Sensor read_sensor(KeyReader& from);
// Each once, in the order of their keys, without free text.
std::vector<domain::Sensor> bare(const std::vector<domain::Sensor>& sensors);

void write_all(KeyWriter& to, const std::vector<domain::Sensor>& sensors);
std::vector<domain::Sensor> read_sensors(KeyReader& from);

}  // namespace kilograph::match::columns
