// The directory's addresses for Things: /things and /things/{id} (WoT Discovery, section 7.3.1).
#pragma once

#include <vector>

#include "serve/directory/writer.hpp"
#include "serve/http/router.hpp"

namespace kilograph::serve::directory {

// The writer must outlive the routes.
std::vector<http::Route> thing_routes(Writer& writer);

}  // namespace kilograph::serve::directory
