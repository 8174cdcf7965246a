// The program memory that a runtime's code takes for a set of operators, between two bounds.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "domain/runtime.hpp"

namespace kilograph::domain {

struct CodeRange {
  std::uint64_t low = 0;                // base and the largest measured share: no operator takes less
  std::uint64_t high = 0;               // base and all shares, which overlap
  std::vector<std::string> unmeasured;  // operators allowed CodeBytes::unmeasured_operator
};

// Operators by name, each once; unmeasured ones come in the order of their names.
CodeRange code_range(const std::set<std::string>& operators, const CodeBytes& code);

}  // namespace kilograph::domain
