#include "serve/directory/event_hub.hpp"

#include <algorithm>

namespace kilograph::serve::directory {
namespace {

using reply::directory::Event;
using reply::directory::EventKind;
using reply::directory::Json;

constexpr std::size_t kPieceBytes = 64u << 10;

// Of a change that was not seen, because it was before the service began, the whole Thing is the patch.
std::string data_of(const Event& event, bool diff) {
  Json data{{"id", event.id}};
  if (diff && event.thing) {
    const bool has_patch = event.kind == EventKind::updated && !event.patch.empty();
    data.update(Json::parse(has_patch ? event.patch : event.thing->text));
  }
  return reply::directory::text_of(data);
}

std::size_t bytes_of(const Event& event) { return event.patch.size() + (event.thing ? event.thing->text.size() : 0); }

}  // namespace

std::string event_text(const Event& event, bool diff) {
  return "event: " + std::string(name_of(event.kind)) + "\nid: " + std::to_string(event.seq) +
         "\ndata: " + data_of(event, diff) + "\n\n";
}

class EventHub::Feed : public http::EventFeed {
 public:
  Feed(std::shared_ptr<EventHub> hub, const Subscription& subscription, std::uint64_t next)
      : hub_(std::move(hub)), subscription_(subscription), next_(next) {}

  std::string take() override {
    std::string text;
    next_ = std::max(next_, hub_->first_);
    while (next_ < hub_->first_ + hub_->events_.size() && text.size() < kPieceBytes) {
      const Event& event = hub_->events_[next_++ - hub_->first_];
      if (!subscription_.kind || *subscription_.kind == event.kind) text += event_text(event, subscription_.diff);
    }
    return text;
  }

  void on_event(std::function<void()> wake) override { wake_ = std::move(wake); }

  void wake() const {
    if (wake_) wake_();
  }

 private:
  std::shared_ptr<EventHub> hub_;
  Subscription subscription_;
  std::uint64_t next_;
  std::function<void()> wake_;
};

void EventHub::publish(std::vector<Event> events) {
  for (Event& event : events) {
    bytes_ += bytes_of(event);
    events_.push_back(std::move(event));
    while (events_.size() > kMostKept || (bytes_ > kMostKeptBytes && events_.size() > 1)) forget_oldest();
  }
  std::erase_if(feeds_, [](const auto& feed) { return feed.expired(); });
  for (const auto& weak : feeds_) {
    if (const auto feed = weak.lock()) feed->wake();
  }
}

void EventHub::forget_oldest() {
  bytes_ -= bytes_of(events_.front());
  events_.pop_front();
  ++first_;
}

std::shared_ptr<http::EventFeed> EventHub::subscribe(const Subscription& subscription) {
  std::uint64_t next = first_ + events_.size();
  if (subscription.after) {
    const auto found = std::ranges::upper_bound(events_, *subscription.after, {}, &Event::seq);
    next = first_ + static_cast<std::uint64_t>(std::distance(events_.begin(), found));
  }
  auto feed = std::make_shared<Feed>(shared_from_this(), subscription, next);
  feeds_.push_back(feed);
  return feed;
}

}  // namespace kilograph::serve::directory
