#include "reply/projection.hpp"

#include "base/file.hpp"
#include "reply/subject.hpp"

namespace kilograph::reply {
namespace {

using knowledge::Catalogue, knowledge::EntityChanges, knowledge::LogMark;
using match::projection::Projection;

constexpr std::size_t kWorthKeeping = 64;         // changed entities after which the file is written anew
constexpr std::uint64_t kWorthPreparing = 1'000;  // changes of one call after which it is brought up to date at once

std::string text_of_mark(const LogMark& mark) { return std::to_string(mark.seq) + " " + mark.digest; }

// A mark that is none is one that no log has.
LogMark mark_from(const std::string& text) {
  const std::size_t gap = text.find(' ');
  LogMark mark{-1, gap == std::string::npos ? "" : text.substr(gap + 1)};
  std::int64_t seq = 0;
  for (const char digit : text.substr(0, gap)) {
    if (digit < '0' || digit > '9' || seq > INT64_MAX / 16) return {-1, {}};
    seq = seq * 10 + (digit - '0');
  }
  mark.seq = seq;
  return mark;
}

void tell(const Desk& desk, const std::filesystem::path& file, const std::string& why) {
  if (desk.reported) desk.reported({file.string(), "", "warning", why + "; it was made anew from the ledger"});
}

struct Opened {
  Projection projection{};
  LogMark mark{};  // 0: there was no file that could be used
};

Opened read_kept(const Desk& desk, const std::filesystem::path& file) {
  const auto bytes = read_file(file, kMostProjectionBytes);
  if (!bytes) return {};
  auto stored = Projection::from_bytes(*bytes);
  if (!stored) {
    tell(desk, file, stored.error().message);
    return {};
  }
  return {std::move(stored->projection), mark_from(stored->mark)};
}

Result<EntityChanges> bring_up(const Catalogue& catalogue, Opened& opened) {
  const auto dependents = [&](const std::string& id) { return opened.projection.dependents(id); };
  Projection whole;
  const auto take = [&](const domain::DeviceEntity& device) {
    if (whole.devices().size() == 0) opened.projection = {};  // nobody asks it any more
    whole.put(device);
  };
  EntityChanges changes = KG_TRY(catalogue.changes_after(opened.mark, dependents, take));
  if (!changes.is_whole) {
    apply(changes, opened.projection);
    return changes;
  }
  for (const auto& model : changes.models) whole.put(model);
  opened.projection = std::move(whole);
  return changes;
}

}  // namespace

void apply(const EntityChanges& changes, Projection& to) {
  if (changes.is_whole) to = {};
  for (const std::string& id : changes.gone) to.remove(id);
  if (!changes.is_whole) {
    for (const auto& model : changes.models) to.remove(model.id);
    for (const auto& device : changes.devices) to.remove(device.id);
  }
  for (const auto& model : changes.models) to.put(model);
  for (const auto& device : changes.devices) to.put(device);
}

Result<Projected> projection_of(const Catalogue& catalogue, const Desk& desk) {
  const std::filesystem::path file = KG_TRY(catalogue_folder(desk)) / kProjectionFile;
  Opened opened = read_kept(desk, file);
  const EntityChanges changes = KG_TRY(bring_up(catalogue, opened));
  if (changes.is_other_log) tell(desk, file, "the projection is not of this catalogue's log");
  const std::size_t changed = changes.models.size() + changes.devices.size() + changes.gone.size();
  if (changes.is_whole || changed >= kWorthKeeping) {
    // A folder that may only be read answers all the same, and makes it anew each time.
    (void)write_file(file, view_of(opened.projection.to_bytes(text_of_mark(changes.mark))));
  }
  return std::make_shared<const Projection>(std::move(opened.projection));
}

Result<Projected> projection_of(const Catalogue& catalogue) {
  Opened opened;
  KG_CHECK(bring_up(catalogue, opened));
  return std::make_shared<const Projection>(std::move(opened.projection));
}

void keep_projection(const Desk& desk, std::uint64_t changes) {
  if (changes < kWorthPreparing) return;
  const auto catalogue = open_catalogue(desk, Catalogue::Access::read);
  if (catalogue) (void)projection_of(*catalogue, desk);
}

}  // namespace kilograph::reply
