// Threads for answers that take time, with a bounded number of requests that wait for one.
#pragma once

#include <atomic>
#include <boost/asio/thread_pool.hpp>
#include <functional>

#include "serve/http/router.hpp"

namespace kilograph::serve::http {

class Workers {
 public:
  Workers(std::size_t threads, std::size_t most_waiting);
  ~Workers();  // waits for what runs

  // False where too much waits already; then `work` is not called.
  bool run(std::function<void()> work);
  void finish();  // takes nothing more and waits for what is there

  // A handler that answers on a worker; too much waiting: 429 with Retry-After.
  Handler handler(std::function<Response(const Request&)> answer);

 private:
  boost::asio::thread_pool pool_;
  std::size_t most_;
  std::atomic<std::size_t> taken_{0};  // that wait or run
};

}  // namespace kilograph::serve::http
