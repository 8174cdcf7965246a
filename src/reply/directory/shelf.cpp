#include "reply/directory/shelf.hpp"

#include <algorithm>
#include <mutex>

#include "domain/name_table.hpp"
#include "ingest/thing_model/assembly.hpp"
#include "knowledge/thing_text.hpp"
#include "reply/directory/patch.hpp"
#include "reply/kept_thing.hpp"

namespace kilograph::reply::directory {
namespace {

constexpr domain::NameRow<EventKind> kEventKinds[] = {
    {EventKind::created, "thing_created"},
    {EventKind::updated, "thing_updated"},
    {EventKind::deleted, "thing_deleted"},
};
constexpr std::size_t kTagDigits = 24;  // of a SHA-256, in hex

// A Thing Description, and no other JSON-LD.
bool is_description(const Json& thing) {
  const std::string text = text_of(thing);
  const auto document = json::parse(text, {.bytes = text.size()});
  return document && knowledge::is_thing_text(document->root()) && !ingest::thing_model::is_thing_model(thing);
}

ShelvedThing shelved(const std::string& id, const KeptDescription& kept, const std::string& created,
                     const std::string& modified) {
  Shelved thing{.id = id,
                .text = text_of(served_form(kept.thing, created, modified)),
                .etag = {},
                .created = created,
                .modified = modified,
                .expires = expiry_of(kept.thing),
                .file = kept.file};
  thing.etag = "\"" + sha256(view_of(thing.text)).hex().substr(0, kTagDigits) + "\"";
  return std::make_shared<const Shelved>(std::move(thing));
}

bool is_there(const ShelvedThing& thing, Moment at) { return !thing->expires || *thing->expires > at; }

}  // namespace

std::string_view name_of(EventKind kind) { return domain::name_in(kEventKinds, kind); }

Result<std::optional<KeptDescription>> kept_description(const knowledge::Catalogue& catalogue, const std::string& id) {
  domain::DeviceEntity device;
  device.id = id;
  for (const knowledge::Document& head : KG_TRY(catalogue.heads(id))) {
    if (head.kind != domain::EntityKind::device || !head.media_type.ends_with("json")) continue;
    const auto bytes = KG_TRY(catalogue.file(head.file));
    if (!bytes) continue;
    device.name = head.name;
    const std::vector<Json> things = things_in(kilograph::text_of(*bytes));
    const Json* thing = thing_of(things, device);
    if (thing && is_description(*thing)) return KeptDescription{*thing, head.iri, head.file};
  }
  return std::nullopt;
}

// What the log says of one entity since the shelf looked last.
struct Shelf::Touch {
  std::int64_t seq = 0;                          // of the last entry
  std::map<std::string, std::string> documents;  // when each came
};

Result<std::vector<Event>> Shelf::follow(const knowledge::Catalogue& catalogue) {
  const std::vector<knowledge::LogEntry> entries = KG_TRY(catalogue.log(seq_));
  std::unordered_map<std::string, Touch> touched;
  for (const knowledge::LogEntry& entry : entries) {
    Touch& touch = touched[entry.entity];
    touch.seq = entry.seq;
    touch.documents[entry.document] = entry.time;
    Life& life = lives_[entry.entity];
    if (entry.action == "add" && life.documents++ == 0) life.created = entry.time;
    if (entry.action == "remove" && life.documents > 0) --life.documents;
  }
  std::vector<Event> events;
  for (const auto& [id, touch] : touched) {
    auto event = KG_TRY(refresh(catalogue, id, touch));
    if (event) events.push_back(*std::move(event));
    if (lives_[id].documents == 0) lives_.erase(id);
  }
  std::ranges::sort(events, {}, &Event::seq);
  if (!entries.empty()) {
    const std::unique_lock lock(mutex_);
    seq_ = entries.back().seq;
  }
  return events;
}

// What came and went before the shelf looked; of a device it cannot be told any more whether it had a description.
Result<std::optional<Event>> Shelf::was_device(const knowledge::Catalogue& catalogue, const std::string& id,
                                               std::int64_t seq) const {
  const auto life = lives_.find(id);
  if (life == lives_.end() || life->second.documents > 0) return std::nullopt;
  const auto device = KG_TRY(catalogue.device_after(seq - 1, id));
  if (!device) return std::nullopt;
  return Event{.seq = seq, .kind = EventKind::deleted, .id = id};
}

Result<std::optional<Event>> Shelf::refresh(const knowledge::Catalogue& catalogue, const std::string& id,
                                            const Touch& touch) {
  const auto kept = KG_TRY(kept_description(catalogue, id));
  const auto known = things_.find(id);
  const ShelvedThing before = known == things_.end() ? nullptr : known->second;
  if (!kept && !before) return KG_TRY(was_device(catalogue, id, touch.seq));
  if (kept && before && kept->file == before->file) return std::nullopt;
  Event event{.seq = touch.seq, .kind = EventKind::deleted, .id = id};
  if (kept) {
    const auto time = touch.documents.find(kept->document);
    const std::string& created = before ? before->created : lives_[id].created;
    event.thing = shelved(id, *kept, created, time == touch.documents.end() ? created : time->second);
    event.kind = before ? EventKind::updated : EventKind::created;
  }
  if (kept && before) {
    event.patch = text_of(patch_between(Json::parse(before->text), Json::parse(event.thing->text)));
  }
  const std::unique_lock lock(mutex_);
  if (before && before->expires) {
    const auto [begin, end] = expiries_.equal_range(*before->expires);
    const auto own = std::find_if(begin, end, [&](const auto& one) { return one.second == id; });
    if (own != end) expiries_.erase(own);
  }
  if (event.thing) {
    if (event.thing->expires) expiries_.emplace(*event.thing->expires, id);
    things_[id] = event.thing;
  } else {
    things_.erase(id);
  }
  return event;
}

ShelvedThing Shelf::find(std::string_view id) const {
  const std::shared_lock lock(mutex_);
  const auto found = things_.find(id);
  return found != things_.end() && is_there(found->second, now()) ? found->second : nullptr;
}

std::vector<ShelvedThing> Shelf::page(std::size_t offset, std::optional<std::size_t> limit) const {
  const Moment at = now();
  const std::shared_lock lock(mutex_);
  std::vector<ShelvedThing> page;
  for (const auto& [id, thing] : things_) {
    if (limit && page.size() >= *limit) break;
    if (!is_there(thing, at)) continue;
    if (offset > 0) {
      --offset;
    } else {
      page.push_back(thing);
    }
  }
  return page;
}

std::size_t Shelf::count() const {
  const Moment at = now();
  const std::shared_lock lock(mutex_);
  return things_.size() - static_cast<std::size_t>(std::distance(expiries_.begin(), expiries_.upper_bound(at)));
}

std::int64_t Shelf::seq() const {
  const std::shared_lock lock(mutex_);
  return seq_;
}

std::vector<std::string> Shelf::expired(Moment at) const {
  const std::shared_lock lock(mutex_);
  std::vector<std::string> ids;
  for (auto one = expiries_.begin(); one != expiries_.upper_bound(at); ++one) ids.push_back(one->second);
  return ids;
}

}  // namespace kilograph::reply::directory
