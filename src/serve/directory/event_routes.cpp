#include "serve/directory/event_routes.hpp"

#include <array>
#include <charconv>

#include "serve/directory/thing_response.hpp"
#include "serve/http/accept.hpp"
#include "serve/http/problem.hpp"

namespace kilograph::serve::directory {
namespace {

using reply::directory::EventKind;

constexpr std::array<std::string_view, 1> kStreamTypes{"text/event-stream"};

Result<Subscription> subscription_in(const http::Request& request, std::optional<EventKind> kind) {
  Subscription subscription{.kind = kind};
  const std::string diff = request.parameter("diff").value_or("false");
  subscription.diff = diff == "true";
  if (diff != "true" && diff != "false") {
    return fail(ErrorKind::usage, "'" + diff + "' is neither true nor false", "diff", "true or false");
  }
  const std::string_view last = request.header("Last-Event-ID");
  if (last.empty()) return subscription;
  std::int64_t after = 0;
  const auto [end, error] = std::from_chars(last.data(), last.data() + last.size(), after);
  if (error != std::errc() || end != last.data() + last.size()) {
    return fail(ErrorKind::usage, "this is no id of an event", "Last-Event-ID", "a number that an event had");
  }
  subscription.after = after;
  return subscription;
}

http::Handler stream(const std::shared_ptr<EventHub>& hub, std::optional<EventKind> kind) {
  return http::at_once([hub, kind](const http::Request& request) {
    if (!http::best_of(request.header("Accept"), kStreamTypes)) return not_acceptable("text/event-stream");
    const auto subscription = subscription_in(request, kind);
    if (!subscription) return http::problem(subscription.error());
    http::Response response;
    response.with("Content-Type", "text/event-stream").with("Cache-Control", "no-store");
    if (request.method != "HEAD") response.events = hub->subscribe(*subscription);
    return response;
  });
}

}  // namespace

std::vector<http::Route> event_routes(const std::shared_ptr<EventHub>& hub) {
  std::vector<http::Route> routes{{"GET", "/events", stream(hub, std::nullopt)}};
  for (const EventKind kind : {EventKind::created, EventKind::updated, EventKind::deleted}) {
    routes.push_back({"GET", "/events/" + std::string(name_of(kind)), stream(hub, kind)});
  }
  return routes;
}

}  // namespace kilograph::serve::directory
