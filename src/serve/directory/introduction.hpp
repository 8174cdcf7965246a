// How the directory is found and what it says of itself: /.well-known/wot and /.well-known/core.
#pragma once

#include <string>
#include <vector>

#include "serve/http/router.hpp"

namespace kilograph::serve::directory {

// The directory's own Thing Description, with links to where it is served: descriptions/directory.td.json.
std::string own_description(const std::string& origin);

std::vector<http::Route> introduction_routes();

}  // namespace kilograph::serve::directory
