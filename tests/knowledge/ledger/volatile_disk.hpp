// A disk under SQLite that loses what was not synced: a VFS around the default one. Writes stay in
// memory until SQLite syncs the file; a loss of power drops them. Every write, truncation, sync and
// deletion is an operation with a number, at which power can be lost or the disk can fail.
#pragma once

#include <cstdint>

namespace kilograph::knowledge::tests {

class VolatileDisk {
 public:
  VolatileDisk();   // becomes SQLite's default VFS; one at a time, no file of it open
  ~VolatileDisk();
  VolatileDisk(const VolatileDisk&) = delete;
  VolatileDisk& operator=(const VolatileDisk&) = delete;

  enum class Loss {
    everything,  // whatever is not synced
    some,        // any part of it, in any order, as a real disk's cache does
  };

  // The operation with this number (from 1, since power_on) and all after it fail, and what is not
  // synced is lost.
  void lose_power_at(std::uint64_t operation, Loss loss);
  // The operation with this number, and with `lasting` all after it, returns SQLite's `code`.
  void fail_at(std::uint64_t operation, int code, bool lasting);
  void heal();       // no more failures

  // Forgets the cache, the count and what was to come. No file may be open.
  void power_on();

  std::uint64_t operations() const;  // since power_on
  bool has_happened() const;         // the loss, or the first failure
};

}  // namespace kilograph::knowledge::tests
