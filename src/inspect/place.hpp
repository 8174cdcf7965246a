// Where in a model something is, for messages.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kilograph::inspect {

// `tensor 3 "conv/weights"`; long names are cut.
inline std::string place_of(std::string_view kind, std::size_t index, std::string_view name) {
  constexpr std::size_t kMostBytes = 80;
  std::string place = std::string(kind) + " " + std::to_string(index);
  if (name.empty()) return place;
  const bool cut = name.size() > kMostBytes;
  return place + " \"" + std::string(name.substr(0, kMostBytes)) + (cut ? "…\"" : "\"");
}

}  // namespace kilograph::inspect
