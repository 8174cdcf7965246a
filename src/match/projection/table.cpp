#include <algorithm>

#include "match/projection/bare_facts.hpp"
#include "match/projection/projection.hpp"

namespace kilograph::match::projection {
namespace {

std::optional<domain::ModelEntity> read_bare(std::string_view bytes, const domain::ModelEntity*) {
  return bare_model(bytes);
}
std::optional<domain::DeviceEntity> read_bare(std::string_view bytes, const domain::DeviceEntity*) {
  return bare_device(bytes);
}

}  // namespace

template <class Entity>
Number Table<Entity>::put(Row row, std::string facts) {
  const auto held = facts_.acquire(std::move(facts));
  if (held.is_new) facts_[held.place] = *read_bare(facts_.key_of(held.place), static_cast<const Entity*>(nullptr));
  remove(row.id);
  row.facts = held.place;
  Number number = static_cast<Number>(rows_.size());
  if (free_.empty()) {
    rows_.emplace_back();
  } else {
    number = free_.back();
    free_.pop_back();
  }
  numbers_.emplace(row.id, number);
  rows_[number] = std::move(row);
  return number;
}

template <class Entity>
void Table<Entity>::remove(std::string_view id) {
  const auto found = numbers_.find(std::string(id));
  if (found == numbers_.end()) return;
  const Number number = found->second;
  numbers_.erase(found);
  facts_.release(rows_[number].facts);
  rows_[number] = {};
  free_.push_back(number);
}

template <class Entity>
std::optional<Number> Table<Entity>::find(std::string_view id) const {
  const auto found = numbers_.find(std::string(id));
  return found == numbers_.end() ? std::nullopt : std::optional(found->second);
}

template <class Entity>
std::vector<Number> Table<Entity>::in_order() const {
  std::vector<Number> order;
  order.reserve(size());
  for (Number number = 0; number < rows_.size(); ++number) {
    if (!rows_[number].id.empty()) order.push_back(number);
  }
  const auto is_before = [&](Number a, Number b) {
    const Row &one = rows_[a], &other = rows_[b];
    return std::pair<std::string_view, std::string_view>(one.name, one.id) <
           std::pair<std::string_view, std::string_view>(other.name, other.id);
  };
  if (!std::ranges::is_sorted(order, is_before)) std::ranges::sort(order, is_before);
  return order;
}

template class Table<domain::ModelEntity>;
template class Table<domain::DeviceEntity>;

}  // namespace kilograph::match::projection
