#include "ingest/tflite/file_front.hpp"

#include <algorithm>

namespace kilograph::ingest::tflite {
namespace {

constexpr std::size_t kAlignment = 16;

}  // namespace

void FileFront::u16(std::size_t value) {
  bytes_.push_back(static_cast<std::uint8_t>(value));
  bytes_.push_back(static_cast<std::uint8_t>(value >> 8));
}

void FileFront::u32(std::size_t value) {
  u16(value & 0xFFFF);
  u16(value >> 16);
}

void FileFront::pad_to(std::size_t alignment, std::size_t rest) {
  while (bytes_.size() % alignment != rest) bytes_.push_back(0);
}

void FileFront::set(std::size_t at, std::size_t value) {
  for (std::size_t i = 0; i < 4; ++i) bytes_[at + i] = static_cast<std::uint8_t>(value >> (8 * i));
}

std::size_t FileFront::open_reference() {
  u32(0);
  return bytes_.size() - 4;
}

void FileFront::close_at(std::size_t reference, std::size_t part) { set(reference, part - reference); }

void FileFront::old_reference(const void* part) {
  const auto target = static_cast<std::size_t>(static_cast<const std::uint8_t*>(part) - old_file_.data());
  old_references_.push_back({bytes_.size(), target});
  u32(0);
}

std::size_t FileFront::begin_table(const std::vector<bool>& fields) {
  const std::size_t vtable_bytes = 4 + 2 * fields.size();
  pad_to(4, (4 - vtable_bytes % 4) % 4);
  u16(vtable_bytes);
  u16(4 + 4 * static_cast<std::size_t>(std::ranges::count(fields, true)));
  std::size_t at = 4;
  for (const bool is_there : fields) {
    u16(is_there ? at : 0);
    at += is_there ? 4 : 0;
  }
  u32(vtable_bytes);
  return bytes_.size() - 4;
}

void FileFront::text(std::string_view text) {
  u32(text.size());
  bytes_.insert(bytes_.end(), text.begin(), text.end());
  bytes_.push_back(0);
}

void FileFront::data(std::size_t reference, ByteView data) {
  pad_to(kAlignment, kAlignment - 4);
  close(reference);
  u32(data.size());
  bytes_.insert(bytes_.end(), data.begin(), data.end());
}

Bytes FileFront::finish() && {
  pad_to(kAlignment);
  for (const auto& [at, target] : old_references_) set(at, bytes_.size() + target - at);
  bytes_.insert(bytes_.end(), old_file_.begin(), old_file_.end());
  return std::move(bytes_);
}

}  // namespace kilograph::ingest::tflite
