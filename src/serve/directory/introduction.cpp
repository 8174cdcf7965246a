#include "serve/directory/introduction.hpp"

#include <array>
#include <nlohmann/json.hpp>

#include "base/version.hpp"
#include "serve/directory/thing_response.hpp"
#include "serve/embedded.hpp"
#include "serve/http/accept.hpp"

namespace kilograph::serve::directory {
namespace {

constexpr std::string_view kDescription = "directory/descriptions/directory.td.json";
constexpr std::array<std::string_view, 3> kThingTypes{"application/td+json", "application/ld+json", "application/json"};
// RFC 6690; rt of WoT Discovery, section 6.2.3.
constexpr std::string_view kLinks = "</.well-known/wot>;rt=\"wot.directory\";ct=432";

http::Response own_thing(const http::Request& request) {
  const auto type = http::best_of(request.header("Accept"), kThingTypes);
  if (!type) return not_acceptable("application/td+json, application/ld+json, application/json");
  return http::text_response(std::string(kThingTypes[*type]), own_description(request.origin));
}

}  // namespace

std::string own_description(const std::string& origin) {
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.path != kDescription) continue;
    auto thing = nlohmann::ordered_json::parse(file.text, nullptr, false);
    thing["base"] = origin;
    thing["version"]["instance"] = kVersion;
    return thing.dump(2) + "\n";
  }
  return {};
}

std::vector<http::Route> introduction_routes() {
  return {{"GET", "/.well-known/wot", http::at_once(own_thing)},
          {"GET", "/.well-known/core", http::at_once([](const http::Request&) {
             return http::text_response("application/link-format", std::string(kLinks));
           })}};
}

}  // namespace kilograph::serve::directory
