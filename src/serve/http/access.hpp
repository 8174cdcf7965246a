// The log of accesses: what it says of one request, and how.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace kilograph::serve::http {

struct Access {
  std::string peer, method, target;
  unsigned status = 0;
  std::uint64_t body_bytes = 0;   // of the answer, as sent
  std::uint64_t duration_us = 0;  // from the end of the request's header to the end of the answer
};

using AccessLog = std::function<void(const Access&)>;

// One JSON object: `time` (RFC 3339, UTC), `peer`, `method`, `target`, `status`, `bytes`, `duration_us`.
std::string line_of(const Access& access);

}  // namespace kilograph::serve::http
