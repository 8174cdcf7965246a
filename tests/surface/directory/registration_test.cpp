// What may be registered, for how long, and what the directory adds.
#include "reply/directory/moment.hpp"
#include "surface/directory/directory_fixture.hpp"

namespace kilograph::serve::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST_F(Directory, SaysWhenAThingCameAndChanged) {
  put_many(1);
  const Json first = kept("urn:t:0");
  for (const char* name : {"created", "modified"}) {
    EXPECT_TRUE(reply::directory::parse_moment(first["registration"].value(name, ""))) << first.dump();
  }
  ASSERT_EQ(put(thing("urn:t:0", "Changed")).status, 204u);
  const Json second = kept("urn:t:0");
  EXPECT_EQ(second["registration"]["created"], first["registration"]["created"]);
  EXPECT_GT(second["registration"]["modified"], first["registration"]["modified"]);
  // Of a client's word only ttl and expires count.
  Json forged = thing("urn:t:1");
  forged["registration"] = {{"created", "1999-01-01T00:00:00Z"}, {"modified", "1999-01-01T00:00:00Z"}};
  ASSERT_EQ(put(forged).status, 201u);
  EXPECT_THAT(kept("urn:t:1").dump(), Not(HasSubstr("1999")));
}

TEST_F(Directory, ComputesWhenAThingExpires) {
  Json json = thing("urn:t:0");
  json["registration"] = {{"ttl", 3600}, {"expires", "2001-01-01T00:00:00Z"}};
  ASSERT_EQ(put(json).status, 201u);
  const Json registration = kept("urn:t:0")["registration"];
  EXPECT_EQ(registration["ttl"], 3600);
  const auto expires = reply::directory::parse_moment(registration.value("expires", ""));
  const auto modified = reply::directory::parse_moment(registration.value("modified", ""));
  ASSERT_TRUE(expires && modified);
  const auto apart = *expires - *modified;
  EXPECT_LE(apart, std::chrono::seconds(3600));
  EXPECT_GT(apart, std::chrono::seconds(3600 - 60));
  const RawAnswer renewed = patch("urn:t:0", Json::object());
  EXPECT_EQ(renewed.status, 204u) << renewed.body;
  EXPECT_GT(kept("urn:t:0")["registration"]["expires"], registration["expires"]);
}

TEST_F(Directory, ForgetsWhatHasExpired) {
  Json json = thing("urn:t:0");
  json["registration"] = {{"expires", "2001-01-01T00:00:00Z"}};
  ASSERT_EQ(put(json).status, 201u);
  expect_problem(get("urn:t:0"), 404);
  EXPECT_EQ(ask("GET", "/things").body, "[]");
  // Not hidden only: dropped from the catalogue, which an event says.
  RawClient events(port_);
  events.send(request_text("GET", "/events/thing_deleted", "Last-Event-ID: 0\r\n"));
  EXPECT_THAT(events.read_to("urn:t:0"), HasSubstr("event: thing_deleted"));
}

TEST_F(Directory, RefusesRegistrationsThatAreWrong) {
  for (const Json& registration : {Json("x"), Json{{"ttl", "x"}}, Json{{"ttl", -1}}, Json{{"expires", "tomorrow"}}}) {
    Json json = thing("urn:t:0");
    json["registration"] = registration;
    const RawAnswer answer = put(json);
    expect_problem(answer, 400);
    EXPECT_THAT(Json::parse(answer.body)["validationErrors"][0].value("field", ""),
                ::testing::StartsWith("/registration"));
  }
}

TEST_F(Directory, AddsTheDiscoveryContextToWhatItEnriches) {
  put_many(1);
  EXPECT_EQ(kept("urn:t:0")["@context"], Json::array({kContext, kDiscovery}));
  Json json = thing("urn:t:1");
  json["@context"] = Json::array({kContext, {{"ex", "http://example.com/"}}});
  ASSERT_EQ(put(json).status, 201u);
  EXPECT_EQ(kept("urn:t:1")["@context"], Json::array({kContext, {{"ex", "http://example.com/"}}, kDiscovery}));
  // What was read may be sent back.
  EXPECT_EQ(put(kept("urn:t:1")).status, 204u);
  EXPECT_EQ(kept("urn:t:1")["@context"].size(), 3u);
}

TEST_F(Directory, TellsEveryBreachOfTheRecommendation) {
  Json json = thing("urn:t:0");
  json.erase("title");
  json["security"] = "unknown";
  json["properties"]["on"].erase("forms");
  const RawAnswer answer = put(json);
  expect_problem(answer, 400);
  const Json errors = Json::parse(answer.body)["validationErrors"];
  EXPECT_GE(errors.size(), 3u);
  for (const Json& error : errors) {
    EXPECT_FALSE(error.value("field", "").empty());
    EXPECT_FALSE(error.value("description", "").empty());
  }
  EXPECT_THAT(answer.body, HasSubstr("/properties/on"));
  expect_problem(get("urn:t:0"), 404);
}

TEST_F(Directory, HoldsAThingToTheEditionOfItsContext) {
  Json json = thing("urn:t:0");
  json["@context"] = "https://www.w3.org/2019/wot/td/v1";
  EXPECT_EQ(put(json).status, 201u);
  json["@context"] = "https://example.com/unknown";
  expect_problem(put(json), 400);
  json.erase("@context");
  expect_problem(put(json), 400);
}

TEST_F(Directory, RefusesWhatIsNoThingDescription) {
  const RawAnswer broken = ask("PUT", "/things/urn%3At%3A0", kTd, "{\"id\": \"urn:t:0\",\n  \"title\": }");
  expect_problem(broken, 400);
  EXPECT_THAT(broken.body, HasSubstr("line 2, column 12"));
  expect_problem(ask("PUT", "/things/urn%3At%3A0", kTd, "[]"), 400);
  expect_problem(ask("PUT", "/things/urn%3At%3A0", kTd, "\xff"), 400);
  expect_problem(ask("PUT", "/things/urn%3At%3A0", "Content-Type: text/plain\r\n", thing("urn:t:0").dump()), 415);
  expect_problem(ask("PUT", "/things/urn%3At%3A0", "", thing("urn:t:0").dump()), 415);
  Json model = thing("urn:t:0");
  model["@type"] = "tm:ThingModel";
  const RawAnswer answer = put(model);
  expect_problem(answer, 400);
  EXPECT_THAT(answer.body, HasSubstr("Thing Model"));
  EXPECT_EQ(ask("GET", "/things").body, "[]");
}

TEST_F(Directory, WritesProblemsInUtf8AndSaysTheirLanguage) {
  const RawAnswer answer = ask("GET", "/things/urn%3A%C3%A9", "Accept-Language: de\r\n");
  expect_problem(answer, 404);
  EXPECT_EQ(answer.header("Content-Language"), "en");
  EXPECT_THAT(answer.body, HasSubstr("urn:\xC3\xA9"));
}

}  // namespace
}  // namespace kilograph::serve::tests
