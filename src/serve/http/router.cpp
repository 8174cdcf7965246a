#include "serve/http/router.hpp"

#include <algorithm>

#include "serve/http/problem.hpp"

namespace kilograph::serve::http {
namespace {

std::vector<std::string> segments_of(std::string_view pattern) {
  std::vector<std::string> segments;
  while (!pattern.empty()) {
    pattern.remove_prefix(1);
    segments.emplace_back(pattern.substr(0, pattern.find('/')));
    pattern.remove_prefix(segments.back().size());
  }
  if (segments == std::vector<std::string>{""}) segments.clear();
  return segments;
}

bool is_variable(std::string_view segment) { return segment.starts_with('{'); }

bool matches(const std::vector<std::string>& pattern, const std::vector<std::string>& path) {
  return std::ranges::equal(pattern, path, [](const std::string& wanted, const std::string& given) {
    return is_variable(wanted) ? !given.empty() : wanted == given;
  });
}

}  // namespace

Handler at_once(std::function<Response(const Request&)> answer) {
  return [answer = std::move(answer)](const std::shared_ptr<const Request>& request, const Done& done) {
    done(answer(*request));
  };
}

void Router::add(Route route) {
  std::vector<std::string> segments = segments_of(route.pattern);
  rows_.push_back({std::move(route), std::move(segments)});
}

void Router::add(std::vector<Route> routes) {
  for (Route& route : routes) add(std::move(route));
}

Router::Match Router::find(Request& request) const {
  Match match;
  const std::string_view wanted = request.method == "HEAD" ? std::string_view("GET") : request.method;
  for (const Row& row : rows_) {
    if (!matches(row.segments, request.segments)) continue;
    match.allowed.push_back(row.route.method);
    if (row.route.method == "GET") match.allowed.emplace_back("HEAD");
    if (match.route || row.route.method != wanted) continue;
    match.route = &row.route;
    for (std::size_t i = 0; i < row.segments.size(); ++i) {
      const std::string_view name = row.segments[i];
      if (is_variable(name)) request.variables.emplace(name.substr(1, name.size() - 2), request.segments[i]);
    }
  }
  return match;
}

std::optional<Response> answer_without_route(const Request& request, const Router::Match& match) {
  if (match.route) return std::nullopt;
  if (match.allowed.empty()) {
    return problem({ErrorKind::not_found, "there is nothing at this address", request.target, "",
                    "GET /api/v1/openapi.json lists what there is."});
  }
  std::string allowed = "OPTIONS";
  for (const std::string& method : match.allowed) allowed += ", " + method;
  if (request.method == "OPTIONS") {
    Response response;
    response.status = 204;
    return response.with("Allow", allowed);
  }
  return problem({ErrorKind::usage, request.method + " is not for this address", request.target, allowed}, 405)
      .with("Allow", allowed);
}

}  // namespace kilograph::serve::http
