#include "base/listing.hpp"
#include "serve/cli/text/answer_text.hpp"

namespace kilograph::serve::cli {

std::string text_of(const reply::CardAnswer& answer, const TextOptions& options) {
  std::string text = answer.is_written ? "" : answer.text;
  for (const ingest::Warning& warning : answer.card.warnings) {
    text += "warning: " + warning.place + ": " + warning.message + "\n";
  }
  if (options.quiet) return text;
  if (!answer.unknown.empty()) text += "Unknown: " + listed(answer.unknown) + "\n";
  if (answer.is_written) text += "Written: " + answer.path + "\n";
  return text;
}

}  // namespace kilograph::serve::cli
