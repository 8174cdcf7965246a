// Descriptions from outside: validating ends, and its report is consistent: counts, known rules, places that
// lie in the text.
#include <cstdlib>
#include <set>

#include "base/bytes.hpp"
#include "ingest/thing/validation/rule_table.hpp"
#include "ingest/thing/validation/validation.hpp"

using namespace kilograph;
using namespace kilograph::ingest::thing;

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

const std::set<std::string, std::less<>>& known_rules() {
  static const std::set<std::string, std::less<>> names = [] {
    std::set<std::string, std::less<>> found;
    for (auto& rule : every_rule()) found.insert(std::move(rule.name));
    return found;
  }();
  return names;
}

bool is_known(std::string_view rule) {
  const std::size_t slash = rule.find('/');
  return known_rules().contains(rule) || (slash != rule.npos && known_rules().contains(rule.substr(slash + 1)));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Report report = validate({data, size});
  demand(report.errors + report.warnings == report.findings.size() + report.further);
  demand(!report.is_valid(true) || report.is_valid(false));
  json::Position before;
  for (const Finding& finding : report.findings) {
    demand(!finding.message.empty() && is_known(finding.rule));
    demand(finding.position.line >= before.line);
    before = finding.position;
  }
  return 0;
}
