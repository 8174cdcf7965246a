#include "domain/mcu_name.hpp"

#include "domain/spelling.hpp"

namespace kilograph::domain {

std::string mcu_name(std::string_view mcu) {
  std::string name = lower_case(mcu);
  std::erase_if(name, [](char c) { return c == '-' || c == '_' || c == ' ' || c == '.'; });
  for (const std::string_view maker : {"at91", "at"}) {
    if (name.starts_with(maker) && std::string_view(name).substr(maker.size()).starts_with("sam")) {
      return name.substr(maker.size());
    }
  }
  return name;
}

}  // namespace kilograph::domain
