// The version that signs what Kilograph works out.
#pragma once

#include <string>
#include <string_view>

namespace kilograph {

inline constexpr std::string_view kVersion = KILOGRAPH_VERSION;  // set by CMake from project(VERSION)

inline std::string signature() { return "kilograph " + std::string(kVersion); }

}  // namespace kilograph
