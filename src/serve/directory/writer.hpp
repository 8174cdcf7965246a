// The one writer of the service: a thread that carries out orders of the directory, as many together as wait, so that
// they share a commit. Between orders it looks for what others wrote, and drops what has expired.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "reply/directory/directory.hpp"

namespace kilograph::serve::directory {

class Writer {
 public:
  using Answered = std::function<void(reply::directory::Outcome)>;          // called on the writer's thread
  using Happened = std::function<void(std::vector<reply::directory::Event>)>;  // likewise

  // `most_waiting` orders may wait.
  Writer(reply::directory::Directory directory, std::size_t most_waiting, Happened happened);
  ~Writer();

  const reply::directory::Shelf& shelf() const;  // from any thread
  // False where too many wait; then `answered` is not called.
  bool submit(reply::directory::Order order, Answered answered);
  // What waits is carried out, then the thread ends; submit() says no from then on.
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kilograph::serve::directory
