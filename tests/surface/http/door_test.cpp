// The HTTP door with real sockets: what is answered, what is refused, what is cut, what is slow.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <nlohmann/json.hpp>
#include <thread>

#include "serve/http/server.hpp"
#include "serve/http/workers.hpp"
#include "surface/http/raw_client.hpp"

namespace kilograph::serve::tests {
namespace {

using http::Request;
using http::Response;
using std::chrono::milliseconds;
using ::testing::HasSubstr;

class Door : public ::testing::Test {
 protected:
  void start(http::Limits limits = {}) {
    limits.stop_time = std::min(limits.stop_time, milliseconds(5'000));
    workers_.emplace(limits.workers, limits.waiting);
    router_.add(std::vector<http::Route>{
        {"GET", "/", http::at_once([](const Request&) { return http::text_response("text/plain", "root"); })},
        {"GET", "/echo/{word}", http::at_once([](const Request& request) {
           return http::text_response("text/plain",
                                      request.variable("word") + "|" + request.parameter("x").value_or(""));
         })},
        {"PUT", "/size", http::at_once([](const Request& request) {
           return http::text_response("text/plain", std::to_string(request.body.size()));
         }),
         100'000},
        {"GET", "/pieces", http::at_once([](const Request&) {
           Response response;
           response.next = [left = 3]() mutable { return left-- > 0 ? std::string("piece ") : std::string(); };
           return response;
         })},
        {"GET", "/slow", workers_->handler([this](const Request&) {
           is_in_slow_ = true;
           while (!may_go_) std::this_thread::yield();
           return http::text_response("text/plain", "done");
         })},
        {"GET", "/until-left", workers_->handler([this](const Request& request) {
           is_in_slow_ = true;
           while (!request.stop.stop_requested() && !may_go_) std::this_thread::yield();
           was_left_ = request.stop.stop_requested();
           return http::text_response("text/plain", "nobody waits");
         })}});
    http::ServerOptions options;
    options.limits = limits;
    options.log = [this](const http::Access& access) { log_ += http::line_of(access) + "\n"; };
    auto server = http::Server::listen(options, router_);
    ASSERT_TRUE(server) << server.error().to_text();
    server_.emplace(std::move(*server));
    port_ = server_->port();
    thread_ = std::thread([this] { server_->run(); });
  }

  void TearDown() override {
    may_go_ = true;
    if (thread_.joinable()) {
      server_->stop();
      thread_.join();
    }
    if (workers_) workers_->finish();
  }

  RawAnswer ask(std::string_view text, bool is_head = false) { return RawClient(port_).ask(text, is_head); }

  static void expect_problem(const RawAnswer& answer, unsigned status) {
    EXPECT_EQ(answer.status, status) << answer.head << answer.body;
    EXPECT_EQ(answer.header("Content-Type"), "application/problem+json; charset=utf-8");
    const auto json = nlohmann::json::parse(answer.body, nullptr, false);
    ASSERT_TRUE(json.is_object()) << answer.body;
    EXPECT_EQ(json.value("status", 0u), status);
    EXPECT_FALSE(json.value("title", "").empty());
    EXPECT_FALSE(json.value("detail", "").empty());
  }

  http::Router router_;
  std::optional<http::Server> server_;
  std::optional<http::Workers> workers_;
  std::thread thread_;
  std::uint16_t port_ = 0;
  std::atomic<bool> may_go_{false}, is_in_slow_{false}, was_left_{false};
  std::string log_;
};

TEST_F(Door, AnswersOnOneConnectionAsOftenAsAsked) {
  start();
  RawClient client(port_);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(client.ask(request_text("GET", "/")).body, "root");
  const RawAnswer echo = client.ask(request_text("GET", "/echo/urn%3Ad%C3%BC%2F1?x=a+b%26c"));
  EXPECT_EQ(echo.body, "urn:d\xC3\xBC/1|a b&c");
  EXPECT_EQ(client.ask(request_text("GET", "/pieces")).body, "piece piece piece ");
  const RawAnswer head = client.ask(request_text("HEAD", "/"), true);
  EXPECT_EQ(head.status, 200u);
  EXPECT_EQ(head.header("Content-Length"), "4");
  EXPECT_EQ(client.ask(request_text("GET", "/")).body, "root");
}

TEST_F(Door, AnswersRequestsThatCameTogetherInOrder) {
  start();
  RawClient client(port_);
  client.send(request_text("GET", "/echo/one") + request_text("GET", "/echo/two") + request_text("GET", "/echo/three"));
  EXPECT_EQ(client.answer().body, "one|");
  EXPECT_EQ(client.answer().body, "two|");
  EXPECT_EQ(client.answer().body, "three|");
}

TEST_F(Door, SaysWhatIsNotThereAndWhatIsAllowed) {
  start();
  expect_problem(ask(request_text("GET", "/nothing")), 404);
  const RawAnswer wrong = ask(request_text("DELETE", "/"));
  expect_problem(wrong, 405);
  EXPECT_EQ(wrong.header("Allow"), "OPTIONS, GET, HEAD");
  const RawAnswer options = ask(request_text("OPTIONS", "/"));
  EXPECT_EQ(options.status, 204u);
  EXPECT_EQ(options.header("Allow"), "OPTIONS, GET, HEAD");
}

TEST_F(Door, WritesALineForEachRequest) {
  start();
  ask(request_text("GET", "/echo/a?x=1"));
  ask("nonsense\r\n\r\n");
  TearDown();
  const auto line = nlohmann::json::parse(log_.substr(0, log_.find('\n')));
  EXPECT_EQ(line["method"], "GET");
  EXPECT_EQ(line["target"], "/echo/a?x=1");
  EXPECT_EQ(line["status"], 200);
  EXPECT_EQ(line["bytes"], 3);
  EXPECT_EQ(std::count(log_.begin(), log_.end(), '\n'), 2);
}

TEST_F(Door, RefusesWhatIsNoRequest) {
  start();
  for (const char* text :
       {"nonsense\r\n\r\n", "GET /\r\n\r\n", "GET / HTTP/1.1\r\nHost localhost\r\n\r\n", "\x16\x03\x01\x02\r\n\r\n",
        "GET nopath HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /%ff HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET /a%00b HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n"}) {
    SCOPED_TRACE(text);
    expect_problem(ask(text), 400);
  }
}

// Each would be read in two ways by two servers in a row (RFC 9112 section 11.2).
TEST_F(Door, RefusesWhatCouldSmuggleARequest) {
  start();
  const std::string begin = "PUT /size HTTP/1.1\r\nHost: localhost\r\n";
  const std::string hidden = "0\r\n\r\nGET /echo/smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";
  for (const char* fields :
       {"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
        "Content-Length: 5\r\nContent-Length: 6\r\n", "Content-Length: 5, 6\r\n", "Content-Length: +5\r\n",
        "Content-Length: 0x5\r\n", "Content-Length: -1\r\n", "Content-Length : 5\r\n",
        "Transfer-Encoding: gzip, chunked\r\n", "Transfer-Encoding: chunked, identity\r\n",
        "Transfer-Encoding: xchunked\r\n", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding:\x0b"
        "chunked\r\n"}) {
    SCOPED_TRACE(fields);
    RawClient client(port_);
    const RawAnswer answer = client.ask(begin + fields + "\r\n" + hidden);
    expect_problem(answer, 400);
    EXPECT_EQ(answer.header("Connection"), "close");
    EXPECT_TRUE(client.is_closed());
  }
  EXPECT_THAT(log_, Not(HasSubstr("smuggled")));
}

TEST_F(Door, RefusesBareLinesInChunks) {
  start();
  const std::string begin = "PUT /size HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
  EXPECT_EQ(ask(begin + "3\r\nabc\r\n0\r\n\r\n").body, "3");
  for (const char* body : {"zz\r\nabc\r\n0\r\n\r\n", "3\r\nabcd\r\n0\r\n\r\n", "fffffffffffffffff\r\nabc\r\n0\r\n\r\n",
                           "-1\r\nabc\r\n0\r\n\r\n"}) {
    SCOPED_TRACE(body);
    expect_problem(ask(begin + body), 400);
  }
  RawClient bare(port_);  // lines without CR never end, so that there is nothing to answer
  bare.send(begin + "3\nabc\n0\n\n");
  bare.end();
  EXPECT_EQ(bare.answer().status, 0u);
}

TEST_F(Door, RefusesAHostThatIsNotItsOwn) {
  start();
  expect_problem(ask("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"), 421);
  expect_problem(ask("GET / HTTP/1.1\r\nHost: 127.0.0.1.evil.example:80\r\n\r\n"), 421);
  for (const char* host : {"localhost", "127.0.0.1:1", "[::1]:80"}) {
    EXPECT_EQ(ask("GET / HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n").status, 200u) << host;
  }
  EXPECT_EQ(ask("GET / HTTP/1.0\r\n\r\n").status, 200u);
}

TEST_F(Door, LimitsWhatARequestMayBring) {
  start();
  expect_problem(ask(request_text("GET", "/", "X: " + std::string(20'000, 'x') + "\r\n")), 431);
  EXPECT_EQ(ask(request_text("PUT", "/size", "", std::string(100'000, 'x'))).body, "100000");
  expect_problem(ask(request_text("PUT", "/size", "", std::string(100'001, 'x'))), 413);
  std::string chunked = request_text("PUT", "/size", "Transfer-Encoding: chunked\r\n");
  for (int i = 0; i < 11; ++i) chunked += "2710\r\n" + std::string(10'000, 'x') + "\r\n";
  expect_problem(ask(chunked + "0\r\n\r\n"), 413);
  // What is refused by its length alone is not waited for.
  expect_problem(ask("PUT /size HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n"), 413);
}

TEST_F(Door, AsksForABodyThatWaitsToBeAskedFor) {
  start();
  RawClient client(port_);
  client.send("PUT /size HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
  EXPECT_THAT(client.read_to("\r\n\r\n"), HasSubstr("HTTP/1.1 100 Continue"));
  client.send("body");
  EXPECT_EQ(client.answer().body, "4");
}

TEST_F(Door, AnswersOthersAfterARequestThatWasCutAnywhere) {
  start();
  const std::string whole = request_text("PUT", "/size", "X: y\r\n", "some body");
  for (std::size_t bytes = 0; bytes < whole.size(); ++bytes) {
    RawClient client(port_);
    client.send(std::string_view(whole).substr(0, bytes));
    client.end();
    const RawAnswer answer = client.answer();
    EXPECT_TRUE(answer.status == 0 || answer.status == 400) << bytes << ": " << answer.head;
    EXPECT_TRUE(client.is_closed()) << bytes;
  }
  EXPECT_EQ(ask(whole).body, "9");
}

TEST_F(Door, DoesNotWaitForeverForSlowClients) {
  http::Limits limits;
  limits.header_time = limits.body_time = milliseconds(150);
  limits.idle_time = milliseconds(300);
  start(limits);
  RawClient silent(port_), header(port_), body(port_);
  header.send("GET / HTTP/1.1\r\nHo");
  body.send("PUT /size HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc");
  expect_problem(header.answer(), 408);
  expect_problem(body.answer(), 408);
  EXPECT_TRUE(header.is_closed());
  EXPECT_TRUE(silent.is_closed());
  EXPECT_EQ(ask(request_text("GET", "/")).body, "root");
}

TEST_F(Door, RefusesConnectionsBeyondItsLimit) {
  http::Limits limits;
  limits.connections = 2;
  start(limits);
  {
    RawClient one(port_), two(port_);
    ASSERT_EQ(one.ask(request_text("GET", "/")).status, 200u);
    ASSERT_EQ(two.ask(request_text("GET", "/")).status, 200u);
    RawClient three(port_);
    const RawAnswer answer = three.answer();
    expect_problem(answer, 429);
    EXPECT_EQ(answer.header("Retry-After"), "2");
    EXPECT_EQ(one.ask(request_text("GET", "/")).body, "root");
  }
}

TEST_F(Door, RefusesRequestsBeyondWhatMayWait) {
  http::Limits limits;
  limits.workers = 1;
  limits.waiting = 0;
  start(limits);
  RawClient slow(port_);
  slow.send(request_text("GET", "/slow"));
  while (!is_in_slow_) std::this_thread::yield();
  const RawAnswer answer = ask(request_text("GET", "/slow"));
  expect_problem(answer, 429);
  EXPECT_EQ(answer.header("Retry-After"), "1");
  EXPECT_EQ(ask(request_text("GET", "/")).body, "root");  // others go on
  may_go_ = true;
  EXPECT_EQ(slow.answer().body, "done");
}

TEST_F(Door, FinishesARequestThatHasBegunWhenItStops) {
  start();
  RawClient idle(port_), slow(port_);
  ASSERT_EQ(idle.ask(request_text("GET", "/")).status, 200u);
  slow.send(request_text("GET", "/slow"));
  while (!is_in_slow_) std::this_thread::yield();
  server_->stop();
  EXPECT_TRUE(idle.is_closed());
  may_go_ = true;
  const RawAnswer answer = slow.answer();
  EXPECT_EQ(answer.body, "done");
  EXPECT_EQ(answer.header("Connection"), "close");
  thread_.join();
  EXPECT_FALSE(RawClient(port_).is_open());
}

TEST_F(Door, TellsWhoComputesAnAnswerThatItsClientHasLeft) {
  start();
  std::optional<RawClient> client(port_);
  client->send(request_text("GET", "/until-left"));
  while (!is_in_slow_) std::this_thread::yield();
  client.reset();
  while (!was_left_) std::this_thread::yield();
  EXPECT_EQ(ask(request_text("GET", "/")).body, "root");
}

TEST_F(Door, AnswersAClientThatAsksAgainBeforeItsAnswer) {
  start();
  RawClient client(port_);
  client.send(request_text("GET", "/until-left"));
  while (!is_in_slow_) std::this_thread::yield();
  client.send(request_text("GET", "/"));
  std::this_thread::sleep_for(milliseconds(50));
  may_go_ = true;
  EXPECT_EQ(client.answer().body, "nobody waits");
  EXPECT_FALSE(was_left_);
  EXPECT_EQ(client.answer().body, "root");
}

TEST_F(Door, CallsOffWhatIsNotAnsweredWhenItStops) {
  http::Limits limits;
  limits.stop_time = milliseconds(100);
  start(limits);
  RawClient client(port_);
  client.send(request_text("GET", "/until-left"));
  while (!is_in_slow_) std::this_thread::yield();
  server_->stop();
  EXPECT_EQ(client.answer().body, "nobody waits");
  EXPECT_TRUE(was_left_);
}

TEST(Listening, IsOnlyForThisMachine) {
  for (const char* text : {"0.0.0.0:80", "192.168.1.1:80", "example.com:80", "[::]:80"}) {
    const auto parsed = http::parse_listen(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.error().kind, ErrorKind::usage);
    EXPECT_THAT(parsed.error().message, HasSubstr("reached from other machines"));
  }
  for (const char* text : {"", ":80", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:65536", "127.0.0.1:1x"}) {
    EXPECT_FALSE(http::parse_listen(text)) << text;
  }
  EXPECT_EQ(http::parse_listen("[::1]:8080")->host, "::1");
  EXPECT_EQ(http::parse_listen("localhost:0")->port, 0);
}

TEST(Server, ASignalBeforeItRunsStopsIt) {
  const http::Router router;
  http::Server server = http::Server::listen({}, router).value();
  server.take_signals();
  std::raise(SIGTERM);
  server.run();
}

}  // namespace
}  // namespace kilograph::serve::tests
