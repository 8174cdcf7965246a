#include "serve/http/workers.hpp"

#include <boost/asio/post.hpp>

#include "serve/http/problem.hpp"

namespace kilograph::serve::http {
namespace {

constexpr unsigned kRetrySeconds = 1;

}  // namespace

Workers::Workers(std::size_t threads, std::size_t most_waiting) : pool_(threads), most_(most_waiting + threads) {}

Workers::~Workers() { finish(); }

bool Workers::run(std::function<void()> work) {
  if (taken_.fetch_add(1) >= most_) {
    --taken_;
    return false;
  }
  boost::asio::post(pool_, [this, work = std::move(work)] {
    work();
    --taken_;
  });
  return true;
}

void Workers::finish() { pool_.join(); }

Handler Workers::handler(std::function<Response(const Request&)> answer) {
  return [this, answer = std::move(answer)](std::shared_ptr<const Request> request, Done done) {
    const bool is_taken = run([answer, request, done] { done(answer(*request)); });
    if (is_taken) return;
    done(try_later({ErrorKind::too_large, "too many requests wait for an answer"}, 429, kRetrySeconds));
  };
}

}  // namespace kilograph::serve::http
