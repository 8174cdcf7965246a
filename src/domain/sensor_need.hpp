// What a model's list of the sensors that feed it may hold beside sensors: the statement that none does.
#pragma once

#include <string_view>

#include "domain/sensor.hpp"

namespace kilograph::domain {

// Stands alone in the list, as a class; every device meets it. An empty list says nothing.
inline constexpr std::string_view kNoSensor = "NoSensor";

inline bool is_no_sensor(const Sensor& need) { return need.sensor_class == kNoSensor; }

}  // namespace kilograph::domain
