// Bytes as UTF-8 (RFC 3629: shortest form, no surrogates, up to U+10FFFF).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kilograph {

// Bytes of the sequence that begins the text; 0 where none does.
std::size_t utf8_sequence_bytes(std::string_view text);

// The text with U+FFFD in place of each byte that belongs to no sequence.
std::string clean_utf8(std::string_view text);

}  // namespace kilograph
