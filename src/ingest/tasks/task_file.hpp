// What a fleet is to do: tasks with priorities, as JSON. docs/formats/tasks.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace kilograph::ingest::tasks {

// A text of the file with the place where it stands, for whoever finds that it names nothing.
struct Word {
  std::string text{};
  std::string place{};  // "line 3, column 14"
};

struct Task {
  Word name;
  std::uint64_t priority = 1;
  std::vector<Word> models{};  // by name or id
  Word about{};                // models about this task too; empty: none
  Word metric{}, dataset{};    // by which its models are compared; empty: as they have one
  Word group{}, where{};       // devices on which it is wanted; both empty: all
  std::optional<std::uint64_t> devices{};  // on at most so many of them
};

struct TaskFile {
  bool in_turn = false;  // models run one after the other in one arena
  std::vector<Task> tasks;
};

inline constexpr std::size_t kMostBytes = 1u << 20, kMostTasks = 64, kMostModels = 256;
inline constexpr std::uint64_t kMostPriority = 1'000'000;

// Errors: bad_input with the place: no JSON, a member that there is none of (naming the nearest), a value of another
// kind, a name that comes twice; too_large.
Result<TaskFile> parse_tasks(std::string_view text);

}  // namespace kilograph::ingest::tasks
