// Whether one sensor of a device is what a model needs: its class, and every property that the need states.
#pragma once

#include <string>
#include <vector>

#include "domain/entity.hpp"
#include "domain/verdict.hpp"

namespace kilograph::match {

// A property of the need that the offer does not state (unknown) or is too small for (unmet).
struct Shortfall {
  std::string name;                // "rate", "resolution"
  std::string key;                 // what a description calls it: "rateHz"
  std::string required, offered;   // "16,000 Hz", "8,000 Hz"; offered is empty where it is not stated
  domain::Status status = domain::Status::unmet;
};

// Does a sensor of class `offered` serve where `required` is needed? Unknown where a class above the one
// needed is offered, or where somebody stated no class that we know.
domain::Status class_status(const std::string& required, const std::string& offered);

// Rate, axes, channels, width, height and resolution: needed at most what is offered. Range: within what is
// offered, in the same unit.
std::vector<Shortfall> shortfalls(const domain::Sensor& need, const domain::Sensor& offer);

// What a model needs, each once; one sensor serves all inputs that need the same.
std::vector<domain::Sensor> distinct_needs(const std::vector<domain::Sensor>& sensors);

}  // namespace kilograph::match
