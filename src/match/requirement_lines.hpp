// The lines of a verdict, one function a kind of requirement. A line never mixes two documents'
// statements of one capability: the best document that states it is taken.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
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

// The runtimes that a pair is judged with, in the order of its device: those it declares, else the first known
// one; of the study the runtime of its own arena figures, whatever the device runs.
std::vector<RuntimeChoice> choices_for(const domain::ModelEntity& model, const domain::DeviceEntity& device,
                                       const Judge& with);

// What a memory line asks of the largest region: met from `met_from` free bytes on (absent: never known to be
// met), unmet below `unmet_below`, unknown between them.
struct ByteBounds {
  std::optional<std::uint64_t> met_from{};
  std::uint64_t unmet_below = 0;
};
ByteBounds working_memory_bounds(const domain::ModelEntity& model, const domain::Runtime& runtime,
                                 const Machine& machine, FactSet facts);
ByteBounds program_memory_bounds(const domain::ModelEntity& model, const domain::Runtime& runtime,
                                 const Machine& machine, FactSet facts);
// Whether the runtime's code comes beside a program-memory figure of that source: what an asker states holds it
// already, and the study's rule leaves it out.
bool has_code_beside(const domain::Source& figure, FactSet facts);
// Whether the code has figures, and they were measured for that machine.
bool knows_code(const domain::Runtime& runtime, const Machine& machine);
std::set<std::string> names_of(const std::vector<domain::OperatorUse>& operators);

// One line a sensor that the model needs (a class with its properties); one met line where it needs none, one unknown
// line where that is not known.
std::vector<domain::RequirementLine> sensor_lines(const domain::ModelEntity& model, const domain::DeviceEntity& device);
// `machine` is the device's.
domain::RequirementLine working_memory_line(const domain::ModelEntity& model, const domain::DeviceEntity& device,
                                            const Machine& machine, const RuntimeChoice& choice, FactSet facts);
domain::RequirementLine program_memory_line(const domain::ModelEntity& model, const domain::DeviceEntity& device,
                                            const Machine& machine, const RuntimeChoice& choice, FactSet facts);
// The formats that the model computes in and the runtime does not run, "uint8"; empty: none that is known.
std::string refused_formats(const domain::ModelEntity& model, const RuntimeChoice& choice);
// Every operator of the model against the runtime's table: its name, and its version.
domain::RequirementLine operator_table_line(const domain::ModelEntity& model, const RuntimeChoice& choice);
// Whether the core runs the kernels that the runtime has.
domain::Status kernels_status(const Machine& machine, const domain::Runtime& runtime);
// Both: without kernels that run there, no operator does.
domain::RequirementLine operator_line(const domain::ModelEntity& model, const Machine& machine,
                                      const RuntimeChoice& choice);
// The statement that the model does not start there; null: none says so, or a measured or planned figure says that it
// does.
const domain::StartRefusal* refusal_of(const domain::ModelEntity& model, const domain::Runtime& runtime);
domain::RequirementLine number_format_line(const domain::ModelEntity& model, const RuntimeChoice& choice);

// The ids by which observations may mean the device: its own, and those of what it is based on. Sorted.
std::vector<std::string> places_of(const domain::DeviceEntity& device);
// What is known of the model there with that runtime; measured before predicted, of equals the most.
std::optional<domain::Sourced<domain::Observation>> observed(const domain::ModelEntity& model,
                                                             domain::ObservedProperty property,
                                                             const std::vector<std::string>& places,
                                                             const domain::Runtime& runtime);
// Met where the upper end of what is known is within the limit, unmet where the lower end is beyond it.
domain::RequirementLine observation_line(const domain::ModelEntity& model, domain::ObservedProperty property,
                                         double limit, const std::vector<std::string>& places,
                                         const RuntimeChoice& choice);
domain::RequirementLine licence_line(const domain::ModelEntity& model, const Limits& limits);

}  // namespace kilograph::match
