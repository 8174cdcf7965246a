// Which models serve which tasks on which devices, in numbers alone: those that a device is given must fit together.
//
// Of two assignments the better one serves more (priorities of the tasks served, summed over devices); of as many, has
// the better models for the task of the highest priority, then for the next; then leaves more RAM, then more flash.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.hpp"

namespace kilograph::match::assign {

inline constexpr std::uint32_t kNothing = UINT32_MAX;

struct Task {
  std::uint64_t priority = 1;                   // 1 to 1,000,000
  std::optional<std::uint64_t> most_devices{};  // in all the fleet; absent: on each that it is wanted on
};

// A model that alone surely fits a place, for one task, with one of the runtimes that the place may have.
struct Option {
  std::uint32_t task = 0, model = 0, runtime = 0;
  std::uint64_t quality = 0;                    // more is better; 0: not known. Of one task on one scale
  std::uint64_t arena_bytes = 0, model_bytes = 0;
  std::vector<std::uint32_t> code{};            // places in Place::code

  friend bool operator==(const Option&, const Option&) = default;
};

// Devices that are equal in all that counts here.
struct Place {
  std::uint64_t devices = 1;
  std::uint64_t ram_bytes = 0, flash_bytes = 0;
  std::vector<std::uint64_t> code{};            // bytes of parts of runtimes: each counts once a device
  std::vector<Option> options{};
};

struct Problem {
  std::vector<Task> tasks;
  std::vector<Place> places;
  bool in_turn = false;  // models run one after the other in one arena: the largest counts, not the sum
};

// By task, the place of its option; kNothing: the task is not served.
using Chosen = std::vector<std::uint32_t>;

struct Load {
  std::uint64_t ram_bytes = 0, flash_bytes = 0;
};
Load load_of(const Problem& problem, const Place& place, const Chosen& chosen);
// One runtime for all that is chosen, and room for it.
bool is_possible(const Problem& problem, const Place& place, const Chosen& chosen);

struct Score {
  std::uint64_t served = 0;             // priorities
  std::vector<std::uint64_t> quality{};  // summed over devices; of tasks by falling priority, then in their order
  std::uint64_t ram_left = 0, flash_left = 0;

  friend auto operator<=>(const Score&, const Score&) = default;
};

struct Part {
  std::uint32_t place = 0;
  std::uint64_t devices = 0;  // of the place that are given this
  Chosen chosen{};

  friend bool operator==(const Part&, const Part&) = default;
};

struct Assignment {
  std::vector<Part> parts;    // every device of every place, by place
  Score score;
  std::uint64_t bound = 0;    // no assignment serves more than this
  bool is_exact = false;      // no assignment is better in anything
  std::uint64_t steps = 0;    // that the search took (device_program.hpp)
};

// Without tasks that are limited in number devices do not hang together: each place is solved for itself, exactly. With
// them it is one program over all devices where that is small (at most kMostJointOptions options); else places are
// taken by what they serve, and `bound` says how much more there could be. Errors: internal (the solver).
// A search of more than kMostSteps is cut short: places share them, and the best that was found stands.
inline constexpr std::size_t kMostJointOptions = 400;
inline constexpr std::uint64_t kMostSteps = 300'000;
Result<Assignment> assign(const Problem& problem);
Score score_of(const Problem& problem, const std::vector<Part>& parts);
std::vector<std::uint32_t> by_priority(const std::vector<Task>& tasks);  // places of the tasks

}  // namespace kilograph::match::assign
