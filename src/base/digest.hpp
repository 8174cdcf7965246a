// SHA-256 (FIPS 180-4) by OpenSSL: the identity of every file in the house.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"

namespace kilograph {

struct Digest {
  std::array<std::uint8_t, 32> bytes{};

  std::string hex() const;  // 64 lower-case digits
  static std::optional<Digest> from_hex(std::string_view text);

  friend auto operator<=>(const Digest&, const Digest&) = default;
};

Digest sha256(ByteView bytes);

// The same over bytes that come in pieces.
class RunningDigest {
 public:
  RunningDigest();
  void add(ByteView bytes);
  Digest finish();  // call once, last

 private:
  struct Release {
    void operator()(void* context) const;
  };
  std::unique_ptr<void, Release> context_;
};

}  // namespace kilograph
