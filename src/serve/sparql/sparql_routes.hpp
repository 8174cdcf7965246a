// SPARQL over HTTP: /sparql by the SPARQL 1.1 Protocol, and /search/sparql as WoT Discovery wants it. One engine,
// one set of limits, other defaults where Accept says nothing.
#pragma once

#include <vector>

#include "reply/sparql/query_desk.hpp"
#include "serve/http/router.hpp"
#include "serve/http/workers.hpp"

namespace kilograph::serve::sparql {

// Both must outlive the routes. 400 with the parser's place for what is no query, 406, 415; 503 with Retry-After while
// the index is made and where a query takes more than its limits.
std::vector<http::Route> sparql_routes(const reply::sparql::QueryDesk& desk, http::Workers& workers,
                                       const reply::sparql::Limits& limits);

}  // namespace kilograph::serve::sparql
