#include "serve/directory/search_routes.hpp"

#include <array>

#include "serve/directory/thing_response.hpp"
#include "serve/http/accept.hpp"
#include "serve/http/problem.hpp"

namespace kilograph::serve::directory {
namespace {

constexpr unsigned kRetrySeconds = 2;
constexpr std::array<std::string_view, 1> kJson{"application/json"};

http::Response refusal(const Error& error) {
  switch (error.kind) {
    case ErrorKind::conflict:
    case ErrorKind::timeout: return http::try_later(error, 503, kRetrySeconds);
    case ErrorKind::unsupported: return http::problem(error, 400);
    default: return http::problem(error);
  }
}

http::Response found_by_path(const http::Request& request, reply::directory::PathSearch& search) {
  if (!http::best_of(request.header("Accept"), kJson)) return not_acceptable(kJson.front());
  const auto path = request.parameter("query");
  if (!path) {
    return http::problem({ErrorKind::usage, "the request asks for nothing", "query", "a path of RFC 9535",
                          "For example: /search/jsonpath?query=$[?@.title=='Lamp']"});
  }
  auto answer = search.ask(*path, {});
  if (!answer) return refusal(answer.error());
  http::Response response = http::text_response(std::string(kJson.front()), *std::move(answer));
  response.with("Cache-Control", "no-store");
  return response;
}

http::Response no_xpath(const http::Request&) {
  return http::problem({ErrorKind::unsupported, "searches in XPath are not offered", "", "",
                        "Ask by JSONPath, /search/jsonpath?query=…, or in SPARQL, /search/sparql?query=…"},
                       501);
}

}  // namespace

std::vector<http::Route> search_routes(reply::directory::PathSearch& search, http::Workers& workers) {
  return {{"GET", "/search/jsonpath",
           workers.handler([&search](const http::Request& request) { return found_by_path(request, search); })},
          {"GET", "/search/xpath", http::at_once(no_xpath)}};
}

}  // namespace kilograph::serve::directory
