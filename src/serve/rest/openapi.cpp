#include "serve/rest/openapi.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/version.hpp"
#include "reply/verb.hpp"
#include "serve/http/problem.hpp"
#include "serve/rest/verb_routes.hpp"

namespace kilograph::serve::rest {
namespace {

using nlohmann::ordered_json;
using reply::Parameter;

// What is answered beside the verbs.
struct OperationRow {
  std::string_view path, method, id, summary;
  std::string_view body;        // media type that it takes; empty: none
  std::string_view parameters;  // of the query, each with a space behind
  std::string_view answers;     // "200 application/json", separated by " | "
  std::string_view problems;    // statuses with problem details
};
constexpr OperationRow kOperations[] = {
    {"/things", "get", "listThings", "All Things, whole or a page at a time", "", "offset limit format ",
     "200 application/ld+json", "400 406 501"},
    {"/things", "post", "createAnonymousThing", "Registers a Thing that has no id", "application/td+json", "", "201",
     "400 413 415 429"},
    {"/things/{id}", "get", "retrieveThing", "One Thing", "", "", "200 application/td+json | 304", "400 404 406"},
    {"/things/{id}", "put", "createThing", "Registers a Thing, or puts another description in its place",
     "application/td+json", "", "201 | 204", "400 412 413 415 429"},
    {"/things/{id}", "patch", "updateThing", "Changes what a merge patch names", "application/merge-patch+json", "",
     "204", "400 404 412 413 415 429"},
    {"/things/{id}", "delete", "deleteThing", "Drops a Thing", "", "", "204", "400 404 412 429"},
    {"/events", "get", "events", "What happens to Things, as it happens", "", "diff ", "200 text/event-stream",
     "400 406"},
    {"/events/thing_created", "get", "createdEvents", "Things that were registered", "", "diff ",
     "200 text/event-stream", "400 406"},
    {"/events/thing_updated", "get", "updatedEvents", "Things that were changed", "", "diff ", "200 text/event-stream",
     "400 406"},
    {"/events/thing_deleted", "get", "deletedEvents", "Things that were dropped", "", "diff ", "200 text/event-stream",
     "400 406"},
    {"/sparql", "get", "sparql", "SPARQL 1.1 Protocol; without a query, what the service is", "", "query ",
     "200 application/sparql-results+json", "400 406 429 503"},
    {"/sparql", "post", "sparqlByBody", "SPARQL 1.1 Protocol", "application/sparql-query", "",
     "200 application/sparql-results+json", "400 406 413 415 429 503"},
    {"/search/sparql", "get", "searchSparql", "SPARQL over the Things", "", "query ", "200 application/json",
     "400 406 429 503"},
    {"/search/sparql", "post", "searchSparqlByBody", "SPARQL over the Things", "application/sparql-query", "",
     "200 application/json", "400 406 413 415 429 503"},
    {"/search/jsonpath", "get", "searchJsonPath", "Not offered: says so", "", "query ", "", "501"},
    {"/search/xpath", "get", "searchXPath", "Not offered: says so", "", "query ", "", "501"},
    {"/.well-known/wot", "get", "introduction", "The directory's own Thing Description", "", "",
     "200 application/td+json", "406"},
    {"/.well-known/core", "get", "coreLinks", "Where the directory is, as CoRE links", "", "",
     "200 application/link-format", ""},
    {"/kilograph/ns", "get", "vocabulary", "The vocabulary: a page, Turtle or a JSON-LD context", "", "",
     "200 text/html | 200 text/turtle | 200 application/ld+json", "406 500"},
    {"/kilograph/ontology/{name}", "get", "ontology", "One ontology of the vocabulary", "", "",
     "200 text/html | 200 text/turtle", "404 406 500"},
    {"/kilograph/ontology/{name}/{version}", "get", "ontologyVersion",
     "One version of an ontology, or one of a group such as alignments", "", "", "200 text/html | 200 text/turtle",
     "404 406 500"},
    {"/kilograph/ontology/{group}/{name}/{version}", "get", "groupedOntologyVersion",
     "One version of an ontology of a group", "", "", "200 text/html | 200 text/turtle", "404 406 500"},
    {"/kilograph/context/{version}", "get", "context", "The JSON-LD context that Things name", "", "",
     "200 application/ld+json", "404 406"},
    {"/api/v1/health", "get", "health", "How the service is", "", "", "200 application/json", ""},
    {"/api/v1/health/live", "get", "live", "Whether the service lives", "", "", "200 application/json", ""},
    {"/api/v1/health/ready", "get", "ready", "Whether the service answers", "", "", "200 application/json", ""},
    {"/api/v1/metrics", "get", "metrics", "Figures for Prometheus", "", "",
     "200 text/plain; version=0.0.4; charset=utf-8", ""},
    {"/api/v1/openapi.json", "get", "openapi", "This document", "", "", "200 application/json", ""},
};

constexpr std::string_view kVerbProblems = "400 404 409 413 415 429 500 503";
constexpr std::string_view kProblemType = "application/problem+json; charset=utf-8";

std::vector<std::string> split(std::string_view text, std::string_view separator) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + separator.size(), text.size()));
  }
  return words;
}

