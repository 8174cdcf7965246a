// Text as it comes from outside: UTF-8, with or without a byte order mark.
#pragma once

#include <string_view>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace kilograph::ingest {

// The bytes as UTF-8 text, without a byte order mark (a view of `bytes`).
// Errors: unsupported for UTF-16 and UTF-32 (told by their mark or their zero bytes) and for bytes
// that are no text; bad_input with the offset of the first byte that is not UTF-8.
Result<std::string_view> utf8_text(ByteView bytes);

// The same text where it has no mark; no other byte is looked at.
std::string_view without_byte_order_mark(std::string_view text);

// "line 3, column 14" of a byte offset; both count from 1, columns in bytes.
std::string line_and_column(std::string_view text, std::size_t offset);

}  // namespace kilograph::ingest
