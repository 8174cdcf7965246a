// The list of Things: GET /things, whole or a page at a time, as an array or a collection (WoT Discovery, 7.3.1.5).
#pragma once

#include "reply/directory/shelf.hpp"
#include "serve/http/message.hpp"

namespace kilograph::serve::directory {

// `offset`, `limit`, `format` (array, collection). With a limit: `Link` with rel=next while there is more, and with
// rel=canonical, whose etag is another after each change. 400: no numbers; 501: an order that is not offered.
http::Response listing(const http::Request& request, const reply::directory::Shelf& shelf);

}  // namespace kilograph::serve::directory
