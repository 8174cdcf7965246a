#include "serve/sparql/protocol.hpp"

#include "serve/http/accept.hpp"
#include "serve/http/target.hpp"

namespace kilograph::serve::sparql {
namespace {

Result<std::string> query_of(const http::Parameters& parameters) {
  std::optional<std::string> query;
  for (const auto& [name, value] : parameters) {
    if (name == "update") {
      return fail(ErrorKind::bad_input, "this endpoint answers queries and changes nothing", "update", "query");
    }
    if (name == "default-graph-uri" || name == "named-graph-uri") {
      return fail(ErrorKind::bad_input, "a data set is named within the query", name, "",
                  "Write FROM <…> or FROM NAMED <…> after SELECT.");
    }
    if (name != "query") continue;
    if (query) return fail(ErrorKind::bad_input, "there is more than one query", "query", "one");
    query = value;
  }
  if (!query) return fail(ErrorKind::bad_input, "there is no query", "query", "?query=…");
  return *query;
}

}  // namespace

Result<std::optional<std::string>> query_in(const http::Request& request) {
  if (request.method != "POST") {
    if (request.query.empty()) return std::nullopt;
    return KG_TRY(query_of(request.query));
  }
  const std::string type = http::media_type_of(request.header("Content-Type"));
  if (type == "application/x-www-form-urlencoded") {
    const http::Parameters form = KG_TRY(http::parse_form(request.body));
    return KG_TRY(query_of(form));
  }
  if (type == "application/sparql-update") {
    return fail(ErrorKind::bad_input, "this endpoint answers queries and changes nothing", "Content-Type",
                "application/sparql-query");
  }
  if (type != "application/sparql-query") {
    return fail(ErrorKind::unsupported,
                type.empty() ? "the request does not say what its body is" : "the body is " + type, "Content-Type",
                "application/sparql-query or application/x-www-form-urlencoded");
  }
  http::Parameters parameters = request.query;
  parameters.emplace_back("query", request.body);
  return KG_TRY(query_of(parameters));
}

}  // namespace kilograph::serve::sparql
