// What work on untrusted bytes may allocate: a file of a few bytes can refer to one part a million
// times, so every allocation that its contents call for is asked for here first.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace kilograph {

// What the parts of a file may unfold into in one pass over it. A table of a few tens of bytes becomes a value of
// some hundreds, so that a file of many small tables has room for eight times its size; what is large because of
// its weights gets 64 MiB beyond its own size at most.
constexpr std::uint64_t unfolding_bytes(std::uint64_t file_bytes) {
  constexpr std::uint64_t kSpareBytes = 8u << 20, kMostForTables = 64u << 20;
  return file_bytes + kSpareBytes + std::min(7 * std::min(file_bytes, kMostForTables), kMostForTables);
}

class MemoryBudget {
 public:
  explicit MemoryBudget(std::uint64_t limit_bytes) : limit_bytes_(limit_bytes) {}

  // Room for `count` elements of `element_bytes` in one heap block, whose overhead counts too.
  // Errors: too_large, from then on always.
  Result<void> take(std::uint64_t count, std::uint64_t element_bytes) {
    constexpr std::uint64_t kLeastBlockBytes = 32, kBlockOverheadBytes = 16;
    std::uint64_t block_bytes = 0;
    if (count == 0) return {};
    if (!__builtin_mul_overflow(count, element_bytes, &block_bytes) && block_bytes <= limit_bytes_) {
      taken_bytes_ += std::max(kLeastBlockBytes, block_bytes + kBlockOverheadBytes);
      if (taken_bytes_ <= limit_bytes_) return {};
    }
    return exceeded();
  }

  // Room for a text of that size; short ones need none beside the object.
  Result<void> take_text(std::uint64_t bytes) {
    constexpr std::uint64_t kBytesInObject = 15;
    if (bytes <= kBytesInObject) return {};
    return take(bytes + 1, 1);
  }

 private:
  Result<void> exceeded() const {
    return fail(ErrorKind::too_large, "its parts unfold into too much memory", {},
                "at most " + human_bytes(limit_bytes_) + " for a file of this size",
                "A file that refers to the same parts again and again does this: write it anew with its own tool. "
                "A graph of that many parts can be split into models of fewer.");
  }

  std::uint64_t limit_bytes_;
  std::uint64_t taken_bytes_ = 0;
};

}  // namespace kilograph
