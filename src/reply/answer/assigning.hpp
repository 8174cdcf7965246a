// What `assign` answers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "domain/verdict.hpp"
#include "match/fit.hpp"
#include "reply/answer/fitting.hpp"
#include "reply/answer/fleet.hpp"

namespace kilograph::reply {

struct AssignAnswer {
  struct Task {
    std::string name;
    std::uint64_t priority = 1;
    std::uint64_t wanted = 0;                  // devices on which it is, at most so many as its file says
    std::uint64_t served = 0;
    std::string measure{}, dataset{};          // by which its models are compared; empty: they are not
    std::string note{};                        // why not
  };
  // What one model takes on a device; the runtime's code is in Group.
  struct Placed {
    std::string task;
    Named model;
    std::uint64_t arena_bytes = 0, model_bytes = 0;
    std::optional<double> quality_percent{};
  };
  // A task that a group does not do, and why.
  struct Unserved {
    std::string task;
    std::string model;                         // that comes nearest; empty: none is known
    std::string why;                           // "working memory: 94,128 B needed, 20,000 B free in SRAM"
  };
  // Devices of one kind that are given the same.
  struct Group {
    std::string kind;                          // what they are based on, else the first device
    std::vector<Named> devices;
    std::string runtime{};
    std::vector<Placed> placed{};
    std::vector<Unserved> unserved{};
    std::uint64_t ram_bytes = 0, ram_used = 0, flash_bytes = 0, flash_used = 0;
  };

  bool in_turn = false;
  Selection selection{};
  std::vector<Task> tasks{};
  std::vector<Group> groups{};                 // those that do something first
  std::uint64_t served = 0, bound = 0;         // priorities summed over devices; none serves more than the bound
  bool is_exact = false;                       // no assignment is better in anything
};

nlohmann::ordered_json to_json(const AssignAnswer& answer);

}  // namespace kilograph::reply
