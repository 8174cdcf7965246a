// The verbs over HTTP: what they answer is what the command line prints with --json, case by case.
#include "serve/http/target.hpp"
#include "surface/served_catalogue.hpp"

namespace kilograph::serve::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const std::filesystem::path kCatalog = std::filesystem::path(KILOGRAPH_SOURCE_DIR) / "catalog";

struct Case {
  const char* verb;
  std::initializer_list<std::pair<const char*, const char*>> values;  // an empty value sets a flag
  unsigned status = 200;
  const char* type = "application/json";
};

// Names are those of the published models and boards.
const Case kCases[] = {
    {"show", {{"name", "Hello_World"}}},
    {"show", {{"name", "SSI-Web Node"}}},
    {"show", {{"name", "SSI-Web Node"}, {"format", "ttl"}}, 200, "text/turtle"},
    {"show", {{"name", "nobody"}}, 404},
    {"show", {}, 400},
    {"fit", {}, 200, "application/x-ndjson"},
    {"fit", {{"model", "Hello_World"}}, 200, "application/x-ndjson"},
    {"fit", {{"device", "SSI-Web Node"}, {"limit", "3"}}, 200, "application/x-ndjson"},
    {"fit", {{"counts", ""}}, 200, "application/x-ndjson"},
    {"fit", {{"limit", "many"}}, 400},
    {"fit", {{"facts", "worst"}}, 400},
    {"fit", {{"model", "Hello_World"}, {"if", "device.ram += 20KiB"}}, 200, "application/x-ndjson"},
    {"why", {{"model", "Hello_World"}, {"device", "SSI-Web Node"}}},
    {"why", {{"model", "Hello_World"}, {"device", "nobody"}}, 404},
    {"why", {{"model", "Hello_World"}}, 400},
    {"rank", {}},
    {"rank", {{"task", "nothing of the kind"}}},
    {"plan", {{"name", "Hello_World"}}, 404},
    {"query",
     {{"query", "SELECT ?n { ?m a nnet:NeuralNetwork ; schema:name ?n } ORDER BY ?n"}},
     200,
     "application/sparql-results+json"},
    {"query",
     {{"query", "SELECT ?n { ?m schema:name ?n } ORDER BY ?n LIMIT 3"}, {"format", "csv"}},
     200,
     "text/csv; charset=utf-8"},
    {"query", {{"query", "SELECT {"}}, 400},
    {"query", {{"query", "ASK {}"}, {"timeout", "0"}}, 400},
    {"log", {{"since", "5"}}, 200, "application/x-ndjson"},
    {"diff", {{"name", "Hello_World"}, {"since", "1"}}, 200},
};

class Verbs : public ServedCatalogue {
 protected:
  void SetUp() override {
    ServedCatalogue::SetUp();
    reply::Call call;
    for (const auto& folder : {kCatalog / "models", kCatalog / "devices"}) {
      for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().string();
        if (name.ends_with(".ttl") || name.ends_with(".td.json")) call.give("path", name);
      }
    }
    const auto added = reply::answer("add", call, desk_);
    ASSERT_TRUE(added) << added.error().to_text();
    stop();  // so that the directory has seen it when the test begins
    start();
  }

  RawAnswer over_http(const Case& one) {
    std::string target = "/api/v1/" + std::string(one.verb);
    char separator = '?';
    for (const auto& [name, value] : one.values) {
      target += separator + std::string(name) + "=" + http::encoded(*value == '\0' ? "true" : value);
      separator = '&';
    }
    return ask("GET", target);
  }

  Result<reply::Answer> by_command(const Case& one) {
    reply::Call call;
    for (const auto& [name, value] : one.values) call.give(name, value);
    reply::Desk desk = desk_;
    desk.for_programs = true;
    desk.folder = folder_;
    return reply::answer(one.verb, call, desk);
  }
};

TEST_F(Verbs, AnswerOverHttpAsTheCommandLineDoes) {
  std::size_t answered = 0;
  for (const Case& one : kCases) {
    std::string trace = one.verb;
    for (const auto& [name, value] : one.values) trace += " " + std::string(name) + "=" + value;
    SCOPED_TRACE(trace);
    const RawAnswer http = over_http(one);
    const auto command = by_command(one);
    EXPECT_EQ(http.status, one.status) << http.body;
    if (one.status != 200) {
      ASSERT_FALSE(command);
      expect_problem(http, one.status);
      const Json problem = Json::parse(http.body), error = Json::parse(reply::json_text(command.error()))["error"];
      EXPECT_EQ(problem["kind"], error["kind"]);
      continue;
    }
    ASSERT_TRUE(command) << command.error().to_text();
    EXPECT_EQ(http.header("Content-Type"), one.type);
    EXPECT_EQ(http.body, reply::json_text(*command));
    EXPECT_GT(http.body.size(), 2u);
    ++answered;
  }
  EXPECT_GE(answered, 14u);
}

