#include "serve/cli/text/answer_text.hpp"

namespace kilograph::serve::cli {

std::string answer_text(const reply::Answer& answer, const TextOptions& options) {
  return std::visit([&](const auto& one) { return text_of(one, options); }, answer);
}

std::string error_text(const Error& error) {
  std::string text = "error: " + error.message + "\n";
  if (!error.where.empty()) text += "  where: " + error.where + "\n";
  if (!error.expected.empty()) text += "  expected: " + error.expected + "\n";
  if (!error.advice.empty()) text += "  " + error.advice + "\n";
  return text;
}

}  // namespace kilograph::serve::cli
