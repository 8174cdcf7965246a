// Bytes and views of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kilograph {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

inline ByteView view_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

inline std::string_view text_of(ByteView bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

// "117.3 KiB" for people; exact below 1 KiB ("512 B"). 1 KiB = 1,024 B. Data carry the integer.
std::string human_bytes(std::uint64_t bytes);

// "7,158,144"
std::string grouped(std::uint64_t number);

}  // namespace kilograph
