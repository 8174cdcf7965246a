// Searches of WoT Discovery (section 7.3.3) but for SPARQL, which is in serve/sparql.
#pragma once

#include <vector>

#include "reply/directory/path_search.hpp"
#include "serve/http/router.hpp"
#include "serve/http/workers.hpp"

namespace kilograph::serve::directory {

// GET /search/jsonpath?query=… ; /search/xpath answers 501 with what to ask instead. The search must outlive them.
std::vector<http::Route> search_routes(reply::directory::PathSearch& search, http::Workers& workers);

}  // namespace kilograph::serve::directory
