// Sensors in words.
#pragma once

#include <string>

#include "domain/sensor.hpp"

namespace kilograph::domain {

std::string number_text(double value);              // "16,000", "-15.9"
std::string range_text(const Sensor& sensor);       // "-16 to 16 g", "up to 4 g"; empty where none is known
// What is known beside its class: "16,000 Hz, 1 channel, 16 bit"; empty where nothing is.
std::string properties_text(const Sensor& sensor);
std::string to_text(const Sensor& sensor);          // "Microphone, 16,000 Hz", "no sensor"

}  // namespace kilograph::domain
