// Which function answers which request: a table, walked in its order.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "serve/http/message.hpp"

namespace kilograph::serve::http {

// Called once, from any thread.
using Done = std::function<void(Response)>;
// Called on the server's thread: answers at once, or keeps both and answers later from elsewhere.
using Handler = std::function<void(std::shared_ptr<const Request>, Done)>;

struct Route {
  std::string method;   // GET answers HEAD too
  std::string pattern;  // "/things/{id}"; "{id}" is one segment
  Handler handler;
  std::uint64_t body_bytes = 0;  // that a request may bring; 0: the server's limit
};

// A handler that answers at once.
Handler at_once(std::function<Response(const Request&)> answer);

class Router {
 public:
  void add(Route route);
  void add(std::vector<Route> routes);

  // Sets the request's variables. Nothing where no pattern matches.
  struct Match {
    const Route* route = nullptr;      // null: patterns match, but for other methods
    std::vector<std::string> allowed;  // methods of the patterns that match
  };
  Match find(Request& request) const;

 private:
  struct Row {
    Route route;
    std::vector<std::string> segments;
  };
  std::vector<Row> rows_;
};

// What a request gets that no route answers: 404, 405 with Allow, or the 204 of OPTIONS. Nothing where a route does.
std::optional<Response> answer_without_route(const Request& request, const Router::Match& match);

}  // namespace kilograph::serve::http
