#include "serve/sparql/sparql_routes.hpp"

#include <array>
#include <nlohmann/json.hpp>
#include <span>

#include "base/listing.hpp"
#include "serve/http/accept.hpp"
#include "serve/http/problem.hpp"
#include "serve/http/target.hpp"
#include "serve/sparql/protocol.hpp"
#include "serve/sparql/service_description.hpp"

namespace kilograph::serve::sparql {
namespace {

using reply::sparql::Form;
using reply::sparql::Limits;
using reply::sparql::QueryDesk;

constexpr unsigned kRetrySeconds = 2;
constexpr std::string_view kExample = "SELECT * { ?thing a td:Thing ; td:title ?title } LIMIT 10";

// What an endpoint can answer with; of each kind of query the first where Accept says nothing.
struct Offer {
  std::span<const std::string_view> row_types;
  std::span<const Form> row_forms;
  std::span<const std::string_view> graph_types;
  std::span<const Form> graph_forms;
};

constexpr std::array<std::string_view, 6> kRowTypes{"application/sparql-results+json",
                                                    "application/sparql-results+xml",
                                                    "text/csv",
                                                    "text/tab-separated-values",
                                                    "application/json",
                                                    "application/xml"};
constexpr std::array<Form, 6> kRowForms{Form::json, Form::xml, Form::csv, Form::tsv, Form::json, Form::xml};
constexpr std::array<std::string_view, 4> kGraphTypes{"text/turtle", "application/n-triples", "application/ld+json",
                                                      "text/plain"};
constexpr std::array<Form, 4> kGraphForms{Form::turtle, Form::ntriples, Form::json_ld, Form::ntriples};
constexpr Offer kProtocol{kRowTypes, kRowForms, kGraphTypes, kGraphForms};

constexpr std::array<std::string_view, 5> kSearchRowTypes{"application/json", "application/sparql-results+json",
                                                          "application/sparql-results+xml", "text/csv",
                                                          "text/tab-separated-values"};
constexpr std::array<Form, 5> kSearchRowForms{Form::json, Form::json, Form::xml, Form::csv, Form::tsv};
constexpr std::array<std::string_view, 3> kSearchGraphTypes{"application/ld+json", "text/turtle",
                                                            "application/n-triples"};
constexpr std::array<Form, 3> kSearchGraphForms{Form::json_ld, Form::turtle, Form::ntriples};
constexpr Offer kSearch{kSearchRowTypes, kSearchRowForms, kSearchGraphTypes, kSearchGraphForms};

// With a query that works, as people find it on every page of an error.
http::Response refusal(const http::Request& request, const Error& error) {
  http::Response response;
  switch (error.kind) {
    case ErrorKind::conflict:
    case ErrorKind::timeout:
    case ErrorKind::too_large: response = http::try_later(error, 503, kRetrySeconds); break;
    case ErrorKind::unsupported: response = http::problem(error, error.where == "Content-Type" ? 415 : 400); break;
    default: response = http::problem(error);
  }
  auto json = nlohmann::ordered_json::parse(response.body);
  json["example"] = request.origin + "/sparql?query=" + http::encoded(kExample);
  response.body = json.dump() + "\n";
  return response;
}

http::Response answered(const reply::sparql::Answer& answer, std::string_view type) {
  http::Response response = http::text_response(std::string(type), answer.body);
  response.with("Vary", "Accept").with("Cache-Control", "no-store");
  if (answer.truncated) response.with("Kilograph-Truncated", "rows");
  return response;
}

http::Response answer(const http::Request& request, const std::string& query, const QueryDesk& desk,
                      const Limits& limits, const Offer& offer) {
  const std::string_view accept = request.header("Accept");
  const auto rows = http::best_of(accept, offer.row_types), graph = http::best_of(accept, offer.graph_types);
  Error error{ErrorKind::unsupported, "no form of the answer is one that Accept takes", "Accept"};
  if (rows) {
    auto given = desk.ask(query, offer.row_forms[*rows], limits);
    if (given) return answered(*given, offer.row_types[*rows]);
    if (given.error().kind != ErrorKind::usage) return refusal(request, given.error());
  }
  if (graph) {
    auto given = desk.ask(query, offer.graph_forms[*graph], limits);
    if (given) return answered(*given, offer.graph_types[*graph]);
    if (given.error().kind != ErrorKind::usage) return refusal(request, given.error());
  }
  error.expected = listed(offer.row_types) + ", " + listed(offer.graph_types);
  return http::problem(error, 406);
}

http::Handler asking(const QueryDesk& desk, http::Workers& workers, const Limits& limits, const Offer& offer) {
  return workers.handler([&desk, limits, &offer](const http::Request& request) {
    const auto query = query_in(request);
    if (!query) return refusal(request, query.error());
    if (!*query) return service_description(request);
    Limits own = limits;
    own.stop = request.stop;
    return answer(request, **query, desk, own, offer);
  });
}

}  // namespace

std::vector<http::Route> sparql_routes(const QueryDesk& desk, http::Workers& workers, const Limits& limits) {
  std::vector<http::Route> routes;
  for (const char* method : {"GET", "POST"}) {
    routes.push_back({method, "/sparql", asking(desk, workers, limits, kProtocol)});
    routes.push_back({method, "/search/sparql", asking(desk, workers, limits, kSearch)});
  }
  return routes;
}

}  // namespace kilograph::serve::sparql
