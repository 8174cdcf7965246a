// Tasks, models and devices as a problem of assignment: who could serve what, and what it takes there.
#pragma once

#include <string>
#include <vector>

#include "domain/entity.hpp"
#include "match/assign/assignment.hpp"
#include "match/fit.hpp"

namespace kilograph::match::assign {

struct WantedTask {
  Task task;
  std::vector<std::uint32_t> models{};    // that serve it, by number
  std::vector<std::uint64_t> quality{};   // of each; 0: not known
};

// Devices that share all that a verdict depends on, and on which the same tasks are wanted.
struct Kind {
  domain::DeviceEntity device;
  std::uint64_t devices = 1;
  std::vector<bool> wanted{};             // by task
};

struct Candidates {
  Problem problem;                        // a place for each kind
  std::vector<std::vector<std::string>> runtimes;  // of each place: Option::runtime is a place in it
};

// Only models that surely fit alone are options: judge() with the one runtime says so. A runtime's code counts once for
// all models on a device, an operator's share once for all that use it.
Candidates candidates_of(const std::vector<domain::ModelEntity>& models, const std::vector<WantedTask>& tasks,
                         const std::vector<Kind>& kinds, bool in_turn, const Judge& with);

// The device with that runtime alone.
domain::DeviceEntity with_runtime(domain::DeviceEntity device, const std::string& runtime);

// The ordinary verdicts and the sums, worked out from the facts and not from a Problem: each model fits alone, and all
// together have room.
bool hold_together(const std::vector<const domain::ModelEntity*>& models, const domain::DeviceEntity& device,
                   const std::string& runtime, bool in_turn, const Judge& with);

}  // namespace kilograph::match::assign
