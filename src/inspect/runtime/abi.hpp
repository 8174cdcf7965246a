// Sizes and alignments of the machine that runs a model.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace kilograph::inspect {

enum class Abi {
  arm32,    // 32-bit Arm, GCC's bare-metal ABI: 4-byte pointers, enums of one byte
  host64,   // x86-64 and others with 8-byte pointers and 4-byte enums
  riscv32,  // 32-bit RISC-V, ilp32: 4-byte pointers and enums
  xtensa,   // Tensilica Xtensa as in Espressif's cores: 4-byte pointers and enums
};
inline constexpr std::array kAbis{Abi::arm32, Abi::host64, Abi::riscv32, Abi::xtensa};

std::string_view name_of(Abi abi);  // "arm32"
std::optional<Abi> abi_from(std::string_view name);
constexpr unsigned pointer_bits(Abi abi) { return abi == Abi::host64 ? 64 : 32; }

}  // namespace kilograph::inspect
