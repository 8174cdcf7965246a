// A bar on standard error, for a terminal only.
#pragma once

#include <chrono>

#include "reply/desk.hpp"

namespace kilograph::serve::cli {

class ProgressBar {
 public:
  void show(const reply::Progress& progress);  // draws at most twenty times a second
  void clear();

 private:
  std::chrono::steady_clock::time_point drawn_{};
  bool is_drawn_ = false;
};

}  // namespace kilograph::serve::cli
