#include "serve/cli/text/answer_text.hpp"

#include "serve/cli/table.hpp"

namespace kilograph::serve::cli {
namespace {

// A broken query is shown in the message, with a caret on a line of its own.
std::string printable_lines(std::string_view text) {
  std::string lines;
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    lines += printable(text.substr(0, end)) + "\n";
    text.remove_prefix(end + 1);
  }
  return lines + printable(text);
}

}  // namespace

std::string answer_text(const reply::Answer& answer, const TextOptions& options) {
  return std::visit([&](const auto& one) { return text_of(one, options); }, answer);
}

namespace {

// Further lines stand below the first.
std::string indented(const std::string& lines) {
  std::string text;
  for (const char c : lines) text += c == '\n' ? std::string("\n            ") : std::string(1, c);
  return text;
}

}  // namespace

std::string error_text(const Error& error) {
  std::string text = "error: " + printable_lines(error.message) + "\n";
  if (!error.where.empty()) text += "  where: " + printable(error.where) + "\n";
  if (!error.expected.empty()) text += "  expected: " + indented(printable_lines(error.expected)) + "\n";
  if (!error.advice.empty()) text += "  " + printable(error.advice) + "\n";
  return text;
}

}  // namespace kilograph::serve::cli
