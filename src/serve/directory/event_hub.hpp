// Events of the directory, for any number of streams: the newest are kept once, and each stream remembers how far it
// is. Everything here is for the server's own thread.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "reply/directory/shelf.hpp"
#include "serve/http/message.hpp"

namespace kilograph::serve::directory {

// What is kept for streams that ask for older events; they begin with the oldest that is.
inline constexpr std::size_t kMostKept = 10'000;          // events
inline constexpr std::size_t kMostKeptBytes = 64u << 20;  // of their Things and patches

struct Subscription {
  std::optional<reply::directory::EventKind> kind{};  // nothing: all
  bool diff = false;                                  // with the Thing, or the merge patch of what changed
  std::optional<std::int64_t> after{};                // events after this one; nothing: what comes from now on
};

class EventHub : public std::enable_shared_from_this<EventHub> {
 public:
  void publish(std::vector<reply::directory::Event> events);
  std::shared_ptr<http::EventFeed> subscribe(const Subscription& subscription);

 private:
  class Feed;
  void forget_oldest();

  std::deque<reply::directory::Event> events_;
  std::size_t bytes_ = 0;    // of the events kept
  std::uint64_t first_ = 0;  // number of the first event kept
  std::vector<std::weak_ptr<Feed>> feeds_;
};

// One event in the form of text/event-stream.
std::string event_text(const reply::directory::Event& event, bool diff);

}  // namespace kilograph::serve::directory
