#include "base/bytes.hpp"
#include "base/listing.hpp"
#include "serve/cli/table.hpp"
#include "serve/cli/text/answer_text.hpp"
#include "serve/cli/text/phrase.hpp"
#include "serve/cli/text/problem_text.hpp"

namespace kilograph::serve::cli {
namespace {

constexpr std::size_t kMostShown = 40;

}  // namespace

std::string problem_line(const reply::Problem& problem, const Style& style) {
  const bool warning = problem.kind == "warning";
  std::string text =
      style.paint(warning ? "warning" : "refused", warning ? Tone::open : Tone::bad) + "  " + printable(problem.source);
  if (!problem.where.empty()) text += ", " + printable(problem.where);
  return text + ": " + printable(problem.message) + "\n";
}

namespace {

std::string problem_lines(const std::vector<reply::Problem>& problems, const Style& style) {
  std::string text;
  for (std::size_t i = 0; i < problems.size() && i < kMostShown; ++i) text += problem_line(problems[i], style);
  if (problems.size() > kMostShown)
    text += "… and " + grouped(problems.size() - kMostShown) + " more; --json lists all\n";
  return text;
}

}  // namespace

namespace {

// What was found to be one is never said by the way.
std::string stated_lines(const std::vector<std::string>& names) {
  constexpr std::size_t kMostNamed = 4;
  if (names.empty()) return "";
  std::string listed;
  for (std::size_t i = 0; i < names.size() && i < kMostNamed; ++i) {
    listed += (listed.empty() ? "" : ", ") + printable(names[i]);
  }
  if (names.size() > kMostNamed) listed += " and " + grouped(names.size() - kMostNamed) + " more";
  return "stated for review that two entries are one: " + listed + "\n`kilograph show " + printable(names.front()) +
         "` gives the evidence; `kilograph remove` takes a statement back.\n";
}

}  // namespace

std::string text_of(const reply::AddAnswer& answer, const TextOptions& options) {
  const std::string problems = problem_lines(answer.problems, options.style);
  if (options.quiet) return problems;
  const std::string what =
      listed(answer.kinds, [](const auto& kind) { return counted(kind.second, kind.first, kind.first + "s"); });
  std::string notes;
  for (const std::string& note : answer.notes) notes += printable(note) + "\n";
  return problems + notes + grouped(answer.added) + " added, " + grouped(answer.changed) + " changed, " +
         grouped(answer.unchanged) + " unchanged, " + grouped(answer.failed) + " refused" +
         (what.empty() ? "" : " (" + what + ")") + "\n" + stated_lines(answer.stated);
}

}  // namespace kilograph::serve::cli
