// What work on untrusted bytes may allocate: a file of a few bytes can refer to one part a million
// times, so every allocation that its contents call for is asked for here first.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace kilograph {

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
                "A file that refers to the same parts again and again does this; write it anew with its own tool.");
  }

  std::uint64_t limit_bytes_;
  std::uint64_t taken_bytes_ = 0;
};

}  // namespace kilograph
