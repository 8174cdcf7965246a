// Lists of Things: whole, a page at a time, as a collection.
#include <algorithm>

#include "surface/directory/directory_fixture.hpp"

namespace kilograph::serve::tests {
namespace {

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
  const RawAnswer xpath = ask("GET", "/search/xpath?query=%2F");
  expect_problem(xpath, 501);
  EXPECT_NE(xpath.body.find("/search/sparql"), std::string::npos);
}

TEST_F(Directory, StreamsLongLists) {
  put_many(200);
  const RawAnswer answer = ask("GET", "/things");
  EXPECT_EQ(answer.header("Transfer-Encoding"), "chunked");
  EXPECT_GT(answer.body.size(), 70'000u);  // more than a piece
  EXPECT_EQ(Json::parse(answer.body).size(), 200u);
}

}  // namespace
}  // namespace kilograph::serve::tests
