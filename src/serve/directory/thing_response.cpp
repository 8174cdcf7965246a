#include "serve/directory/thing_response.hpp"

#include <array>
#include <nlohmann/json.hpp>

#include "serve/http/accept.hpp"
#include "serve/http/problem.hpp"
#include "serve/http/target.hpp"

namespace kilograph::serve::directory {
namespace {

using nlohmann::ordered_json;
using reply::directory::Comparison;
using reply::directory::Outcome;

constexpr std::array<std::string_view, 3> kThingTypes{"application/td+json", "application/ld+json", "application/json"};

http::Response without_body(unsigned status) {
  http::Response response;
  response.status = status;
  return response;
}

// WoT Discovery, section 7.3.1.6: validationErrors beside the members of RFC 7807.
http::Response invalid(const Error& error, const ingest::thing::Report& report) {
  http::Response response = http::problem(error);
  ordered_json json = ordered_json::parse(response.body);
  json["title"] = "Invalid Thing Description";
  json["validationErrors"] = ordered_json::array();
  for (const ingest::thing::Finding& finding : report.findings) {
    json["validationErrors"].push_back({{"field", finding.where.empty() ? "(root)" : finding.where},
                                        {"description", finding.message},
                                        {"rule", finding.rule},
                                        {"severity", ingest::thing::name_of(finding.level)}});
  }
  response.body = json.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
  return response;
}

}  // namespace

http::Response response_to(const Outcome& outcome) {
  if (outcome.error) {
    if (!outcome.report.is_valid(false)) return invalid(*outcome.error, outcome.report);
    return outcome.error->kind == ErrorKind::conflict ? http::problem(*outcome.error, 412)
                                                      : http::problem(*outcome.error);
  }
  http::Response response = without_body(outcome.is_new ? 201 : 204);
  if (!outcome.etag.empty()) response.with("ETag", outcome.etag);
  if (outcome.is_new) response.with("Location", "/things/" + http::encoded(outcome.id));
  return response;
}

http::Response thing_response(const http::Request& request, const reply::directory::Shelved& thing) {
  const auto type = http::best_of(request.header("Accept"), kThingTypes);
  if (!type) return not_acceptable("application/td+json, application/ld+json, application/json");
  if (names_tag(request.header("If-None-Match"), thing.etag, Comparison::weak)) {
    return without_body(304).with("ETag", thing.etag);
  }
  return http::text_response(std::string(kThingTypes[*type]), thing.text)
      .with("ETag", thing.etag)
      .with("Vary", "Accept");
}

http::Response not_acceptable(std::string_view offered) {
  return http::problem(
      {ErrorKind::unsupported, "no form of the answer is one that Accept takes", "Accept", std::string(offered)}, 406);
}

}  // namespace kilograph::serve::directory
