// Codes of the builtin operators that the runtime registers, and the kind of options table of each.
#pragma once

#include <string_view>

namespace kilograph::oracle {

struct OperatorCode {
  std::string_view name;
  int code;
  int options_type;  // member of the schema's union of options; 0: none
};

// Null for a name that is not listed.
const OperatorCode* operator_code(std::string_view name);

inline constexpr int kCustomCode = 32;

}  // namespace kilograph::oracle
