// What the endpoint is: SPARQL 1.1 Service Description, in Turtle.
#pragma once

#include "serve/http/message.hpp"

namespace kilograph::serve::sparql {

http::Response service_description(const http::Request& request);

}  // namespace kilograph::serve::sparql
