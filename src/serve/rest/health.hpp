// Whether the service lives and answers: /api/v1/health, and figures for Prometheus: /api/v1/metrics.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "serve/http/router.hpp"
#include "serve/http/server.hpp"

namespace kilograph::serve::rest {

// Asked at each request, on the server's thread.
struct HealthSources {
  std::function<const http::Traffic&()> traffic;
  std::function<std::uint64_t()> things;       // in the directory
  std::function<std::int64_t()> change;        // the last one of the ledger's log that the directory has seen
  std::function<bool()> is_sparql_ready;       // its index was made; before that the first query makes it
};

// GET /api/v1/health, /api/v1/health/live, /api/v1/health/ready and /api/v1/metrics.
std::vector<http::Route> health_routes(HealthSources sources);

}  // namespace kilograph::serve::rest
