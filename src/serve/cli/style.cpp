#include "serve/cli/style.hpp"

namespace kilograph::serve::cli {
namespace {

std::string_view code_of(Tone tone) {
  switch (tone) {
    case Tone::plain: return "";
    case Tone::strong: return "1";
    case Tone::faint: return "2";
    case Tone::good: return "32";
    case Tone::bad: return "31";
    case Tone::open: return "33";
  }
  return "";
}

}  // namespace

std::string Style::paint(std::string_view text, Tone tone) const {
  if (!colour || tone == Tone::plain || text.empty()) return std::string(text);
  return "\033[" + std::string(code_of(tone)) + "m" + std::string(text) + "\033[0m";
}

std::string mark_of(domain::Answer answer) {
  switch (answer) {
    case domain::Answer::fits: return "✓";
    case domain::Answer::does_not_fit: return "✗";
    case domain::Answer::unknown: return "?";
  }
  return "?";
}

std::string words_of(domain::Answer answer) {
  switch (answer) {
    case domain::Answer::fits: return "fits";
    case domain::Answer::does_not_fit: return "does not fit";
    case domain::Answer::unknown: return "unknown";
  }
  return "unknown";
}

Tone tone_of(domain::Answer answer) {
  switch (answer) {
    case domain::Answer::fits: return Tone::good;
    case domain::Answer::does_not_fit: return Tone::bad;
    case domain::Answer::unknown: return Tone::open;
  }
  return Tone::open;
}

std::string words_of(domain::Status status) {
  switch (status) {
    case domain::Status::met: return "✓ met";
    case domain::Status::unmet: return "✗ unmet";
    case domain::Status::unknown: return "? unknown";
  }
  return "? unknown";
}

Tone tone_of(domain::Status status) {
  switch (status) {
    case domain::Status::met: return Tone::good;
    case domain::Status::unmet: return Tone::bad;
    case domain::Status::unknown: return Tone::open;
  }
  return Tone::open;
}

}  // namespace kilograph::serve::cli
