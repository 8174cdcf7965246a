// The whole HTTP interface as OpenAPI 3.1: the verbs from the table of verbs, the rest from a table of operations.
#pragma once

#include <string>
#include <vector>

#include "serve/http/router.hpp"

namespace kilograph::serve::rest {

std::string openapi_text(const std::string& origin);

// GET /api/v1/openapi.json
std::vector<http::Route> openapi_routes();

}  // namespace kilograph::serve::rest
