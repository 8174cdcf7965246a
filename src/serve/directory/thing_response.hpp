// What the directory says of one order, and of one Thing.
#pragma once

#include "reply/directory/directory.hpp"
#include "serve/http/message.hpp"

namespace kilograph::serve::directory {

// 201 with Location, 204; 400 with `validationErrors` [{field, description, rule, severity}], 404, 412.
http::Response response_to(const reply::directory::Outcome& outcome);

// 200 with ETag; 304 where If-None-Match names it; 406 where Accept takes no JSON.
http::Response thing_response(const http::Request& request, const reply::directory::Shelved& thing);

// 406 with what there is.
http::Response not_acceptable(std::string_view offered);

}  // namespace kilograph::serve::directory
