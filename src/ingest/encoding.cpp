#include "ingest/encoding.hpp"

#include <algorithm>
#include <array>

#include "base/utf8.hpp"

namespace kilograph::ingest {
namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";
constexpr std::size_t kSample = 4096;

bool is_wide(std::string_view text) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return true;
  const std::string_view sample = text.substr(0, kSample);
  std::array<std::size_t, 2> zeros{};  // at even and at odd offsets
  for (std::size_t i = 0; i < sample.size(); ++i) zeros[i % 2] += sample[i] == '\0';
  const auto [few, many] = std::minmax(zeros[0], zeros[1]);
  return many > sample.size() / 3 && few < many / 4;
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
}

}  // namespace

std::string_view without_byte_order_mark(std::string_view text) {
  return text.starts_with(kMark) ? text.substr(kMark.size()) : text;
}

Result<std::string_view> utf8_text(ByteView bytes) {
  std::string_view text = text_of(bytes);
  if (is_wide(text)) {
    return fail(ErrorKind::unsupported, "the text is UTF-16 or UTF-32", "byte 0", "UTF-8", "Save the file as UTF-8.");
  }
  text = without_byte_order_mark(text);
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t length = utf8_sequence_bytes(text.substr(offset));
    if (length == 0) {
      return fail(ErrorKind::bad_input, "the text is not UTF-8", line_and_column(text, offset), "UTF-8",
                  "Save the file as UTF-8.");
    }
    if (is_control(text[offset])) {
      return fail(ErrorKind::unsupported, "the bytes are no text: a control character", line_and_column(text, offset));
    }
    offset += length;
  }
  return text;
}

std::string line_and_column(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const std::size_t start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  return "line " + std::to_string(line) + ", column " + std::to_string(before.size() - start + 1);
}

}  // namespace kilograph::ingest
