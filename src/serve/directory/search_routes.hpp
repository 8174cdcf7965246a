// Searches of WoT Discovery that this directory does not offer (yet): they say so. SPARQL is in serve/sparql.
#pragma once

#include <vector>

#include "serve/http/router.hpp"

namespace kilograph::serve::directory {

// GET /search/jsonpath and /search/xpath: 501 with what to ask instead.
std::vector<http::Route> search_routes();

}  // namespace kilograph::serve::directory
