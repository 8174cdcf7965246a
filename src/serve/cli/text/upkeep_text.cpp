#include "base/bytes.hpp"
#include "serve/cli/table.hpp"
#include "serve/cli/text/answer_text.hpp"
#include "serve/cli/text/phrase.hpp"

namespace kilograph::serve::cli {

std::string text_of(const reply::InitAnswer& answer, const TextOptions& options) {
  if (options.quiet) return "";
  return "made an empty catalogue: " + printable(answer.catalog) + "\nFill it: kilograph add PATH\n";
}

namespace {

std::string remade_line(std::uint64_t remade) {
  if (remade == 0) return "";
  return counted(remade, "document", "documents") + " did not agree with their files and were made anew from them\n";
}

}  // namespace

std::string text_of(const reply::TransferAnswer& answer, const TextOptions& options) {
  if (options.quiet) return "";
  const bool out = answer.direction == reply::TransferAnswer::Direction::out;
  return (out ? "wrote " : "read ") + counted(answer.counts.entities, "entity", "entities") + ", " +
         counted(answer.counts.documents, "document", "documents") + ", " +
         counted(answer.counts.files, "file", "files") + (out ? " to " : " from ") + printable(answer.path) + "\n" +
         remade_line(answer.counts.remade);
}

std::string text_of(const reply::RemoveAnswer& answer, const TextOptions& options) {
  std::string text;
  if (options.quiet) return text;
  for (const auto& ref : answer.removed) {
    const auto also = answer.further_names.find(ref.id);
    const std::string name = ref.name.empty() ? ref.id : ref.name;
    text += "removed " + std::string(domain::name_of(ref.kind)) + " " +
            printable(also == answer.further_names.end() ? name : with_further(name, also->second)) + "\n";
  }
  return text;
}

std::string text_of(const reply::LogAnswer& answer, const TextOptions& options) {
  Table table({{"seq", Align::right}, {"time"}, {"actor"}, {"action"}, {"entity"}});
  for (const auto& entry : answer.entries) {
    table.add({std::to_string(entry.seq), entry.time, entry.actor, entry.action, entry.entity});
  }
  return table.empty() ? "no changes\n" : table.to_text(options.style);
}

std::string text_of(const reply::VerifyAnswer& answer, const TextOptions& options) {
  if (answer.problems.empty()) return options.style.paint("clean", Tone::good) + "\n";
  std::string text;
  for (const std::string& problem : answer.problems) text += printable(problem) + "\n";
  return text + options.style.paint(counted(answer.problems.size(), "problem", "problems"), Tone::bad) + "\n";
}

std::string text_of(const reply::ContextAnswer& answer, const TextOptions& options) {
  using Action = reply::ContextAnswer::Action;
  std::string warnings;
  for (const std::string& warning : answer.warnings) warnings += "warning: " + printable(warning) + "\n";
  if (answer.action == Action::list) {
    Table table({{"context"}, {"from"}});
    for (const auto& row : answer.contexts) table.add({row.url, row.built_in ? "built in" : row.place});
    return table.to_text(options.style);
  }
  if (options.quiet) return warnings;
  const std::string verb = answer.action == Action::add ? "kept" : "removed";
  return warnings + verb + " context " + printable(answer.contexts.front().url) + "; " +
         counted(answer.documents_changed, "document was", "documents were") + " made anew\n";
}

}  // namespace kilograph::serve::cli
