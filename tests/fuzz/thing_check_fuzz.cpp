// Whatever `validate` is given, each finding has a rule and a message, they stand in the order of the text, and no
// valid text has an error.
#include <cstdlib>

#include "reply/thing_check.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto report = kilograph::reply::check_things({data, size}, "a.td.json", {});
  std::size_t errors = 0, line = 0;
  for (const auto& finding : report.findings) {
    if (finding.rule.empty() || finding.message.empty() || finding.position.line < line) std::abort();
    line = finding.position.line;
    errors += finding.level == kilograph::ingest::thing::Level::error;
  }
  if (errors > report.errors || (report.is_valid(false) && errors != 0)) std::abort();
  return 0;
}
