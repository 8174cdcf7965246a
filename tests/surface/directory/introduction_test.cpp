// How the directory is found, and what it says of itself.
#include "reply/thing_check.hpp"
#include "surface/directory/directory_fixture.hpp"

namespace kilograph::serve::tests {
namespace {

using ::testing::HasSubstr;

TEST_F(Directory, IntroducesItselfByAThingDescription) {
  const RawAnswer answer = ask("GET", "/.well-known/wot");
  EXPECT_EQ(answer.status, 200u);
  EXPECT_EQ(answer.header("Content-Type"), "application/td+json");
  const Json json = Json::parse(answer.body);
  EXPECT_EQ(json["@type"], "ThingDirectory");
  EXPECT_THAT(json["@context"], ::testing::Contains(Json(kDiscovery)));
  EXPECT_EQ(json["base"], "http://127.0.0.1:" + std::to_string(port_));
  const auto report = reply::check_things(view_of(answer.body), "directory.td.json", {});
  EXPECT_TRUE(report.is_valid(true)) << (report.findings.empty() ? "" : report.findings.front().message);
  const RawAnswer head = ask("HEAD", "/.well-known/wot");
  EXPECT_EQ(head.status, 200u);
  EXPECT_EQ(head.header("Content-Type"), "application/td+json");
  EXPECT_EQ(head.header("Content-Length"), std::to_string(answer.body.size()));
}

TEST_F(Directory, GivesItsDescriptionInTheFormAskedFor) {
  EXPECT_EQ(ask("GET", "/.well-known/wot", "Accept: application/json\r\n").header("Content-Type"), "application/json");
  EXPECT_EQ(ask("GET", "/.well-known/wot", "Accept: application/ld+json;q=0.5, text/html\r\n").header("Content-Type"),
            "application/ld+json");
  expect_problem(ask("GET", "/.well-known/wot", "Accept: text/html\r\n"), 406);
}

// Each form of the description is asked as it stands there, with its variables filled in.
TEST_F(Directory, DescribesFormsThatWork) {
  const Json json = Json::parse(ask("GET", "/.well-known/wot").body);
  put_many(1);
  std::size_t tried = 0;
  for (const char* kind : {"properties", "actions", "events"}) {
    for (const auto& [name, affordance] : json.at(kind).items()) {
      for (const Json& form : affordance.at("forms")) {
        std::string href = form.at("href");
        href = std::regex_replace(href, std::regex(R"(\{id\})"), "urn%3At%3A0");
        href = std::regex_replace(href, std::regex(R"(\{\?query\})"), "?query=ASK%7B%7D");
        href = std::regex_replace(href, std::regex(R"(\{\?[a-z,]+\})"), "");
        const std::string method = form.value("htv:methodName", "GET");
        const RawAnswer options = ask("OPTIONS", href);
        EXPECT_EQ(options.status, 204u) << name << " " << href;
        EXPECT_THAT(options.header("Allow"), HasSubstr(method)) << name;
        ++tried;
      }
    }
  }
  EXPECT_GE(tried, 10u);
}

TEST_F(Directory, IsFoundByCoreLinks) {
  const RawAnswer answer = ask("GET", "/.well-known/core");
  EXPECT_EQ(answer.header("Content-Type"), "application/link-format");
  EXPECT_THAT(answer.body, HasSubstr("</.well-known/wot>;rt=\"wot.directory\""));
}

}  // namespace
}  // namespace kilograph::serve::tests
