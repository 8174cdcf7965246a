// SPARQL over real sockets: the protocol's three ways to ask, its formats, its errors, its limits.
#include "serve/http/target.hpp"
#include "surface/served_catalogue.hpp"

namespace kilograph::serve::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kSelect = "SELECT%20%3Ftitle%20%7B%20%3Chttp%3A%2F%2Fe%2Flamp%3E%20td%3Atitle%20%3Ftitle%20%7D";
constexpr const char* kAsk = "ASK%20%7B%20%3Chttp%3A%2F%2Fe%2Flamp%3E%20a%20td%3AThing%20%7D";
constexpr const char* kConstruct = "CONSTRUCT%20%7B%3Fs%20td%3Atitle%20%3Ft%7D%20%7B%3Fs%20td%3Atitle%20%3Ft%7D";
constexpr const char* kDescribe = "DESCRIBE%20%3Chttp%3A%2F%2Fe%2Flamp%3E";
constexpr const char* kQueryType = "Content-Type: application/sparql-query\r\n";
constexpr const char* kFormType = "Content-Type: application/x-www-form-urlencoded\r\n";

class Sparql : public ServedCatalogue {
 protected:
  void SetUp() override {
    ServedCatalogue::SetUp();
    const Json lamp{{"@context", "https://www.w3.org/2022/wot/td/v1.1"},
                    {"id", "http://e/lamp"},
                    {"title", "Lamp"},
                    {"securityDefinitions", {{"n", {{"scheme", "nosec"}}}}},
                    {"security", "n"}};
    ASSERT_EQ(ask("PUT", "/things/http%3A%2F%2Fe%2Flamp", "Content-Type: application/td+json\r\n", lamp.dump()).status,
              201u);
  }
  RawAnswer get(const std::string& endpoint, const std::string& query, const std::string& accept = "") {
    return ask("GET", endpoint + "?query=" + query, accept.empty() ? "" : "Accept: " + accept + "\r\n");
  }
  static void expect_lamp(const RawAnswer& answer) {
    EXPECT_EQ(answer.status, 200u) << answer.body;
    EXPECT_THAT(answer.body, HasSubstr("Lamp"));
  }
};

TEST_F(Sparql, AnswersAQueryHoweverItIsSent) {
  const std::string plain = "SELECT ?title { <http://e/lamp> td:title ?title }";
  for (const char* endpoint : {"/sparql", "/search/sparql"}) {
    expect_lamp(get(endpoint, kSelect));
    expect_lamp(ask("POST", endpoint, kQueryType, plain));
    expect_lamp(ask("POST", endpoint, kFormType, "query=" + std::string(kSelect)));
  }
}

TEST_F(Sparql, AnswersSearchesInJson) {
  const RawAnswer select = get("/search/sparql", kSelect);
  EXPECT_EQ(select.header("Content-Type"), "application/json");
  EXPECT_EQ(Json::parse(select.body)["results"]["bindings"][0]["title"]["value"], "Lamp");
  const RawAnswer yes = get("/search/sparql", kAsk);
  EXPECT_EQ(yes.header("Content-Type"), "application/json");
  EXPECT_EQ(Json::parse(yes.body)["boolean"], true);
}

TEST_F(Sparql, AnswersGraphSearchesInJsonLd) {
  for (const char* query : {kConstruct, kDescribe}) {
    const RawAnswer answer = get("/search/sparql", query);
    EXPECT_EQ(answer.status, 200u) << answer.body;
    EXPECT_EQ(answer.header("Content-Type"), "application/ld+json");
    const Json nodes = Json::parse(answer.body);
    ASSERT_FALSE(nodes.empty());
    EXPECT_EQ(nodes[0]["@id"], "http://e/lamp");
    EXPECT_EQ(nodes[0]["https://www.w3.org/2019/wot/td#title"][0]["@value"], "Lamp");
  }
}

TEST_F(Sparql, AnswersInTheFormatThatAcceptLikesBest) {
  constexpr std::pair<const char*, const char*> kRows[] = {
      {"", "application/sparql-results+json"},
      {"*/*", "application/sparql-results+json"},
      {"application/sparql-results+xml", "application/sparql-results+xml"},
      {"text/csv", "text/csv"},
      {"text/tab-separated-values", "text/tab-separated-values"},
      {"text/html, application/json;q=0.1, text/csv;q=0.9", "text/csv"}};
  for (const auto& [accept, type] : kRows) {
    const RawAnswer answer = get("/sparql", kSelect, accept);
    expect_lamp(answer);
    EXPECT_EQ(answer.header("Content-Type"), type) << accept;
  }
  constexpr std::pair<const char*, const char*> kGraphs[] = {{"", "text/turtle"},
                                                             {"application/n-triples", "application/n-triples"},
                                                             {"application/ld+json", "application/ld+json"},
                                                             {"text/csv;q=1, text/turtle;q=0.2", "text/turtle"}};
  for (const auto& [accept, type] : kGraphs) {
    const RawAnswer answer = get("/sparql", kConstruct, accept);
    expect_lamp(answer);
    EXPECT_EQ(answer.header("Content-Type"), type) << accept;
  }
  expect_problem(get("/sparql", kSelect, "text/html"), 406);
  expect_problem(get("/sparql", kConstruct, "text/csv"), 406);
  expect_problem(get("/sparql", kSelect, "text/turtle"), 406);
}

