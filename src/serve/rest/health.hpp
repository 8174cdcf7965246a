// Whether the service lives and answers: /api/v1/health.
#pragma once

#include <vector>

#include "serve/http/router.hpp"
#include "serve/http/server.hpp"

namespace kilograph::serve::rest {

// GET /api/v1/health, /api/v1/health/live and /api/v1/health/ready. `server` is asked at each request.
std::vector<http::Route> health_routes(std::function<const http::Traffic&()> traffic);

}  // namespace kilograph::serve::rest
