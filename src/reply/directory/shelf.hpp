// All Things of the directory as they are served, in memory: a projection of the ledger that follows its log.
// A Thing is a device of which the catalogue keeps a Thing Description (no Thing Model), whoever added it.
//
// Reading is safe from any thread; follow() belongs to one.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.hpp"
#include "knowledge/catalogue.hpp"
#include "reply/directory/thing_form.hpp"

namespace kilograph::reply::directory {

struct Shelved {
  std::string id;
  std::string text;                // as it is served: compact JSON
  std::string etag;                // strong, quoted: "\"3f…\""
  std::string created, modified;   // RFC 3339
  std::optional<Moment> expires{};
  Digest file{};                   // what it was made from
};
using ShelvedThing = std::shared_ptr<const Shelved>;

enum class EventKind { created, updated, deleted };
std::string_view name_of(EventKind kind);  // "thing_created"

struct Event {
  std::int64_t seq = 0;  // of the log entry that did it
  EventKind kind = EventKind::created;
  std::string id;
  ShelvedThing thing{};  // after it; null: it is gone
  std::string patch{};   // of an update that was seen: the merge patch from before to after
};

// What the catalogue keeps of a Thing, and the document that it is in.
struct KeptDescription {
  Json thing;
  std::string document;
  Digest file;
};
Result<std::optional<KeptDescription>> kept_description(const knowledge::Catalogue& catalogue, const std::string& id);

class Shelf {
 public:
  // Brings the shelf to the log's end. The events of what changed, in the order of the log; at the first call those
  // of the whole log.
  Result<std::vector<Event>> follow(const knowledge::Catalogue& catalogue);

  // Null where there is none, or where it has expired.
  ShelvedThing find(std::string_view id) const;
  // By id in the order of code points, without the expired.
  std::vector<ShelvedThing> page(std::size_t offset, std::optional<std::size_t> limit) const;
  std::size_t count() const;  // those not expired
  std::int64_t seq() const;   // of the log's last entry that was seen
  std::vector<std::string> expired(Moment at) const;

 private:
  struct Life {
    std::string created;
    std::uint64_t documents = 0;
  };
  struct Touch;
  Result<std::optional<Event>> refresh(const knowledge::Catalogue& catalogue, const std::string& id,
                                       const Touch& touch);

  Result<std::optional<Event>> was_device(const knowledge::Catalogue& catalogue, const std::string& id,
                                          std::int64_t seq) const;

  mutable std::shared_mutex mutex_;
  std::map<std::string, ShelvedThing, std::less<>> things_;
  std::multimap<Moment, std::string> expiries_;
  std::int64_t seq_ = 0;
  std::unordered_map<std::string, Life> lives_;  // by entity; follow() alone
};

}  // namespace kilograph::reply::directory
