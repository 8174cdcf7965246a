#include "serve/rest/health.hpp"

#include <nlohmann/json.hpp>

#include "base/version.hpp"

namespace kilograph::serve::rest {
namespace {

using nlohmann::ordered_json;

http::Response json_response(const ordered_json& json) {
  return http::text_response("application/json", json.dump() + "\n").with("Cache-Control", "no-store");
}

http::Response state(const HealthSources& sources) {
  const http::Traffic& traffic = sources.traffic();
  return json_response({{"status", "ok"},
                        {"version", kVersion},
                        {"things", sources.things()},
                        {"change", sources.change()},
                        {"sparql", sources.is_sparql_ready() ? "ready" : "not asked yet"},
                        {"connections", traffic.connections.load()},
                        {"requests", traffic.requests.load()},
                        {"refused", traffic.refused.load()}});
}

// The text format of Prometheus, version 0.0.4.
std::string metric(const std::string& name, std::string_view type, std::string_view help, std::uint64_t value) {
  return "# HELP kilograph_" + name + " " + std::string(help) + "\n# TYPE kilograph_" + name + " " + std::string(type) +
         "\nkilograph_" + name + " " + std::to_string(value) + "\n";
}

http::Response metrics(const HealthSources& sources) {
  const http::Traffic& traffic = sources.traffic();
  const std::string text =
      metric("http_requests_total", "counter", "Requests answered.", traffic.requests) +
      metric("http_refused_total", "counter", "Requests answered with 4xx or 5xx.", traffic.refused) +
      metric("http_connections", "gauge", "Connections that are open.", traffic.connections) +
      metric("things", "gauge", "Things in the directory.", sources.things()) +
      metric("change", "gauge", "Last change of the ledger that the directory has seen.",
             static_cast<std::uint64_t>(sources.change())) +
      metric("sparql_ready", "gauge", "Whether the SPARQL index was made.", sources.is_sparql_ready() ? 1 : 0);
  return http::text_response("text/plain; version=0.0.4; charset=utf-8", text).with("Cache-Control", "no-store");
}

}  // namespace

std::vector<http::Route> health_routes(HealthSources sources) {
  const auto shared = std::make_shared<const HealthSources>(std::move(sources));
  const auto ok = http::at_once([](const http::Request&) { return json_response({{"status", "ok"}}); });
  return {{"GET", "/api/v1/health", http::at_once([shared](const http::Request&) { return state(*shared); })},
          {"GET", "/api/v1/health/live", ok},
          {"GET", "/api/v1/health/ready", ok},
          {"GET", "/api/v1/metrics", http::at_once([shared](const http::Request&) { return metrics(*shared); })}};
}

}  // namespace kilograph::serve::rest
