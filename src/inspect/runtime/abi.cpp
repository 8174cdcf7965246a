#include "inspect/runtime/abi.hpp"

namespace kilograph::inspect {

std::string_view name_of(Abi abi) {
  switch (abi) {
    case Abi::arm32: return "arm32";
    case Abi::host64: return "host64";
    case Abi::riscv32: return "riscv32";
    case Abi::xtensa: return "xtensa";
  }
  return "";
}

std::optional<Abi> abi_from(std::string_view name) {
  for (const Abi abi : kAbis) {
    if (name_of(abi) == name) return abi;
  }
  return {};
}

}  // namespace kilograph::inspect
