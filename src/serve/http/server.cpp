#include "serve/http/server.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <vector>

#include "serve/http/connection.hpp"

namespace kilograph::serve::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr std::chrono::milliseconds kNoDescriptorPause{50};
constexpr std::chrono::milliseconds kLastWords{2'000};

// As many open files as connections want, where the machine lets a process have them.
void allow_descriptors(std::size_t connections) {
  constexpr rlim_t kOthers = 256;  // ledger, index, log
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  const rlim_t wanted = std::min<rlim_t>(connections + kOthers, limit.rlim_max);
  if (limit.rlim_cur >= wanted) return;
  limit.rlim_cur = wanted;
  setrlimit(RLIMIT_NOFILE, &limit);  // if not, accept() says so when they run out, and is tried again
}

tcp::endpoint endpoint_of(const HostAndPort& where) {
  const std::string host = where.host == "localhost" ? "127.0.0.1" : where.host;
  return {asio::ip::make_address(host), where.port};
}

}  // namespace

struct Server::State {
  using Moment = std::chrono::steady_clock::time_point;

  explicit State(const ServerOptions& options) : acceptor(context), stop_timer(context), signals(context) {
    shared.limits = options.limits;
    shared.log = options.log;
  }

  asio::io_context context{1};
  Shared shared;
  tcp::acceptor acceptor;
  asio::steady_timer stop_timer;
  asio::signal_set signals;
  std::vector<std::weak_ptr<Connection>> connections;
  std::vector<std::function<void()>> stop_calls;

  asio::awaitable<void> accept() {
    while (acceptor.is_open()) {
      auto [error, socket] = co_await acceptor.async_accept(kAwait);
      if (!acceptor.is_open()) co_return;
      if (error) {  // no descriptor is free, or the client has left already
        asio::steady_timer pause(context, kNoDescriptorPause);
        co_await pause.async_wait(kAwait);
        continue;
      }
      take(std::move(socket));
    }
  }

  void take(tcp::socket socket) {
    const bool is_full = shared.traffic.connections >= shared.limits.connections;
    const auto connection = std::make_shared<Connection>(std::move(socket), shared);
    if (connections.size() >= 2 * shared.traffic.connections + 16) {
      std::erase_if(connections, [](const auto& one) { return one.expired(); });
    }
    connections.push_back(connection);
    asio::co_spawn(context, is_full ? connection->refuse() : connection->serve(), asio::detached);
  }

  void begin_stop() {
    if (shared.is_stopping) return;
    shared.is_stopping = true;
    boost::system::error_code ignored;
    acceptor.close(ignored);
    signals.cancel(ignored);
    for (const auto& call : stop_calls) call();
    each([](Connection& connection) { connection.finish(); });
    wait_for_last();
  }

  // Until all connections are gone. What has no answer when the time is over is called off, and then has a little to
  // say so.
  void wait_for_last() {
    const auto deadline = std::chrono::steady_clock::now() + shared.limits.stop_time;
    look_again(deadline, deadline + kLastWords);
  }

  void look_again(Moment deadline, Moment end) {
    if (shared.traffic.connections == 0) return;
    const Moment now = std::chrono::steady_clock::now();
    if (now >= end) return each([](Connection& connection) { connection.close(); });
    if (now >= deadline) each([](Connection& connection) { connection.call_off(); });
    stop_timer.expires_after(std::chrono::milliseconds(20));
    stop_timer.async_wait([this, deadline, end](const boost::system::error_code& error) {
      if (!error) look_again(deadline, end);
    });
  }

  template <class F>
  void each(const F& call) {
    for (const auto& weak : std::vector(connections)) {
      if (const auto connection = weak.lock()) call(*connection);
    }
  }
};

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::Server(Server&&) noexcept = default;
Server& Server::operator=(Server&&) noexcept = default;
Server::~Server() = default;

Result<Server> Server::listen(const ServerOptions& options, const Router& router) {
  if (!is_loopback(options.where.host)) {
    return fail(ErrorKind::usage, "'" + options.where.host + "' is no loopback address");
  }
  allow_descriptors(options.limits.connections);
  auto state = std::make_unique<State>(options);
  state->shared.router = &router;
  const tcp::endpoint endpoint = endpoint_of(options.where);
  boost::system::error_code error;
  state->acceptor.open(endpoint.protocol(), error);
  if (!error) state->acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) state->acceptor.bind(endpoint, error);
  if (!error) state->acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) {
    return fail(ErrorKind::io, "cannot listen: " + error.message(),
                in_url(options.where.host) + ":" + std::to_string(options.where.port), "a free port",
                "Port 0 takes a free one.");
  }
  state->shared.origin =
      "http://" + in_url(options.where.host) + ":" + std::to_string(state->acceptor.local_endpoint(error).port());
  return Server(std::move(state));
}

std::uint16_t Server::port() const {
  boost::system::error_code ignored;
  return state_->acceptor.local_endpoint(ignored).port();
}

std::string Server::origin() const { return state_->shared.origin; }

const Traffic& Server::traffic() const { return state_->shared.traffic; }

void Server::take_signals() {
  State& state = *state_;
  state.signals.add(SIGTERM);
  state.signals.add(SIGINT);
  state.signals.async_wait([&state](const boost::system::error_code& error, int) {
    if (!error) state.begin_stop();
  });
}

void Server::run() {
  State& state = *state_;
  asio::co_spawn(state.context, state.accept(), asio::detached);
  state.context.run();
}

void Server::stop() {
  asio::post(state_->context, [state = state_.get()] { state->begin_stop(); });
}

void Server::on_stop(std::function<void()> call) { state_->stop_calls.push_back(std::move(call)); }

void Server::post(std::function<void()> work) { asio::post(state_->context, std::move(work)); }

}  // namespace kilograph::serve::http
