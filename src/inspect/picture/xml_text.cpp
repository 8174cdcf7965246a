#include "inspect/picture/xml_text.hpp"

#include <cstdint>

#include "base/utf8.hpp"

namespace kilograph::inspect {
namespace {

// Bytes of the character at the front; 0 where it is none that XML takes.
std::size_t length_of_character(std::string_view text) {
  const std::size_t length = utf8_sequence_bytes(text);
  const bool is_forbidden = length == 3 && (text.starts_with("\xEF\xBF\xBE") || text.starts_with("\xEF\xBF\xBF"));
  return is_forbidden ? 0 : length;
}

std::string escaped(char c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return {static_cast<std::uint8_t>(c) < 0x20 || c == 0x7F ? ' ' : c};
  }
}

}  // namespace

std::string xml_text(std::string_view text) {
  std::string safe;
  while (!text.empty()) {
    const std::size_t length = length_of_character(text);
    if (length == 1) safe += escaped(text.front());
    else if (length == 0) safe += '?';
    else safe += text.substr(0, length);
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return safe;
}

std::string cut_to_characters(std::string_view text, std::size_t characters) {
  std::string cut;
  for (std::size_t taken = 0; !text.empty(); ++taken) {
    const std::size_t length = length_of_character(text);
    const std::string_view next = length == 0 ? std::string_view("?") : text.substr(0, length);
    text.remove_prefix(length == 0 ? 1 : length);
    if (taken + 1 == characters && !text.empty()) return cut + "…";
    if (taken == characters) break;
    cut += next;
  }
  return cut;
}

}  // namespace kilograph::inspect
