#include "serve/http/access.hpp"

#include <fmt/chrono.h>

#include <chrono>
#include <nlohmann/json.hpp>

namespace kilograph::serve::http {

std::string line_of(const Access& access) {
  using nlohmann::ordered_json;
  const auto now = std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
  const ordered_json line{{"time", fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now))},
                          {"peer", access.peer},
                          {"method", access.method},
                          {"target", access.target},
                          {"status", access.status},
                          {"bytes", access.body_bytes},
                          {"duration_us", access.duration_us}};
  return line.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace kilograph::serve::http
