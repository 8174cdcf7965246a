#include "serve/directory/writer.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace kilograph::serve::directory {
namespace {

using reply::directory::Directory;
using reply::directory::Order;
using reply::directory::Outcome;

constexpr std::size_t kMostTogether = 256;                // orders of one commit
constexpr std::chrono::milliseconds kLookAgain{500};      // for what others wrote, and for what has expired

}  // namespace

struct Writer::State {
  State(Directory opened, std::size_t most, Happened call)
      : directory(std::move(opened)), most_waiting(most), happened(std::move(call)) {}

  Directory directory;
  std::size_t most_waiting;
  Happened happened;

  struct Waiting {
    Order order;
    Answered answered;
  };
  std::mutex mutex;
  std::condition_variable came;
  std::deque<Waiting> waiting;
  bool is_ending = false;
  std::thread thread;

  void run() {
    publish();
    while (true) {
      std::vector<Waiting> taken = wait();
      if (!taken.empty()) {
        carry_out(taken);
      } else if (is_done()) {
        return;
      } else {
        look_around();
      }
      publish();
    }
  }

  std::vector<Waiting> wait() {
    std::unique_lock lock(mutex);
    came.wait_for(lock, kLookAgain, [this] { return is_ending || !waiting.empty(); });
    std::vector<Waiting> taken;
    while (!waiting.empty() && taken.size() < kMostTogether) {
      taken.push_back(std::move(waiting.front()));
      waiting.pop_front();
    }
    return taken;
  }

  bool is_done() {
    const std::lock_guard lock(mutex);
    return is_ending && waiting.empty();
  }

  void carry_out(std::vector<Waiting>& taken) {
    std::vector<Order> orders;
    for (Waiting& one : taken) orders.push_back(std::move(one.order));
    std::vector<Outcome> outcomes = directory.carry_out(orders);
    for (std::size_t at = 0; at < taken.size(); ++at) taken[at].answered(std::move(outcomes[at]));
  }

  // A failure here is the next order's too, and is told there.
  void look_around() {
    if (directory.follow()) directory.purge(reply::directory::now());
  }

  void publish() {
    auto events = directory.take_events();
    if (!events.empty()) happened(std::move(events));
  }
};

Writer::Writer(Directory directory, std::size_t most_waiting, Happened happened)
    : state_(std::make_unique<State>(std::move(directory), most_waiting, std::move(happened))) {
  state_->thread = std::thread([state = state_.get()] { state->run(); });
}

Writer::~Writer() { finish(); }

const reply::directory::Shelf& Writer::shelf() const { return state_->directory.shelf(); }

bool Writer::submit(Order order, Answered answered) {
  {
    const std::lock_guard lock(state_->mutex);
    if (state_->is_ending || state_->waiting.size() >= state_->most_waiting) return false;
    state_->waiting.push_back({std::move(order), std::move(answered)});
  }
  state_->came.notify_one();
  return true;
}

void Writer::finish() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->is_ending = true;
  }
  state_->came.notify_one();
  if (state_->thread.joinable()) state_->thread.join();
}

}  // namespace kilograph::serve::directory