// A name that the catalogue does not know must not be looked for among the server's files.
TEST_F(Verbs, ReadNoFilesOfTheServer) {
  const std::string file = write("secret.td.json", R"({"title": "Secret"})");
  for (const char* verb :
       {"show?name=", "plan?name=", "fit?model=", "fit?device=", "why?device=x&model=", "diff?name="}) {
    SCOPED_TRACE(verb);
    for (const std::string& name :
         {file, std::string("/etc/passwd"), std::string("./CMakeLists.txt"), std::string("/")}) {
      const RawAnswer answer = ask("GET", "/api/v1/" + std::string(verb) + http::encoded(name));
      EXPECT_TRUE(answer.status == 404 || answer.status == 400) << answer.body;
      EXPECT_THAT(answer.body, Not(HasSubstr("Secret")));
    }
  }
  for (const char* target : {"plan?name=Hello_World&svg=x.svg", "plan?name=Hello_World&write=x",
                             "diff?name=Hello_World&with=x", "show?name=Hello_World&nothing=1"}) {
    const RawAnswer answer = ask("GET", "/api/v1/" + std::string(target));
    expect_problem(answer, 400);
    EXPECT_THAT(answer.body, HasSubstr("openapi.json"));
  }
  expect_problem(ask("GET", "/api/v1/add?path=x"), 404);
  expect_problem(ask("GET", "/api/v1/fit?counts=perhaps"), 400);
}

TEST_F(Verbs, AreDescribedByTheirTable) {
  const RawAnswer answer = ask("GET", "/api/v1/openapi.json");
  const Json json = Json::parse(answer.body);
  EXPECT_EQ(json["openapi"], "3.1.0");
  EXPECT_EQ(json["servers"][0]["url"], "http://127.0.0.1:" + std::to_string(port_));
  const Json& fit = json["paths"]["/api/v1/fit"]["get"];
  std::vector<std::string> names;
  for (const Json& parameter : fit["parameters"]) names.push_back(parameter["name"]);
  EXPECT_THAT(names, ::testing::IsSupersetOf({"model", "device", "counts", "facts", "limit"}));
  EXPECT_EQ(fit["parameters"][names.size() - 1]["schema"]["enum"], Json::array({"best", "published"}));
  for (const Json& parameter : json["paths"]["/api/v1/plan"]["get"]["parameters"]) {
    EXPECT_NE(parameter["name"], "svg");
  }
}

// Every path of the document is there, for the methods that it names.
TEST_F(Verbs, AreAllThatTheDocumentSays) {
  const Json json = Json::parse(ask("GET", "/api/v1/openapi.json").body);
  std::size_t operations = 0;
  for (const auto& [path, methods] : json["paths"].items()) {
    std::string target = path;
    for (auto at = target.find('{'); at != std::string::npos; at = target.find('{'))
      target.replace(at, target.find('}') - at + 1, "urn%3Ax");
    const std::string allowed = ask("OPTIONS", target).header("Allow");
    for (const auto& [method, operation] : methods.items()) {
      std::string upper = method;
      for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
      EXPECT_THAT(allowed, HasSubstr(upper)) << path;
      EXPECT_TRUE(operation.contains("responses")) << path;
      ++operations;
    }
  }
  EXPECT_GE(operations, 24u);
}

TEST_F(Verbs, SayHowTheServiceIs) {
  for (const char* target : {"/api/v1/health", "/api/v1/health/live", "/api/v1/health/ready"}) {
    const RawAnswer answer = ask("GET", target);
    EXPECT_EQ(answer.status, 200u);
    EXPECT_EQ(Json::parse(answer.body)["status"], "ok");
  }
  ask("GET", "/nothing");
  const Json health = Json::parse(ask("GET", "/api/v1/health").body);
  EXPECT_EQ(health["requests"], 4);
  EXPECT_EQ(health["refused"], 1);
  EXPECT_EQ(health["things"], 6);  // the published boards
  EXPECT_EQ(health["sparql"], "not asked yet");
  EXPECT_EQ(ask("GET", "/api/v1/query?query=ASK%7B%7D").status, 200u);
  EXPECT_EQ(Json::parse(ask("GET", "/api/v1/health").body)["sparql"], "ready");
  const RawAnswer metrics = ask("GET", "/api/v1/metrics");
  EXPECT_EQ(metrics.header("Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
  EXPECT_THAT(metrics.body, HasSubstr("\nkilograph_things 6\n"));
  EXPECT_THAT(metrics.body, HasSubstr("\nkilograph_http_requests_total 7\n"));
}

}  // namespace
}  // namespace kilograph::serve::tests
