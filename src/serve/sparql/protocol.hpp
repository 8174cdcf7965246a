// What the SPARQL 1.1 Protocol (section 2.1) lets a client say of a query.
#pragma once

#include <optional>
#include <string>

#include "base/result.hpp"
#include "serve/http/message.hpp"

namespace kilograph::serve::sparql {

// The query of a GET, of a form, or of a body. Nothing where a GET has no parameter at all: it asks what the service
// is. Errors: bad_input: no query, more than one, or a data set that is not the catalogue's; unsupported: an update,
// a body of another type.
Result<std::optional<std::string>> query_in(const http::Request& request);

}  // namespace kilograph::serve::sparql
