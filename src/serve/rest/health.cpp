#include "serve/rest/health.hpp"

#include <nlohmann/json.hpp>

#include "base/version.hpp"

namespace kilograph::serve::rest {
namespace {

using nlohmann::ordered_json;

http::Response json_response(const ordered_json& json) {
  return http::text_response("application/json", json.dump() + "\n").with("Cache-Control", "no-store");
}

http::Response state(const http::Traffic& traffic) {
  return json_response({{"status", "ok"},
                        {"version", kVersion},
                        {"connections", traffic.connections.load()},
                        {"requests", traffic.requests.load()},
                        {"refused", traffic.refused.load()}});
}

}  // namespace

std::vector<http::Route> health_routes(std::function<const http::Traffic&()> traffic) {
  const auto ok = [](const http::Request&) { return json_response({{"status", "ok"}}); };
  return {{"GET", "/api/v1/health",
           http::at_once([traffic = std::move(traffic)](const http::Request&) { return state(traffic()); })},
          {"GET", "/api/v1/health/live", http::at_once(ok)},
          {"GET", "/api/v1/health/ready", http::at_once(ok)}};
}

}  // namespace kilograph::serve::rest
