// The directory's event streams: /events and /events/{type} (WoT Discovery, section 7.3.2).
#pragma once

#include <memory>
#include <vector>

#include "serve/directory/event_hub.hpp"
#include "serve/http/router.hpp"

namespace kilograph::serve::directory {

// `diff=true` gives the Thing or the merge patch; the field Last-Event-ID, what came after that event.
std::vector<http::Route> event_routes(const std::shared_ptr<EventHub>& hub);

}  // namespace kilograph::serve::directory
