// The projection's file: bytes with a right digest, so that what lies behind it is reached. What is taken writes the
// same again.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/digest.hpp"
#include "match/projection/projection.hpp"

using namespace kilograph;
using match::projection::Projection;

namespace {

constexpr std::size_t kMagicBytes = 21, kDigestBytes = 32;

// A digest that is right whatever follows it.
std::string with_digest(std::string bytes) {
  if (bytes.size() < kMagicBytes + kDigestBytes) return bytes;
  const Digest digest = sha256(view_of(std::string_view(bytes).substr(kMagicBytes + kDigestBytes)));
  bytes.replace(kMagicBytes, kDigestBytes, text_of(digest.bytes));
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (const auto as_it_came = Projection::from_bytes({data, size}); !as_it_came) {
    if (as_it_came.error().kind != ErrorKind::bad_input || as_it_came.error().message.empty()) std::abort();
  }
  const auto stored = Projection::from_bytes(view_of(with_digest(std::string(text_of({data, size})))));
  if (!stored) return 0;
  const std::string written = stored->projection.to_bytes(stored->mark);
  const auto again = Projection::from_bytes(view_of(written));
  if (!again || again->projection.to_bytes(again->mark) != written) std::abort();
  for (const auto number : stored->projection.devices().in_order()) stored->projection.device(number);
  for (const auto number : stored->projection.models().in_order()) stored->projection.model(number);
  return 0;
}
