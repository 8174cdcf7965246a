// The verbs that read, over HTTP: GET /api/v1/VERB with the parameters of the table of verbs, answered with what
// `--json` prints.
#pragma once

#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "reply/sparql/query_desk.hpp"
#include "reply/verb.hpp"
#include "serve/http/router.hpp"
#include "serve/http/workers.hpp"

namespace kilograph::serve::rest {

// The names of those verbs.
std::span<const std::string_view> served_verbs();
// A parameter that a client may give: none that names a file of the server's.
bool is_served(const reply::Parameter& parameter);

struct VerbService {
  std::filesystem::path catalogue;
  const reply::sparql::QueryDesk* queries = nullptr;
  reply::sparql::Limits limits{};  // of a query; a client may ask for less
};

// A flag is "true" or "false". A line an object (`fit`, `log`) is application/x-ndjson. Errors: problem details, with
// the status of their kind. What `queries` points to, and the workers, must outlive the routes.
std::vector<http::Route> verb_routes(const VerbService& service, http::Workers& workers);

}  // namespace kilograph::serve::rest
