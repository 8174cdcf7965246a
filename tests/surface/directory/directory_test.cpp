// The Thing directory over real sockets. docs/formats/directory.md says which test stands for which assertion of
// WoT Discovery.
#include <algorithm>
#include <regex>

#include "reply/directory/moment.hpp"
#include "reply/thing_check.hpp"
#include "surface/served_catalogue.hpp"

namespace kilograph::serve::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kTd = "Content-Type: application/td+json\r\n";
constexpr const char* kPatch = "Content-Type: application/merge-patch+json\r\n";
constexpr const char* kContext = "https://www.w3.org/2022/wot/td/v1.1";
constexpr const char* kDiscovery = "https://www.w3.org/2022/wot/discovery";

Json thing(const std::string& id, const std::string& title = "Lamp") {
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

TEST_F(Directory, ListsAllThingsInTheOrderOfTheirIds) {
  for (const char* id : {"urn:b", "urn:a", "urn:B", "urn:\xC3\xA9", "urn:ab"}) {
    const Json json = thing(id);
    ask("PUT", "/things/" + std::regex_replace(escaped(id), std::regex("\xC3\xA9"), "%C3%A9"), kTd, json.dump());
  }
  const RawAnswer answer = ask("GET", "/things");
  EXPECT_EQ(answer.header("Content-Type"), "application/ld+json");
  const auto ids = ids_of(Json::parse(answer.body));
  EXPECT_GE(ids.size(), 4u);
  EXPECT_TRUE(std::ranges::is_sorted(ids));
  EXPECT_TRUE(answer.header("Link").empty());
}

TEST_F(Directory, ListsAPageAtATime) {
  put_many(5);
  const std::string etag = ask("GET", "/things?limit=2").head;
  std::string target = "/things?limit=2";
  std::vector<std::string> seen;
  int pages = 0;
  while (!target.empty() && pages < 10) {
    const RawAnswer page = ask("GET", target);
    ASSERT_EQ(page.status, 200u) << target;
    const auto ids = ids_of(Json::parse(page.body));
    EXPECT_LE(ids.size(), 2u);
    seen.insert(seen.end(), ids.begin(), ids.end());
    std::smatch next;
    static const std::regex link("Link: <([^>]+)>; rel=\"next\"");
    target = std::regex_search(page.head, next, link) ? next[1].str() : "";
    EXPECT_TRUE(target.empty() || target.starts_with("/things?")) << target;
    static const std::regex canonical(
        "Link: <http://127\\.0\\.0\\.1:[0-9]+/things>; rel=\"canonical\"; etag=\"[^\"]+\"");
    EXPECT_TRUE(std::regex_search(page.head, canonical)) << page.head;
    ++pages;
  }
  EXPECT_EQ(pages, 3);
  EXPECT_EQ(seen, ids_of(Json::parse(ask("GET", "/things").body)));
  put_many(0);
  ASSERT_EQ(put(thing("urn:t:9")).status, 201u);
  EXPECT_NE(ask("GET", "/things?limit=2").head, etag);
}

TEST_F(Directory, ListsACollectionOnDemand) {
  put_many(3);
  const Json page = Json::parse(ask("GET", "/things?format=collection&limit=2").body);
  EXPECT_EQ(page["@context"], kDiscovery);
  EXPECT_EQ(page["@type"], "ThingCollection");
  EXPECT_EQ(page["total"], 3);
  EXPECT_EQ(page["members"].size(), 2u);
  EXPECT_EQ(page["@id"], "/things?offset=0&limit=2&format=collection");
  ASSERT_TRUE(page.contains("next"));
  const Json last = Json::parse(ask("GET", page["next"].get<std::string>()).body);
  EXPECT_EQ(last["members"].size(), 1u);
  EXPECT_FALSE(last.contains("next"));
}

TEST_F(Directory, SaysWhichListsItDoesNotOffer) {
  expect_problem(ask("GET", "/things?limit=0"), 400);
  expect_problem(ask("GET", "/things?limit=x"), 400);
  expect_problem(ask("GET", "/things?offset=-1"), 400);
  expect_problem(ask("GET", "/things?format=csv"), 400);
  expect_problem(ask("GET", "/things?sort_by=title"), 501);
  expect_problem(ask("GET", "/things?sort_order=desc"), 501);
  expect_problem(ask("GET", "/things", "Accept: text/html\r\n"), 406);
  expect_problem(ask("GET", "/nothing"), 404);
}

TEST_F(Directory, StreamsLongLists) {
  put_many(200);
  const RawAnswer answer = ask("GET", "/things");
  EXPECT_EQ(answer.header("Transfer-Encoding"), "chunked");
  EXPECT_GT(answer.body.size(), 70'000u);  // more than a piece
  EXPECT_EQ(Json::parse(answer.body).size(), 200u);
}

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

TEST_F(Directory, TellsOfWhatHappens) {
  RawClient all(port_), created(port_), full(port_);
  all.send(request_text("GET", "/events"));
  created.send(request_text("GET", "/events/thing_created"));
  full.send(request_text("GET", "/events?diff=true"));
  EXPECT_THAT(all.read_to("\r\n\r\n"), HasSubstr("Content-Type: text/event-stream"));
  created.read_to("\r\n\r\n");
  full.read_to("\r\n\r\n");
  ASSERT_EQ(put(thing("urn:t:0")).status, 201u);
  ASSERT_EQ(patch("urn:t:0", {{"title", "Torch"}}).status, 204u);
  ASSERT_EQ(ask("DELETE", "/things/urn%3At%3A0").status, 204u);
  std::string text = all.read_to("thing_deleted");
  text += all.read_to("\n\n");
  static const std::regex form(
      "event: thing_created\nid: ([0-9]+)\ndata: \\{\"id\":\"urn:t:0\"\\}\n\n"
      "event: thing_updated\nid: ([0-9]+)\ndata: \\{\"id\":\"urn:t:0\"\\}\n\n"
      "event: thing_deleted\nid: ([0-9]+)\ndata: \\{\"id\":\"urn:t:0\"\\}\n\n");
  EXPECT_TRUE(std::regex_match(text, form)) << text;
  EXPECT_THAT(created.read_to("\n\n"), HasSubstr("thing_created"));
  // With diff: the whole Thing, then what changed, then the id alone.
  const std::string whole = full.read_to("\n\n");
  EXPECT_EQ(Json::parse(whole.substr(whole.find("data: ") + 6))["properties"]["on"]["type"], "boolean");
  const std::string change = full.read_to("\n\n");
  const Json merge = Json::parse(change.substr(change.find("data: ") + 6));
  EXPECT_EQ(merge["id"], "urn:t:0");
  EXPECT_EQ(merge["title"], "Torch");
  EXPECT_FALSE(merge.contains("properties"));
  EXPECT_THAT(full.read_to("\n\n"), HasSubstr("data: {\"id\":\"urn:t:0\"}\n"));
}

TEST_F(Directory, ReplaysEventsFromTheOneThatWasSeenLast) {
  put_many(3);
  RawClient first(port_);
  first.send(request_text("GET", "/events", "Last-Event-ID: 0\r\n"));
  const std::string text = first.read_to("urn:t:2");
  static const std::regex number("id: ([0-9]+)\n");
  std::smatch match;
  ASSERT_TRUE(std::regex_search(text, match, number));
  const std::string seen = match[1];
  stop();
  start();  // the log is the ledger's: it outlives the service
  RawClient second(port_);
  second.send(request_text("GET", "/events", "Last-Event-ID: " + seen + "\r\n"));
  const std::string rest = second.read_to("urn:t:2");
  EXPECT_THAT(rest, Not(HasSubstr("urn:t:0")));
  EXPECT_THAT(rest, HasSubstr("urn:t:1"));
  expect_problem(ask("GET", "/events", "Last-Event-ID: x\r\n"), 400);
  expect_problem(ask("GET", "/events?diff=perhaps"), 400);
  expect_problem(ask("GET", "/events/thing_moved"), 404);
}

TEST_F(Directory, SeesWhatTheCommandLineAdds) {
  RawClient events(port_);
  events.send(request_text("GET", "/events"));
  events.read_to("\r\n\r\n");
  ASSERT_TRUE(run("add", {{"path", write("lamp.td.json", thing("urn:cli:lamp").dump())}}));
  EXPECT_THAT(events.read_to("\n\n"), HasSubstr("urn:cli:lamp"));
  EXPECT_EQ(kept("urn:cli:lamp")["title"], "Lamp");
  ASSERT_TRUE(run("remove", {{"name", "urn:cli:lamp"}}));
  EXPECT_THAT(events.read_to("thing_deleted"), HasSubstr("thing_deleted"));
  expect_problem(get("urn:cli:lamp"), 404);
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

TEST_F(Directory, HoldsAThousandOpenStreamsWithoutAThreadEach) {
  const auto threads = [] {
    return std::distance(std::filesystem::directory_iterator("/proc/self/task"), std::filesystem::directory_iterator());
  };
  const auto before = threads();
  std::vector<RawClient> clients;
  for (int i = 0; i < 1'000 && (clients.empty() || clients.back().is_open()); ++i) clients.emplace_back(port_);
  for (RawClient& client : clients) client.send(request_text("GET", "/events"));
  for (RawClient& client : clients) ASSERT_THAT(client.read_to("\r\n\r\n"), HasSubstr("200 OK"));
  EXPECT_EQ(threads(), before);
  ASSERT_EQ(put(thing("urn:t:0")).status, 201u);
  for (RawClient& client : clients) ASSERT_THAT(client.read_to("\n\n"), HasSubstr("urn:t:0"));
}

}  // namespace
}  // namespace kilograph::serve::tests
