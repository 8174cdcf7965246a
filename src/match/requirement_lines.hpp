// The lines of a verdict, one function a kind of requirement. A line never mixes two documents'
// statements of one capability: the best document that states it is taken.
#pragma once

#include <vector>

#include "domain/entity.hpp"
#include "domain/verdict.hpp"
#include "match/figure.hpp"
#include "match/fit.hpp"

namespace kilograph::match {

// A runtime to judge with. `known` is false for an id that a device declares and nobody describes.
struct RuntimeChoice {
  domain::Runtime runtime;
  bool assumed = false;
  bool known = true;
};

// One line a sensor class that the model needs; one unknown line where that is not known.
std::vector<domain::RequirementLine> sensor_lines(const domain::ModelEntity& model, const domain::DeviceEntity& device);
domain::RequirementLine working_memory_line(const domain::ModelEntity& model, const domain::DeviceEntity& device,
                                            const RuntimeChoice& choice, FactSet facts);
domain::RequirementLine program_memory_line(const domain::ModelEntity& model, const domain::DeviceEntity& device,
                                            const RuntimeChoice& choice, FactSet facts);
// The formats that the model computes in and the runtime does not run, "uint8"; empty: none that is known.
std::string refused_formats(const domain::ModelEntity& model, const RuntimeChoice& choice);
domain::RequirementLine number_format_line(const domain::ModelEntity& model, const RuntimeChoice& choice);

}  // namespace kilograph::match
