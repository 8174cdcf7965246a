// JSONPath over the directory's Things, and the events that are kept.
#include <regex>

#include "serve/directory/event_hub.hpp"
#include "serve/http/target.hpp"
#include "surface/directory/directory_fixture.hpp"

namespace kilograph::serve::tests {
namespace {

class Search : public Directory {
 protected:
  RawAnswer search(const std::string& path) { return ask("GET", "/search/jsonpath?query=" + http::encoded(path)); }
  Json found(const std::string& path) {
    const RawAnswer answer = search(path);
    EXPECT_EQ(answer.status, 200u) << path << answer.body;
    EXPECT_EQ(answer.header("Content-Type"), "application/json");
    return Json::parse(answer.body, nullptr, false);
  }
};

TEST_F(Search, FindsThingsByJsonPath) {
  ASSERT_EQ(put(thing("urn:t:b", "Lamp")).status, 201u);
  ASSERT_EQ(put(thing("urn:t:a", "Heater")).status, 201u);
  EXPECT_EQ(found("$[*].id"), (Json{"urn:t:a", "urn:t:b"}));
  EXPECT_EQ(ids_of(found("$[?(@.title=='Lamp')]")), std::vector<std::string>{"urn:t:b"});
  EXPECT_EQ(found("$[?@.title=='Lamp']"), Json::array({kept("urn:t:b")}));
  EXPECT_EQ(found("$[?match(@.title, 'H.*')].title"), Json{"Heater"});
  EXPECT_EQ(found("$..href"), (Json{"http://lamp/on", "http://lamp/on"}));
  EXPECT_EQ(found("$[?@.registration.ttl]"), Json::array());
  EXPECT_EQ(found("$[0].title"), Json{"Heater"});
}

TEST_F(Search, TakesAPathAsClientsWriteIt) {
  ASSERT_EQ(put(thing("urn:t:a", "Lamp")).status, 201u);
  const RawAnswer answer = ask("GET", "/search/jsonpath?query=$[?(@.title=='Lamp')]");
  EXPECT_EQ(answer.status, 200u) << answer.body;
  EXPECT_EQ(Json::parse(answer.body).size(), 1u);
  EXPECT_EQ(ask("HEAD", "/search/jsonpath?query=$").status, 200u);
}

TEST_F(Search, FollowsWhatChanges) {
  EXPECT_EQ(found("$[*]"), Json::array());
  put_many(3);
  EXPECT_EQ(found("$[*].id"), (Json{"urn:t:0", "urn:t:1", "urn:t:2"}));
  ASSERT_EQ(patch("urn:t:1", {{"title", "Torch"}}).status, 204u);
  ASSERT_EQ(ask("DELETE", "/things/urn%3At%3A0").status, 204u);
  ASSERT_EQ(put(thing("urn:t:3")).status, 201u);
  EXPECT_EQ(found("$[*].id"), (Json{"urn:t:1", "urn:t:2", "urn:t:3"}));
  EXPECT_EQ(found("$[?@.title=='Torch'].id"), Json{"urn:t:1"});
}

TEST_F(Search, RefusesWhatIsNoPathWithItsPlace) {
  const RawAnswer broken = search("$[?@.title=]");
  expect_problem(broken, 400);
  EXPECT_NE(Json::parse(broken.body).value("where", "").find("line 1, column"), std::string::npos) << broken.body;
  expect_problem(ask("GET", "/search/jsonpath"), 400);
  expect_problem(search("title"), 400);
  expect_problem(search("$[?@.title==$[0].title]"), 400);
  expect_problem(search("$[?@.a=='" + std::string(3'000, 'x') + "']"), 413);
  expect_problem(ask("GET", "/search/jsonpath?query=$", "Accept: text/html\r\n"), 406);
  expect_problem(ask("POST", "/search/jsonpath?query=$"), 405);
}

reply::directory::Event event_of(std::int64_t seq, std::size_t bytes) {
  auto thing = std::make_shared<reply::directory::Shelved>();
  thing->text = "{\"x\":\"" + std::string(bytes, 'x') + "\"}";
  return {.seq = seq, .id = "urn:t", .thing = std::move(thing)};
}

TEST(EventHub, KeepsNoMoreThanItsBytes) {
  const auto hub = std::make_shared<directory::EventHub>();
  constexpr std::size_t kEach = 16u << 20;
  for (std::int64_t seq = 1; seq <= 10; ++seq) hub->publish({event_of(seq, kEach)});
  const auto feed = hub->subscribe({.after = 0});
  std::string text;
  for (std::string piece = feed->take(); !piece.empty(); piece = feed->take()) text += piece;
  EXPECT_EQ(text.find("id: 7\n"), std::string::npos);  // seven of ten are gone: four of them are more than 64 MiB
  EXPECT_NE(text.find("id: 8\n"), std::string::npos);
  EXPECT_NE(text.find("id: 10\n"), std::string::npos);
}

TEST(EventHub, KeepsTheNewestHoweverLongItIs) {
  const auto hub = std::make_shared<directory::EventHub>();
  hub->publish({event_of(1, 80u << 20)});
  EXPECT_NE(hub->subscribe({.after = 0})->take().find("id: 1\n"), std::string::npos);
}

}  // namespace
}  // namespace kilograph::serve::tests
