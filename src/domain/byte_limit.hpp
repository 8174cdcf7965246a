// The largest number of bytes that anything here may state of itself.
#pragma once

#include <cstdint>

namespace kilograph::domain {

// 256 TiB. No model and no board has as much, and a sum of thousands of such numbers stays exact in 64 bits.
inline constexpr std::uint64_t kMostBytes = 1ull << 48;

}  // namespace kilograph::domain
