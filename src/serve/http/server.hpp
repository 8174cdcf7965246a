// The HTTP door: HTTP/1.1 (RFC 9112) by Boost.Beast on one thread, which all open connections and event streams share.
//
// Parsing is the library's; what the library lets pass and a proxy might read otherwise is refused here: a request
// without exactly one Host, or with both Content-Length and Transfer-Encoding. A Host that is no name of this machine
// is refused too (421), because a page of the web may point a name of its own at a loopback address.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "serve/http/access.hpp"
#include "serve/http/host.hpp"
#include "serve/http/limits.hpp"
#include "serve/http/router.hpp"

namespace kilograph::serve::http {

struct Traffic {
  std::atomic<std::uint64_t> connections{0};  // open now
  std::atomic<std::uint64_t> requests{0};     // answered so far
  std::atomic<std::uint64_t> refused{0};      // of these with 4xx and 5xx
};

struct ServerOptions {
  HostAndPort where{"127.0.0.1", 0};
  Limits limits{};
  AccessLog log{};  // may be empty
};

class Server {
 public:
  // Listens. Errors: usage (no address, or one beyond loopback); io (the port is taken).
  // The router must outlive the server.
  static Result<Server> listen(const ServerOptions& options, const Router& router);

  Server(Server&&) noexcept;
  Server& operator=(Server&&) noexcept;
  ~Server();

  std::uint16_t port() const;
  std::string origin() const;  // "http://127.0.0.1:8080"
  const Traffic& traffic() const;

  // From now on SIGTERM and SIGINT stop it as stop() does, also before it runs.
  void take_signals();
  // Serves until it is stopped. Requests that have begun are finished, event streams and idle connections are closed.
  void run();
  void stop();  // from any thread
  void on_stop(std::function<void()> call);  // called on the server's thread when stopping begins
  // Runs it on the server's thread; from any thread.
  void post(std::function<void()> work);

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace kilograph::serve::http
