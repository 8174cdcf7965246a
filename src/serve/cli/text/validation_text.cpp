#include <fmt/format.h>

#include "base/bytes.hpp"
#include "reply/sarif.hpp"
#include "serve/cli/table.hpp"
#include "serve/cli/text/answer_text.hpp"
#include "serve/cli/text/phrase.hpp"

namespace kilograph::serve::cli {
namespace {

using ingest::thing::Finding;

// "lamp.td.json:3:14: error td-1.1/form-href-required at /properties/on/forms/0: …", as compilers print.
std::string line_of(const reply::ValidateAnswer& answer, const reply::ValidatedFile& file, const Finding& finding,
                    const Style& style) {
  const std::string_view severity = reply::severity_of(answer, finding);
  const std::string place = finding.where.empty() ? "" : " at " + printable(finding.where);
  return fmt::format("{}:{}:{}: {} {}{}: {}\n", printable(file.source), finding.position.line, finding.position.column,
                     style.paint(std::string(severity), severity == "error" ? Tone::bad : Tone::open), finding.rule,
                     place, printable(finding.message));
}

}  // namespace

std::string text_of(const reply::ValidateAnswer& answer, const TextOptions& options) {
  if (answer.as_sarif) return reply::sarif_text(answer);
  std::string text;
  std::size_t invalid = 0, errors = 0, warnings = 0;
  for (const reply::ValidatedFile& file : answer.files) {
    for (const Finding& finding : file.report.findings) text += line_of(answer, file, finding, options.style);
    if (file.report.further > 0) {
      text += fmt::format("{}: {} more are not listed\n", printable(file.source), grouped(file.report.further));
    }
    invalid += !file.report.is_valid(answer.strict);
    errors += file.report.errors + (answer.strict ? file.report.warnings : 0);
    warnings += answer.strict ? 0 : file.report.warnings;
  }
  if (options.quiet) return text;
  const std::string files = counted(answer.files.size(), "file", "files");
  const std::string counts =
      " (" + counted(errors, "error", "errors") + ", " + counted(warnings, "warning", "warnings") + ")\n";
  if (invalid == 0) return text + options.style.paint("valid", Tone::good) + ": " + files + counts;
  return text + options.style.paint("invalid", Tone::bad) + ": " + grouped(invalid) + " of " + files + counts;
}

}  // namespace kilograph::serve::cli
