// Event streams of the directory.
#include "surface/directory/directory_fixture.hpp"

namespace kilograph::serve::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

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
