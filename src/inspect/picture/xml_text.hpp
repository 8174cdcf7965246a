// Text of strangers made fit for an XML document.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kilograph::inspect {

// Markup escaped; control characters become spaces, bytes that are no UTF-8 and characters that XML
// forbids become "?".
std::string xml_text(std::string_view text);

// At most so many characters of valid UTF-8, the last one "…" where something was cut.
std::string cut_to_characters(std::string_view text, std::size_t characters);

}  // namespace kilograph::inspect
