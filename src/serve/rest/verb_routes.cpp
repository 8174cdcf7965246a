#include "serve/rest/verb_routes.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

#include "serve/http/problem.hpp"

namespace kilograph::serve::rest {
namespace {

using reply::Parameter;
using reply::Verb;

constexpr std::array<std::string_view, 8> kVerbs{"show", "plan", "fit", "why", "rank", "query", "diff", "log"};

struct TypeRow {
  std::string_view format, type;
};
constexpr TypeRow kFormatTypes[] = {{"json", "application/sparql-results+json"},
                                    {"xml", "application/sparql-results+xml"},
                                    {"csv", "text/csv; charset=utf-8"},
                                    {"tsv", "text/tab-separated-values; charset=utf-8"},
                                    {"ttl", "text/turtle"},
                                    {"nt", "application/n-triples"}};
constexpr std::string_view kLines = "application/x-ndjson";

std::string_view type_of_format(const reply::Call& call) {
  const std::string format = call.has("format") ? call.text("format") : "json";
  const auto* row = std::ranges::find(kFormatTypes, std::string_view(format), &TypeRow::format);
  return row == std::end(kFormatTypes) ? "text/plain; charset=utf-8" : row->type;
}

struct MediaType {
  const reply::Call& call;

  std::string_view operator()(const reply::FitAnswer&) const { return kLines; }
  std::string_view operator()(const reply::CountsAnswer&) const { return kLines; }
  std::string_view operator()(const reply::LogAnswer&) const { return kLines; }
  std::string_view operator()(const reply::FleetFitAnswer& answer) const {
    return answer.csv.empty() ? kLines : "text/csv; charset=utf-8";
  }
  std::string_view operator()(const reply::QueryResults&) const { return type_of_format(call); }
  std::string_view operator()(const reply::DescriptionAnswer&) const { return type_of_format(call); }
  std::string_view operator()(const reply::ReferenceAnswer&) const { return "text/plain; charset=utf-8"; }
  template <class T>
  std::string_view operator()(const T&) const {
    return "application/json";
  }
};

// Whether a flag that is given is set.
Result<bool> is_set(const std::string& name, const std::string& value) {
  if (value == "true" || value.empty()) return true;
  if (value == "false") return false;
  return fail(ErrorKind::usage, "'" + value + "' is neither true nor false", name, "true or false");
}

Result<reply::Call> call_of(const Verb& verb, const http::Request& request) {
  reply::Call call;
  for (const auto& [name, value] : request.query) {
    const auto parameter = std::ranges::find(verb.parameters, name, &Parameter::name);
    if (parameter == verb.parameters.end() || !is_served(*parameter)) {
      return fail(ErrorKind::usage, "'" + std::string(verb.name) + "' has no parameter '" + name + "' here", name, "",
                  "GET /api/v1/openapi.json lists them.");
    }
    if (parameter->form != Parameter::Form::flag) {
      call.give(name, value);
    } else if (KG_TRY(is_set(name, value))) {
      call.give(name);
    }
  }
  return call;
}

reply::Desk desk_for(const VerbService& service, std::stop_token stop) {
  reply::Desk desk;
  desk.catalogue = service.catalogue;
  desk.for_programs = true;
  desk.takes_files = false;
  desk.ask_index = [&service, stop = std::move(stop)](std::string_view text,
                                                      const knowledge::index::QueryOptions& asked) {
    knowledge::index::QueryOptions options = asked;
    options.time_ms = std::min(options.time_ms, service.limits.time_ms);
    options.max_rows = std::min(options.max_rows, service.limits.max_rows);
    options.max_bytes = std::min(options.max_bytes, service.limits.max_bytes);
    options.stop = stop;
    return service.queries->ask(text, options);
  };
  return desk;
}

http::Response answer(const VerbService& service, const Verb& verb, const http::Request& request) {
  const auto call = call_of(verb, request);
  if (!call) return http::problem(call.error());
  reply::Desk desk = desk_for(service, request.stop);
  const auto answered = reply::answer(verb.name, *call, desk);
  if (!answered) return http::problem(answered.error());
  return http::text_response(std::string(std::visit(MediaType{*call}, *answered)), reply::json_text(*answered))
      .with("Cache-Control", "no-store");
}

}  // namespace

std::span<const std::string_view> served_verbs() { return kVerbs; }

bool is_served(const Parameter& parameter) { return parameter.kind != Parameter::Kind::path; }

std::vector<http::Route> verb_routes(const VerbService& service, http::Workers& workers) {
  std::vector<http::Route> routes;
  const auto shared = std::make_shared<const VerbService>(service);
  for (const Verb& verb : reply::verbs()) {
    if (std::ranges::find(kVerbs, verb.name) == kVerbs.end()) continue;
    routes.push_back(
        {"GET", "/api/v1/" + std::string(verb.name),
         workers.handler([shared, &verb](const http::Request& request) { return answer(*shared, verb, request); })});
  }
  return routes;
}

}  // namespace kilograph::serve::rest
