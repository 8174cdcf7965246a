#include "match/columns/key_bytes.hpp"

#include <bit>

namespace kilograph::match::columns {

void KeyWriter::number(std::uint64_t value) {
  while (value >= 0x80) {
    bytes_.push_back(static_cast<char>(value | 0x80));
    value >>= 7;
  }
  bytes_.push_back(static_cast<char>(value));
}

void KeyWriter::real(double value) {
  auto bits = std::bit_cast<std::uint64_t>(value);
  for (int i = 0; i < 8; ++i, bits >>= 8) bytes_.push_back(static_cast<char>(bits));
}

void KeyWriter::text(std::string_view value) {
  number(value.size());
  bytes_.append(value);
}

std::string_view KeyReader::take(std::size_t bytes) {
  if (failed_ || bytes > rest_.size()) {
    failed_ = true;
    return {};
  }
  const std::string_view taken = rest_.substr(0, bytes);
  rest_.remove_prefix(bytes);
  return taken;
}

std::uint64_t KeyReader::number() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    const std::string_view one = take(1);
    if (failed_) return 0;
    const auto byte = static_cast<unsigned char>(one.front());
    if (shift == 63 && byte > 1) break;
    value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
  failed_ = true;
  return 0;
}

double KeyReader::real() {
  const std::string_view bytes = take(8);
  if (failed_) return 0;
  std::uint64_t bits = 0;
  for (int i = 7; i >= 0; --i) bits = bits << 8 | static_cast<unsigned char>(bytes[static_cast<std::size_t>(i)]);
  return std::bit_cast<double>(bits);
}

std::string_view KeyReader::text() { return take(count()); }

std::size_t KeyReader::count() {
  const std::uint64_t value = number();
  if (value > rest_.size()) failed_ = true;
  return failed_ ? 0 : static_cast<std::size_t>(value);
}

}  // namespace kilograph::match::columns
