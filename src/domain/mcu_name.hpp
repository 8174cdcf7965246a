// Part numbers as people write them, in one form.
#pragma once

#include <string>
#include <string_view>

namespace kilograph::domain {

// In lower case, without "-", "_", "." and blanks, and without the maker's letters before "sam": "nRF52840_xxAA" is
// "nrf52840xxaa", "ATSAMD51J19A" is "samd51j19a".
std::string mcu_name(std::string_view mcu);

}  // namespace kilograph::domain
