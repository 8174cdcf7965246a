// The Thing directory: what registers, changes and drops Things in the catalogue. It has the one writer of a service;
// reading is the shelf's.
//
// Orders that come together become durable together (group commit), and are answered after that.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "ingest/thing/validation/report.hpp"
#include "knowledge/catalogue.hpp"
#include "reply/directory/precondition.hpp"
#include "reply/directory/shelf.hpp"

namespace kilograph::reply::directory {

struct Order {
  enum class Kind { create, put, patch, remove };  // `create`: without an id, the directory gives one
  Kind kind = Kind::put;
  std::string id{};
  std::string body{};       // a description, or a merge patch
  Precondition only_if{};   // checked against the ledger as it is just before the change; not for `create`
};

struct Outcome {
  std::optional<Error> error{};       // not_found; bad_input; conflict: only_if does not hold; io
  ingest::thing::Report report{};     // with errors where the description breaks a rule; then `error` is bad_input
  std::string id{};
  std::string etag{};                 // of what there is now
  bool is_new = false;
};

class Directory {
 public:
  // Errors: those of Catalogue::open and of reading it.
  static Result<Directory> open(const std::filesystem::path& catalogue, std::string actor);

  const Shelf& shelf() const { return *shelf_; }  // from any thread
  // What happened before it was opened, or since this was called last.
  std::vector<Event> take_events() { return std::exchange(events_, {}); }

  // An outcome an order, in their order.
  std::vector<Outcome> carry_out(std::span<const Order> orders);
  // What others wrote into the catalogue is seen.
  Result<void> follow();
  // Drops what has expired.
  Result<void> purge(Moment at);

 private:
  explicit Directory(knowledge::Catalogue catalogue, std::string actor);
  class Group;

  std::unique_ptr<knowledge::Catalogue> catalogue_;  // stays where it is, for its batches
  std::string actor_;
  std::unique_ptr<Shelf> shelf_;
  std::vector<Event> events_{};
};

}  // namespace kilograph::reply::directory
