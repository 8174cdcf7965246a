// Words of a card that may be what they like, and are rather a misspelt known one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kilograph::ingest::card {

// The known word, or words with blanks, hyphens or underscores between, that the text is a misspelling of: of each word
// one letter in four is wrong at most, two at most, none of a word below five letters but an s at its end; digits are
// right. Empty: the text is a known one, or another altogether.
std::string misspelt(std::string_view text, const std::vector<std::string>& known);

}  // namespace kilograph::ingest::card
