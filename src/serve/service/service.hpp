// The whole service: the HTTP door, and behind it whatever answers.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "reply/desk.hpp"
#include "serve/http/server.hpp"

namespace kilograph::serve::service {

// Serves until SIGTERM or SIGINT. `ready` is called once with the origin, when requests are answered.
// Errors: usage (an address beyond loopback), io (the port is taken), those of opening the catalogue.
Result<void> serve(const reply::ServiceOrder& order, const std::function<void(const std::string&)>& ready,
                   http::AccessLog log);

// The same in parts, for whoever wants to stop it or to name limits.
class Service {
 public:
  static Result<Service> open(const std::filesystem::path& catalogue, const http::ServerOptions& options);

  Service(Service&&) noexcept;
  Service& operator=(Service&&) noexcept;
  ~Service();

  http::Server& server();
  void run();  // until the server is stopped

 private:
  struct State;
  explicit Service(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace kilograph::serve::service