TEST_F(Sparql, SaysWhatItIsAtItsBareAddress) {
  const RawAnswer answer = ask("GET", "/sparql");
  EXPECT_EQ(answer.header("Content-Type"), "text/turtle");
  EXPECT_THAT(answer.body, HasSubstr("a sd:Service"));
  EXPECT_THAT(answer.body, HasSubstr("sd:supportedLanguage sd:SPARQL11Query"));
  EXPECT_THAT(answer.body, HasSubstr("/sparql>"));
}

TEST_F(Sparql, RefusesWhatIsNoQueryWithItsPlaceAndAnExample) {
  const RawAnswer broken = ask("POST", "/sparql", kQueryType, "SELECT * {\n  ?s ?p }");
  expect_problem(broken, 400);
  EXPECT_THAT(Json::parse(broken.body).value("where", ""), HasSubstr("line 2, column"));
  for (const RawAnswer& answer :
       {broken, ask("GET", "/sparql?q=x"), ask("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D"),
        ask("POST", "/sparql", kFormType, "update=CLEAR%20ALL"),
        ask("POST", "/search/sparql", kQueryType, "DELETE WHERE { ?s ?p ?o }"),
        ask("POST", "/sparql", "Content-Type: application/sparql-update\r\n", "CLEAR ALL"),
        ask("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=http%3A%2F%2Fe%2Fg"),
        ask("POST", "/sparql", kQueryType, "SELECT * { SERVICE <http://e/> { ?s ?p ?o } }")}) {
    expect_problem(answer, 400);
    const std::string example = Json::parse(answer.body).value("example", "");
    ASSERT_THAT(example, HasSubstr("/sparql?query="));
    EXPECT_EQ(ask("GET", example.substr(example.find("/sparql"))).status, 200u);
  }
  expect_problem(ask("POST", "/sparql", "Content-Type: text/plain\r\n", "ASK {}"), 415);
  expect_problem(ask("PUT", "/sparql", kQueryType, "ASK {}"), 405);
  expect_lamp(get("/sparql", kSelect));
}

TEST_F(Sparql, SeesWhatWasRegisteredSince) {
  expect_lamp(get("/sparql", kSelect));
  ASSERT_EQ(ask("PATCH", "/things/http%3A%2F%2Fe%2Flamp", "Content-Type: application/merge-patch+json\r\n",
                R"({"title": "Torch"})")
                .status,
            204u);
  const RawAnswer changed = get("/sparql", kSelect);
  EXPECT_THAT(changed.body, HasSubstr("Torch"));
  EXPECT_THAT(changed.body, Not(HasSubstr("Lamp")));
  ASSERT_EQ(ask("DELETE", "/things/http%3A%2F%2Fe%2Flamp").status, 204u);
  EXPECT_EQ(Json::parse(get("/sparql", kAsk).body)["boolean"], false);
}

// A cross product that is sorted would take hours and all memory: it ends at its limit while others are answered.
TEST_F(Sparql, EndsAQueryAtItsLimitWhileOthersGoOn) {
  expect_lamp(get("/sparql", kSelect));
  RawClient endless(port_);
  const std::string query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i";
  endless.send(request_text("GET", "/api/v1/query?timeout=1&query=" + http::encoded(query)));
  expect_lamp(get("/sparql", kSelect));
  const RawAnswer ended = endless.answer();
  EXPECT_TRUE(ended.status == 503 || ended.status == 413) << ended.head << ended.body;
  expect_lamp(get("/sparql", kSelect));
}

// As many as are answered at a time leave while they wait: were they not called off, the next would wait for them.
TEST_F(Sparql, CallsOffQueriesWhoseClientsHaveLeft) {
  expect_lamp(get("/sparql", kSelect));
  const std::string target =
      "/sparql?query=" + http::encoded("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }");
  for (std::size_t i = 0; i < 2 * http::Limits{}.query_workers; ++i) {
    RawClient client(port_);
    client.send(request_text("GET", target));
  }
  expect_lamp(get("/sparql", kSelect));
}

}  // namespace
}  // namespace kilograph::serve::tests
