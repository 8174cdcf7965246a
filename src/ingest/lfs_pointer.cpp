#include "ingest/lfs_pointer.hpp"

namespace kilograph::ingest {

bool is_lfs_pointer(ByteView bytes) {
  constexpr std::size_t kMostBytes = 1024;  // by its specification
  return bytes.size() < kMostBytes && text_of(bytes).starts_with("version https://git-lfs.github.com/spec/");
}

std::optional<Digest> digest_in_lfs_pointer(ByteView bytes) {
  constexpr std::string_view kMark = "\noid sha256:";
  const std::string_view text = text_of(bytes);
  const std::size_t at = text.find(kMark);
  if (!is_lfs_pointer(bytes) || at == std::string_view::npos) return std::nullopt;
  const std::string_view rest = text.substr(at + kMark.size());
  return Digest::from_hex(rest.substr(0, rest.find_first_of("\r\n")));
}

}  // namespace kilograph::ingest
