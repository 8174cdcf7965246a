#include "domain/code_range.hpp"

#include <algorithm>

namespace kilograph::domain {

CodeRange code_range(const std::set<std::string>& operators, const CodeBytes& code) {
  CodeRange range{code.base, code.base, {}};
  for (const std::string& name : operators) {
    const auto row = std::ranges::find(code.operators, name, &std::pair<std::string, std::uint64_t>::first);
    const bool measured = row != code.operators.end();
    if (measured) range.low = std::max(range.low, code.base + row->second);
    if (!measured) range.unmeasured.push_back(name);
    range.high += measured ? row->second : code.unmeasured_operator;
  }
  return range;
}

}  // namespace kilograph::domain
