// Things in the directory, over real sockets. docs/formats/directory.md says which test stands for which assertion of
// WoT Discovery.
#include "reply/directory/directory.hpp"
#include "surface/directory/directory_fixture.hpp"

namespace kilograph::serve::tests {
namespace {

using ::testing::HasSubstr;

TEST_F(Directory, CreatesAThingAtItsId) {
  const RawAnswer created = put(thing("urn:example:lamp"));
  EXPECT_EQ(created.status, 201u) << created.body;
  EXPECT_EQ(created.header("Location"), "/things/urn%3Aexample%3Alamp");
  const Json json = kept("urn:example:lamp");
  EXPECT_EQ(json["title"], "Lamp");
  EXPECT_EQ(json["properties"]["on"]["forms"][0]["href"], "http://lamp/on");
  EXPECT_EQ(get("urn:example:lamp").header("Content-Type"), "application/td+json");
}

TEST_F(Directory, PutsAnotherDescriptionInItsPlace) {
  ASSERT_EQ(put(thing("urn:example:lamp")).status, 201u);
  const std::string before = get("urn:example:lamp").header("ETag");
  Json other = thing("urn:example:lamp", "Torch");
  other.erase("properties");
  EXPECT_EQ(put(other).status, 204u);
  EXPECT_EQ(kept("urn:example:lamp")["title"], "Torch");
  EXPECT_FALSE(kept("urn:example:lamp").contains("properties"));
  EXPECT_NE(get("urn:example:lamp").header("ETag"), before);
}

TEST_F(Directory, GivesAnAnonymousThingAnId) {
  const RawAnswer created = ask("POST", "/things", kTd, thing("").dump());
  EXPECT_EQ(created.status, 201u) << created.body;
  const std::string location = created.header("Location");
  static const std::regex uuid(
      "/things/urn%3Auuid%3A[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  ASSERT_TRUE(std::regex_match(location, uuid)) << location;
  const Json json = Json::parse(ask("GET", location).body);
  EXPECT_EQ("/things/" + escaped(json.at("id")), location);
  EXPECT_EQ(Json::parse(ask("GET", "/things").body)[0]["id"], json["id"]);
  EXPECT_NE(ask("POST", "/things", kTd, thing("").dump()).header("Location"), location);
}

TEST_F(Directory, TakesNoIdWhereItWouldGiveOne) {
  const RawAnswer refused = ask("POST", "/things", kTd, thing("urn:example:lamp").dump());
  expect_problem(refused, 400);
  EXPECT_THAT(refused.body, HasSubstr("/things/{id}"));
  expect_problem(get("urn:example:lamp"), 404);
}

TEST_F(Directory, TakesNoOtherIdThanTheAddress) {
  expect_problem(ask("PUT", "/things/urn%3Aother", kTd, thing("urn:example:lamp").dump()), 400);
  expect_problem(ask("PUT", "/things/urn%3Aother", kTd, thing("").dump()), 400);
  EXPECT_EQ(ask("GET", "/things").body, "[]");
}

TEST_F(Directory, AnswersHeadLikeGet) {
  put_many(1);
  for (const char* target : {"/things", "/things/urn%3At%3A0", "/.well-known/wot", "/events"}) {
    const RawAnswer head = ask("HEAD", target);
    EXPECT_EQ(head.status, 200u) << target;
    EXPECT_TRUE(head.body.empty());
    EXPECT_FALSE(head.header("Content-Type").empty());
  }
  EXPECT_EQ(ask("HEAD", "/things/urn%3Anobody").status, 404u);
}

TEST_F(Directory, SaysWhatAThingIsByItsTag) {
  put_many(1);
  const std::string tag = get("urn:t:0").header("ETag");
  ASSERT_FALSE(tag.empty());
  EXPECT_EQ(get("urn:t:0", "If-None-Match: " + tag + "\r\n").status, 304u);
  EXPECT_EQ(get("urn:t:0", "If-None-Match: \"other\"\r\n").status, 200u);
  const std::string changed = thing("urn:t:0", "Changed").dump();
  expect_problem(ask("PUT", "/things/urn%3At%3A0", std::string(kTd) + "If-Match: \"other\"\r\n", changed), 412);
  EXPECT_EQ(ask("PUT", "/things/urn%3At%3A0", std::string(kTd) + "If-Match: " + tag + "\r\n", changed).status, 204u);
  expect_problem(ask("DELETE", "/things/urn%3At%3A0", "If-Match: " + tag + "\r\n"), 412);
}

TEST_F(Directory, PutsNothingWhereIfNoneMatchExcludesIt) {
  const std::string any = std::string(kTd) + "If-None-Match: *\r\n";
  EXPECT_EQ(put(thing("urn:t:0", "First"), any).status, 201u);
  expect_problem(put(thing("urn:t:0", "Second"), any), 412);
  EXPECT_EQ(kept("urn:t:0")["title"], "First");
  const std::string tag = get("urn:t:0").header("ETag");
  expect_problem(put(thing("urn:t:0", "Second"), std::string(kTd) + "If-None-Match: W/" + tag + "\r\n"), 412);
  EXPECT_EQ(put(thing("urn:t:0", "Second"), std::string(kTd) + "If-None-Match: \"x\"\r\n").status, 204u);
}

TEST_F(Directory, TakesAnyTagOfAList) {
  put_many(1);
  const std::string tag = get("urn:t:0").header("ETag");
  const auto matching = [](const std::string& list) { return std::string(kTd) + "If-Match: " + list + "\r\n"; };
  expect_problem(put(thing("urn:t:0", "Weak"), matching("\"a\", W/" + tag)), 412);
  EXPECT_EQ(put(thing("urn:t:0", "Changed"), matching("\"a,b\", " + tag + ",\"c\"")).status, 204u);
  EXPECT_EQ(kept("urn:t:0")["title"], "Changed");
}

// Another process writes into the catalogue, and the service has not looked since.
TEST_F(Directory, ChecksPreconditionsAgainstTheLedgerAsItIs) {
  put_many(1);
  const std::string tag = get("urn:t:0").header("ETag");
  auto other = reply::directory::Directory::open(*desk_.catalogue, "other");
  ASSERT_TRUE(other) << other.error().to_text();
  using reply::directory::Order;
  const Order orders[] = {{Order::Kind::put, "urn:t:0", thing("urn:t:0", "Other's").dump()},
                          {Order::Kind::put, "urn:t:1", thing("urn:t:1", "Other's").dump()}};
  for (const auto& outcome : other->carry_out(orders)) {
    ASSERT_FALSE(outcome.error) << outcome.error->to_text();
  }
  expect_problem(put(thing("urn:t:0", "Lost"), std::string(kTd) + "If-Match: " + tag + "\r\n"), 412);
  EXPECT_EQ(kept("urn:t:0")["title"], "Other's");
  const Order third[] = {{Order::Kind::put, "urn:t:2", thing("urn:t:2").dump()}};
  for (const auto& outcome : other->carry_out(third)) {
    ASSERT_FALSE(outcome.error) << outcome.error->to_text();
  }
  EXPECT_EQ(put(thing("urn:t:2", "Changed")).status, 204u);
}

TEST_F(Directory, ChangesWhatAMergePatchNames) {
  ASSERT_EQ(put(thing("urn:example:lamp")).status, 201u);
  EXPECT_EQ(
      patch("urn:example:lamp", {{"title", "Torch"}, {"support", "https://help"}, {"properties", nullptr}}).status,
      204u);
  const Json json = kept("urn:example:lamp");
  EXPECT_EQ(json["title"], "Torch");
  EXPECT_EQ(json["support"], "https://help");
  EXPECT_FALSE(json.contains("properties"));
}

TEST_F(Directory, ChangesNothingByAPatchThatIsWrong) {
  ASSERT_EQ(put(thing("urn:example:lamp")).status, 201u);
  const RawAnswer invalid = patch("urn:example:lamp", {{"title", nullptr}});
  expect_problem(invalid, 400);
  EXPECT_FALSE(Json::parse(invalid.body)["validationErrors"].empty());
  expect_problem(patch("urn:example:lamp", {{"id", "urn:other"}}), 400);
  expect_problem(patch("urn:nobody", {{"title", "Torch"}}), 404);
  const RawAnswer typed = ask("PATCH", "/things/urn%3Aexample%3Alamp", "Content-Type: application/json\r\n", "{}");
  expect_problem(typed, 415);
  EXPECT_EQ(typed.header("Accept-Patch"), "application/merge-patch+json");
  EXPECT_EQ(kept("urn:example:lamp")["title"], "Lamp");
}

TEST_F(Directory, DropsAThing) {
  put_many(2);
  EXPECT_EQ(ask("DELETE", "/things/urn%3At%3A0").status, 204u);
  expect_problem(get("urn:t:0"), 404);
  expect_problem(ask("DELETE", "/things/urn%3At%3A0"), 404);
  EXPECT_EQ(get("urn:t:1").status, 200u);
}

TEST_F(Directory, KeepsWhatItAnswered) {
  put_many(20);
  ASSERT_EQ(patch("urn:t:3", {{"title", "Torch"}}).status, 204u);
  const std::string before = ask("GET", "/things").body;
  stop();
  start();
  EXPECT_EQ(ask("GET", "/things").body, before);
  const auto verified = run("verify", {});
  ASSERT_TRUE(verified);
  EXPECT_EQ(reply::json_text(*verified), "{\"clean\":true,\"problems\":[]}\n");
}

TEST_F(Directory, TakesManyRegistrationsAtOnce) {
  constexpr int kClients = 8, kEach = 10;
  std::vector<std::thread> clients;
  std::atomic<int> created{0};
  for (int c = 0; c < kClients; ++c) {
    clients.emplace_back([&, c] {
      RawClient client(port_);
      for (int i = 0; i < kEach; ++i) {
        const std::string id = "urn:c" + std::to_string(c) + ":" + std::to_string(i);
        if (client.ask(request_text("PUT", "/things/" + escaped(id), kTd, thing(id).dump())).status == 201) ++created;
      }
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(created, kClients * kEach);
  EXPECT_EQ(Json::parse(ask("GET", "/things").body).size(), static_cast<std::size_t>(kClients * kEach));
}

}  // namespace
}  // namespace kilograph::serve::tests