ordered_json described(unsigned status) {
  return {{"description", status == 200 ? "The answer" : std::string(http::reason_of(status))}};
}

void add_problems(ordered_json& responses, std::string_view statuses) {
  for (const std::string& status : split(statuses, " ")) {
    ordered_json response = described(static_cast<unsigned>(std::stoul(status)));
    response["content"][std::string(kProblemType)]["schema"]["$ref"] = "#/components/schemas/Problem";
    responses[status] = std::move(response);
  }
}

ordered_json parameter_json(const Parameter& parameter) {
  ordered_json schema{{"type", "string"}};
  if (parameter.form == Parameter::Form::flag) schema = {{"type", "boolean"}};
  if (parameter.kind == Parameter::Kind::number) schema = {{"type", "integer"}, {"minimum", 0}};
  if (!parameter.choices.empty()) schema["enum"] = split(parameter.choices, "|");
  if (parameter.repeatable) schema = {{"type", "array"}, {"items", schema}};
  ordered_json json{{"name", parameter.name},
                    {"in", "query"},
                    {"description", parameter.help},
                    {"required", parameter.required},
                    {"schema", std::move(schema)}};
  if (parameter.repeatable) json["explode"] = true;
  return json;
}

ordered_json verb_operation(const reply::Verb& verb) {
  ordered_json operation{{"operationId", verb.name},
                         {"summary", verb.summary},
                         {"description", std::string(verb.note) + "\n\nAnswers with " + std::string(verb.json) + "."},
                         {"parameters", ordered_json::array()}};
  for (const Parameter& parameter : verb.parameters) {
    if (is_served(parameter)) operation["parameters"].push_back(parameter_json(parameter));
  }
  ordered_json ok = described(200);
  ok["content"]["*/*"] = ordered_json::object();
  operation["responses"]["200"] = std::move(ok);
  add_problems(operation["responses"], kVerbProblems);
  return operation;
}

ordered_json own_operation(const OperationRow& row) {
  ordered_json operation{{"operationId", row.id}, {"summary", row.summary}, {"parameters", ordered_json::array()}};
  for (auto open = row.path.find('{'); open != std::string_view::npos; open = row.path.find('{', open + 1)) {
    operation["parameters"].push_back({{"name", row.path.substr(open + 1, row.path.find('}', open) - open - 1)},
                                       {"in", "path"},
                                       {"required", true},
                                       {"schema", {{"type", "string"}}}});
  }
  for (const std::string& name : split(row.parameters, " ")) {
    operation["parameters"].push_back({{"name", name}, {"in", "query"}, {"schema", {{"type", "string"}}}});
  }
  if (!row.body.empty()) operation["requestBody"]["content"][std::string(row.body)] = ordered_json::object();
  for (const std::string& answer : split(row.answers, " | ")) {
    const std::string status = answer.substr(0, 3);
    ordered_json& response = operation["responses"][status];
    if (response.is_null()) response = described(static_cast<unsigned>(std::stoul(status)));
    if (answer.size() > 4) response["content"][answer.substr(4)] = ordered_json::object();
  }
  add_problems(operation["responses"], row.problems);
  return operation;
}

ordered_json problem_schema() {
  const ordered_json text{{"type", "string"}};
  return {{"type", "object"},
          {"required", {"type", "title", "status", "detail"}},
          {"properties",
           {{"type", text},
            {"title", text},
            {"status", {{"type", "integer"}}},
            {"detail", text},
            {"kind", text},
            {"where", text},
            {"expected", text},
            {"advice", text}}}};
}

}  // namespace

std::string openapi_text(const std::string& origin) {
  ordered_json json{{"openapi", "3.1.0"},
                    {"info", {{"title", "Kilograph"}, {"version", kVersion}}},
                    {"servers", ordered_json::array({{{"url", origin}}})},
                    {"paths", ordered_json::object()}};
  const auto served = served_verbs();
  for (const reply::Verb& verb : reply::verbs()) {
    if (std::ranges::find(served, verb.name) == served.end()) continue;
    json["paths"]["/api/v1/" + std::string(verb.name)]["get"] = verb_operation(verb);
  }
  for (const OperationRow& row : kOperations) {
    json["paths"][std::string(row.path)][std::string(row.method)] = own_operation(row);
  }
  json["components"]["schemas"]["Problem"] = problem_schema();
  return json.dump(2) + "\n";
}

std::vector<http::Route> openapi_routes() {
  return {{"GET", "/api/v1/openapi.json", http::at_once([](const http::Request& request) {
             return http::text_response("application/json", openapi_text(request.origin));
           })}};
}

}  // namespace kilograph::serve::rest
