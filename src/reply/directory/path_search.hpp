// JSONPath (RFC 9535) over all Things as they are served: to a path they are one array, by id in the order of code
// points. The Things are parsed at the first search and follow the shelf from then on: about four times their text.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "reply/directory/shelf.hpp"

namespace kilograph::reply::directory {

struct PathLimits {
  std::uint64_t time_ms = 5'000;
  std::uint64_t max_bytes = 64u << 20;  // of the answer
};

class PathSearch {
 public:
  // The shelf must outlive it.
  static Result<PathSearch> over(const Shelf& shelf);

  PathSearch(PathSearch&&) noexcept;
  PathSearch& operator=(PathSearch&&) noexcept;
  ~PathSearch();

  // A JSON array of the nodes found; numbers as their nearest double. From any thread; searches take turns.
  // Errors: bad_input (no JSONPath; where = "line 1, column C"), unsupported (a path whose time could not be bounded),
  // too_large, timeout, conflict (others wait already: ask again).
  Result<std::string> ask(std::string_view path, const PathLimits& limits);

 private:
  struct State;
  explicit PathSearch(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace kilograph::reply::directory
