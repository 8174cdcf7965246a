#include "serve/cli/table.hpp"
#include "serve/cli/text/answer_text.hpp"
#include "serve/cli/text/phrase.hpp"

namespace kilograph::serve::cli {

// Without a file the description is all that is printed, so that it can be piped.
std::string text_of(const reply::ThingAnswer& answer, const TextOptions& options) {
  if (answer.file.empty()) return answer.description;
  std::string text = "wrote " + printable(answer.file) + ": " + printable(answer.id) + ", an instance of " +
                     printable(answer.model) + "\n";
  for (const std::string& warning : answer.warnings) text += "  " + printable(warning) + "\n";
  if (!options.quiet) text += "`kilograph add " + printable(answer.file) + "` takes it in.\n";
  return text;
}

std::string text_of(const reply::DescriptionsAnswer& answer, const TextOptions&) {
  if (answer.path.empty()) return answer.text;
  return "wrote " + counted(answer.written.size(), "description", "descriptions") + " to " + printable(answer.path) +
         "\n";
}

}  // namespace kilograph::serve::cli
