// Rows that equal things share. A row goes with its last holder, and its place is taken by a later one.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace kilograph::match::columns {

template <class Row>
class SharedTable {
 public:
  struct Held {
    std::uint32_t place = 0;
    bool is_new = false;  // the row is as constructed, and the caller fills it
  };

  // One more holder of the row of that key.
  Held acquire(std::string key) {
    const auto [found, is_new] = places_.try_emplace(std::move(key), 0);
    if (is_new) found->second = place_for(found->first);
    Slot& slot = slots_[found->second];
    ++slot.holders;
    return {found->second, is_new};
  }

  void hold(std::uint32_t place) { ++slots_[place].holders; }  // one more, of a row that is held

  // One holder less. Answers whether it was the last; then the row is gone.
  bool release(std::uint32_t place) {
    Slot& slot = slots_[place];
    if (--slot.holders != 0) return false;
    places_.erase(places_.find(*slot.key));
    slot = {};
    free_.push_back(place);
    return true;
  }

  Row& operator[](std::uint32_t place) { return slots_[place].row; }
  const Row& operator[](std::uint32_t place) const { return slots_[place].row; }
  bool is_held(std::uint32_t place) const { return slots_[place].holders != 0; }
  std::uint32_t holders_of(std::uint32_t place) const { return slots_[place].holders; }
  const std::string& key_of(std::uint32_t place) const { return *slots_[place].key; }

  std::uint32_t places() const { return static_cast<std::uint32_t>(slots_.size()); }  // with unheld ones
  std::size_t size() const { return places_.size(); }

  // Of every row that is held, in order of place: visit(place, row).
  template <class Visit>
  void each(Visit visit) {
    for (std::uint32_t place = 0; place < places(); ++place) {
      if (is_held(place)) visit(place, slots_[place].row);
    }
  }
  template <class Visit>
  void each(Visit visit) const {
    for (std::uint32_t place = 0; place < places(); ++place) {
      if (is_held(place)) visit(place, slots_[place].row);
    }
  }

 private:
  struct Slot {
    Row row{};
    std::uint32_t holders = 0;
    const std::string* key = nullptr;  // a key of places_, which do not move
  };

  std::uint32_t place_for(const std::string& key) {
    std::uint32_t place = places();
    if (free_.empty()) slots_.emplace_back();
    else {
      place = free_.back();
      free_.pop_back();
    }
    slots_[place].key = &key;
    return place;
  }

  std::vector<Slot> slots_;
  std::vector<std::uint32_t> free_;
  std::unordered_map<std::string, std::uint32_t> places_;
};

}  // namespace kilograph::match::columns
