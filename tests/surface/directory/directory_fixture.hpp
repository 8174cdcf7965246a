// The directory of a served catalogue, and Things to put into it.
#pragma once

#include <regex>
#include <string>
#include <vector>

#include "surface/served_catalogue.hpp"

namespace kilograph::serve::tests {

inline constexpr const char* kTd = "Content-Type: application/td+json\r\n";
inline constexpr const char* kPatch = "Content-Type: application/merge-patch+json\r\n";
inline constexpr const char* kContext = "https://www.w3.org/2022/wot/td/v1.1";
inline constexpr const char* kDiscovery = "https://www.w3.org/2022/wot/discovery";

inline Json thing(const std::string& id, const std::string& title = "Lamp") {
  Json json{{"@context", kContext}};
  if (!id.empty()) json["id"] = id;
  json["title"] = title;
  json["securityDefinitions"] = {{"nosec_sc", {{"scheme", "nosec"}}}};
  json["security"] = "nosec_sc";
  json["properties"] = {{"on", {{"type", "boolean"}, {"forms", Json::array({{{"href", "http://lamp/on"}}})}}}};
  return json;
}

class Directory : public ServedCatalogue {
 protected:
  RawAnswer put(const Json& json, std::string_view fields = kTd) {
    return ask("PUT", "/things/" + escaped(json.at("id")), fields, json.dump());
  }
  RawAnswer get(const std::string& id, std::string_view fields = "") {
    return ask("GET", "/things/" + escaped(id), fields);
  }
  Json kept(const std::string& id) {
    const RawAnswer answer = get(id);
    EXPECT_EQ(answer.status, 200u) << answer.body;
    return Json::parse(answer.body, nullptr, false);
  }
  RawAnswer patch(const std::string& id, const Json& body) {
    return ask("PATCH", "/things/" + escaped(id), kPatch, body.dump());
  }
  static std::string escaped(const std::string& id) { return std::regex_replace(id, std::regex(":"), "%3A"); }
  void put_many(int count) {
    for (int i = 0; i < count; ++i) ASSERT_EQ(put(thing("urn:t:" + std::to_string(i))).status, 201u);
  }
  std::vector<std::string> ids_of(const Json& list) {
    std::vector<std::string> ids;
    for (const Json& one : list) ids.push_back(one.at("id"));
    return ids;
  }
};

}  // namespace kilograph::serve::tests
