// Random numbers that are equal on every machine for one seed; the standard's distributions are not.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

namespace kilograph::oracle {

class RandomSource {
 public:
  explicit RandomSource(std::uint64_t seed) : engine_(seed) {}

  std::int32_t between(std::int32_t low, std::int32_t high) {  // both included
    return low + static_cast<std::int32_t>(engine_() % (static_cast<std::uint64_t>(high - low) + 1));
  }
  bool chance(std::int32_t percent) { return between(0, 99) < percent; }
  std::uint8_t byte() { return static_cast<std::uint8_t>(engine_()); }
  template <class T>
  const T& one_of(const std::vector<T>& values) {
    return values[static_cast<std::size_t>(between(0, static_cast<std::int32_t>(values.size()) - 1))];
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace kilograph::oracle
