#include "ingest/tflite/model_file.hpp"

#include <algorithm>

namespace kilograph::ingest::tflite {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::size_t kNameInMessage = 80;

bool is_plain(char c) { return c >= 0x20 && c != 0x7f; }

std::uint8_t byte_at(std::string_view text, std::size_t index) { return static_cast<std::uint8_t>(text[index]); }

bool is_continuation(std::string_view text, std::size_t index) {
  return index < text.size() && (byte_at(text, index) & 0xC0) == 0x80;
}

// Length of the well-formed UTF-8 character at `at` (RFC 3629: shortest form, no surrogates, up to
// U+10FFFF); 0 where there is none.
std::size_t character_length(std::string_view text, std::size_t at) {
  const std::uint8_t first = byte_at(text, at);
  if (first < 0x80) return is_plain(text[at]) ? 1 : 0;
  if (first < 0xC2 || first > 0xF4) return 0;
  const std::size_t size = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  for (std::size_t i = 1; i < size; ++i) {
    if (!is_continuation(text, at + i)) return 0;
  }
  const std::uint8_t second = byte_at(text, at + 1);
  if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F)) return 0;
  if ((first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F)) return 0;
  if (first == 0xC2 && second < 0xA0) return 0;  // U+0080 to U+009F are control characters
  return size;
}

std::string clean(std::string_view raw) {
  std::string text;
  text.reserve(raw.size());
  for (std::size_t at = 0; at < raw.size();) {
    const std::size_t size = character_length(raw, at);
    text += size ? raw.substr(at, size) : kReplacement;
    at += std::max<std::size_t>(size, 1);
  }
  return text;
}

}  // namespace

Result<std::string> text(const ModelFile& file, const flatbuffers::String* string) {
  if (!string) return std::string();
  const std::string_view raw(string->c_str(), string->size());
  if (std::all_of(raw.begin(), raw.end(), is_plain)) {
    KG_CHECK(file.budget.take_text(raw.size()));
    return std::string(raw);
  }
  KG_CHECK(
      file.budget.take_text(2 * kReplacement.size() * raw.size()));  // a growing string has twice its size for a while
  return clean(raw);
}

std::string numbered(std::string_view kind, std::size_t index, std::string_view name) {
  std::string place = std::string(kind) + " " + std::to_string(index);
  if (name.empty()) return place;
  const bool cut = name.size() > kNameInMessage;
  return place + " \"" + clean(name.substr(0, kNameInMessage)) + (cut ? "…\"" : "\"");
}

std::string numbered(std::string_view kind, std::size_t index, const flatbuffers::String* name) {
  return numbered(kind, index, name ? std::string_view(name->c_str(), name->size()) : std::string_view());
}

std::string subgraph_place(const ModelFile& file, std::size_t index) {
  return numbered("subgraph", index, file.root.subgraphs()->Get(static_cast<std::uint32_t>(index))->name());
}

bool lies_in_file(const ModelFile& file, std::uint64_t offset, std::uint64_t size) {
  return offset <= file.bytes.size() && size <= file.bytes.size() - offset;
}

Result<std::uint64_t> buffer_bytes(const ModelFile& file, std::uint32_t index) {
  const schema::Buffer& buffer = *file.root.buffers()->Get(index);
  if (buffer.offset() > 1 && !lies_in_file(file, buffer.offset(), buffer.size())) {
    return fail(ErrorKind::bad_input,
                grouped(buffer.size()) + " bytes at offset " + grouped(buffer.offset()) + " lie outside of the file",
                "buffer " + std::to_string(index), "a place within its " + grouped(file.bytes.size()) + " bytes",
                "The file may have been cut; fetch it again.");
  }
  return buffer_data(file, index).size();
}

bool lies_behind(const ModelFile& file, std::uint32_t index) {
  const schema::Buffer& buffer = *file.root.buffers()->Get(index);
  return (!buffer.data() || buffer.data()->size() == 0) && buffer.offset() > 1;
}

ByteView buffer_data(const ModelFile& file, std::uint32_t index) {
  const schema::Buffer& buffer = *file.root.buffers()->Get(index);
  if (lies_behind(file, index)) return file.bytes.subspan(buffer.offset(), buffer.size());
  return buffer.data() ? ByteView(buffer.data()->data(), buffer.data()->size()) : ByteView();
}

}  // namespace kilograph::ingest::tflite
