// Colour and marks on a terminal; nothing but the characters elsewhere.
#pragma once

#include <string>
#include <string_view>

#include "domain/verdict.hpp"

namespace kilograph::serve::cli {

enum class Tone { plain, strong, faint, good, bad, open };

struct Style {
  bool colour = false;

  std::string paint(std::string_view text, Tone tone) const;
};

// "✓ fits", "✗ does not fit", "? unknown"
std::string mark_of(domain::Answer answer);
std::string words_of(domain::Answer answer);
Tone tone_of(domain::Answer answer);
std::string words_of(domain::Status status);  // "✓ met"
Tone tone_of(domain::Status status);

}  // namespace kilograph::serve::cli
