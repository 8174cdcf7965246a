// A column's heading as the study writes it: a name, and in parentheses the codes its cells use,
// "Hardware (0=Camera, 1=Microphone, separated by comma)".
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace kilograph::ingest::sheet {

struct Heading {
  std::string title;                 // "Hardware", as written
  std::string name;                  // "hardware": lower case, letters and digits only
  std::map<int, std::string> codes;  // 0 → "Camera"; empty where the heading states none
};

Heading heading_of(std::string_view cell);

// The whole number that the text is, "3" or "3.0"; nothing otherwise.
std::optional<int> code_in(std::string_view text);

}  // namespace kilograph::ingest::sheet
