// The projection as bytes: a head, a digest, and what the digest is of (docs/formats/projection.md).
#include <unordered_map>
#include <utility>

#include "base/digest.hpp"
#include "base/version.hpp"
#include "match/projection/bare_facts.hpp"
#include "match/projection/fact_form.hpp"
#include "match/projection/projection.hpp"

namespace kilograph::match::projection {
namespace {

constexpr std::string_view kMagic = "kilograph projection\n";
constexpr std::size_t kDigestBytes = 32;

std::string form_of() { return signature() + ", form " + std::to_string(kFactsForm); }

tl::unexpected<Error> no_projection(const std::string& why) {
  return fail(ErrorKind::bad_input, why, {}, "a projection of " + form_of(), "It is made anew from the ledger.");
}

std::optional<domain::ModelEntity> read_bare(std::string_view bytes, const domain::ModelEntity&) {
  return bare_model(bytes);
}
std::optional<domain::DeviceEntity> read_bare(std::string_view bytes, const domain::DeviceEntity&) {
  return bare_device(bytes);
}

}  // namespace

template <class Entity>
void Table<Entity>::write(FactWriter& to) const {
  const std::vector<Number> order = in_order();
  std::unordered_map<std::uint32_t, std::uint32_t> places;
  std::vector<std::uint32_t> used;
  for (const Number number : order) {
    const std::uint32_t place = rows_[number].facts;
    if (places.try_emplace(place, static_cast<std::uint32_t>(used.size())).second) used.push_back(place);
  }
  to(static_cast<std::uint64_t>(used.size()));
  for (const std::uint32_t place : used) to(facts_.key_of(place));
  to(static_cast<std::uint64_t>(order.size()));
  for (const Number number : order) {
    const Row& row = rows_[number];
    to(row.id, row.name, row.same_as, row.titles, row.labels, places.at(row.facts));
  }
}

template <class Entity>
bool Table<Entity>::read_facts(FactReader& from) {
  std::string bytes;
  from(bytes);
  auto bare = from.failed() ? std::nullopt : read_bare(bytes, Entity{});
  if (!bare) return false;
  const auto held = facts_.acquire(std::move(bytes));
  facts_[held.place] = *std::move(bare);
  return held.is_new;
}

template <class Entity>
bool Table<Entity>::read_row(FactReader& from) {
  Row row;
  from(row.id, row.name, row.same_as, row.titles, row.labels, row.facts);
  if (from.failed() || row.id.empty() || row.facts >= facts_.places()) return false;
  facts_.hold(row.facts);
  if (!numbers_.emplace(row.id, static_cast<Number>(rows_.size())).second) return false;
  rows_.push_back(std::move(row));
  return true;
}

// Facts are held once until the rows that share them are there.
template <class Entity>
bool Table<Entity>::read(FactReader& from) {
  std::uint64_t count = 0;
  from(count);
  for (; count > 0; --count) {
    if (!read_facts(from)) return false;
  }
  from(count);
  for (; count > 0; --count) {
    if (!read_row(from)) return false;
  }
  for (std::uint32_t place = 0; place < facts_.places(); ++place) {
    if (facts_.release(place)) return false;
  }
  return !from.failed();
}

template class Table<domain::ModelEntity>;
template class Table<domain::DeviceEntity>;

std::string Projection::to_bytes(std::string_view mark) const {
  FactWriter body;
  body(form_of(), std::string(mark));
  models_.write(body);
  devices_.write(body);
  const std::string bytes = body.take();
  const Digest digest = sha256(view_of(bytes));
  std::string all(kMagic);
  all.append(digest.bytes.begin(), digest.bytes.end());
  return all + bytes;
}

Result<Projection::Stored> Projection::from_bytes(ByteView bytes) {
  const std::string_view text = text_of(bytes);
  if (!text.starts_with(kMagic) || text.size() < kMagic.size() + kDigestBytes) {
    return no_projection("the file is no projection");
  }
  const std::string_view body = text.substr(kMagic.size() + kDigestBytes);
  const Digest digest = sha256(view_of(body));
  if (text.substr(kMagic.size(), kDigestBytes) != text_of(digest.bytes)) {
    return no_projection("the projection is damaged or cut");
  }
  FactReader from(body);
  std::string form;
  Stored stored;
  from(form);
  if (form != form_of()) return no_projection("the projection is of another version");
  from(stored.mark);
  if (!stored.projection.models_.read(from) || !stored.projection.devices_.read(from) || !from.is_whole()) {
    return no_projection("the projection says what none of ours says");
  }
  return stored;
}

}  // namespace kilograph::match::projection
