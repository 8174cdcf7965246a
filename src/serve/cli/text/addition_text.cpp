#include <map>

#include "base/bytes.hpp"
#include "serve/cli/table.hpp"
#include "serve/cli/text/answer_text.hpp"
#include "serve/cli/text/phrase.hpp"

namespace kilograph::serve::cli {
namespace {

constexpr std::size_t kMostShown = 40;

std::string problem_line(const reply::Problem& problem, const Style& style) {
  const bool warning = problem.kind == "warning";
  std::string text =
      style.paint(warning ? "warning" : "refused", warning ? Tone::open : Tone::bad) + "  " + printable(problem.source);
  if (!problem.where.empty()) text += ", " + printable(problem.where);
  return text + ": " + printable(problem.message) + "\n";
}

std::string problem_lines(const std::vector<reply::Problem>& problems, const Style& style) {
  std::string text;
  for (std::size_t i = 0; i < problems.size() && i < kMostShown; ++i) text += problem_line(problems[i], style);
  if (problems.size() > kMostShown)
    text += "… and " + grouped(problems.size() - kMostShown) + " more; --json lists all\n";
  return text;
}

}  // namespace

std::string text_of(const reply::AddAnswer& answer, const TextOptions& options) {
  const std::string problems = problem_lines(answer.problems, options.style);
  if (options.quiet) return problems;
  std::map<std::string, std::uint64_t> kinds;
  for (const auto& entity : answer.entities) ++kinds[entity.kind];
  std::string what;
  for (const auto& [kind, count] : kinds) what += (what.empty() ? "" : ", ") + counted(count, kind, kind + "s");
  return problems + grouped(answer.added) + " added, " + grouped(answer.changed) + " changed, " +
         grouped(answer.unchanged) + " unchanged, " + grouped(answer.failed) + " refused" +
         (what.empty() ? "" : " (" + what + ")") + "\n";
}

}  // namespace kilograph::serve::cli
