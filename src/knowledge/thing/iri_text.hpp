// Spellings about which there is no doubt. What is not plain may be right or wrong: whoever asks leaves the
// document to a full processor.
#pragma once

#include <string_view>

namespace kilograph::knowledge::thing {

// An absolute IRI of ASCII letters, digits and punctuation: "urn:x:1", "https://example.org:8080/a?b#c".
bool is_plain_iri(std::string_view text);

// Plain but for a % without two hexadecimal digits behind it, as the unit "%" makes one: certainly no IRI.
bool is_broken_by_percent(std::string_view text);

// A reference that a base IRI takes as it is, behind its last slash: "basic_sc".
bool is_plain_segment(std::string_view text);

// "en", "de-AT", "zh-Hans-CN".
bool is_plain_language(std::string_view tag);

}  // namespace kilograph::knowledge::thing
