#include "serve/directory/search_routes.hpp"

#include "serve/http/problem.hpp"

namespace kilograph::serve::directory {

std::vector<http::Route> search_routes() {
  std::vector<http::Route> routes;
  for (const std::string language : {"jsonpath", "xpath"}) {
    routes.push_back({"GET", "/search/" + language, http::at_once([language](const http::Request&) {
                        return http::problem({ErrorKind::unsupported, "searches in " + language + " are not offered",
                                              "", "", "Ask in SPARQL: /search/sparql?query=…"},
                                             501);
                      })});
  }
  return routes;
}

}  // namespace kilograph::serve::directory
