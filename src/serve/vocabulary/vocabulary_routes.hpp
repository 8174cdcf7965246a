// The vocabulary at the paths of its own IRIs, as https://w3id.org/kilograph/ would lead here: /kilograph/ns and below.
#pragma once

#include <vector>

#include "serve/http/router.hpp"
#include "serve/http/workers.hpp"

namespace kilograph::serve::vocabulary {

// HTML, Turtle or a JSON-LD context, as Accept likes best.
std::vector<http::Route> vocabulary_routes(http::Workers& workers);

}  // namespace kilograph::serve::vocabulary
