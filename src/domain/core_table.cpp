#include "domain/core_table.hpp"

#include <string>

#include "domain/spelling.hpp"

namespace kilograph::domain {
namespace {

using enum Extension;

constexpr auto kRows = std::to_array<CoreRow>({
    {"cortex-m0", "arm32", {"cmsis-nn"}, "ARMv6-M", absent},
    {"cortex-m1", "arm32", {"cmsis-nn"}, "ARMv6-M", absent},
    {"cortex-m23", "arm32", {"cmsis-nn"}, "ARMv8-M Baseline", absent},
    {"cortex-m3", "arm32", {"cmsis-nn"}, "ARMv7-M", absent},
    {"cortex-m33", "arm32", {"cmsis-nn-dsp", "cmsis-nn"}, "ARMv8-M Mainline", optional, optional},
    {"cortex-m33f", "arm32", {"cmsis-nn-dsp", "cmsis-nn"}, "ARMv8-M Mainline", present, optional},
    {"cortex-m35p", "arm32", {"cmsis-nn-dsp", "cmsis-nn"}, "ARMv8-M Mainline", optional, optional},
    {"cortex-m4", "arm32", {"cmsis-nn-dsp", "cmsis-nn"}, "ARMv7E-M", optional, present},
    {"cortex-m4f", "arm32", {"cmsis-nn-dsp", "cmsis-nn"}, "ARMv7E-M", present, present},
    {"cortex-m52", "arm32", {"cmsis-nn-mve", "cmsis-nn-dsp"}, "ARMv8.1-M Mainline", optional, present, optional},
    {"cortex-m55", "arm32", {"cmsis-nn-mve", "cmsis-nn-dsp"}, "ARMv8.1-M Mainline", optional, present, optional},
    {"cortex-m7", "arm32", {"cmsis-nn-dsp", "cmsis-nn"}, "ARMv7E-M", optional, present},
    {"cortex-m7f", "arm32", {"cmsis-nn-dsp", "cmsis-nn"}, "ARMv7E-M", present, present},
    {"cortex-m85", "arm32", {"cmsis-nn-mve", "cmsis-nn-dsp"}, "ARMv8.1-M Mainline", optional, present, optional},
    {"cortex-r", "arm32", {}, "ARMv7-R"},
    {"cortex-a5", "arm32", {}, "ARMv7-A"},
    {"cortex-a7", "arm32", {}, "ARMv7-A"},
    {"cortex-a53", "host64", {}, "AArch64", present, absent, absent, 64},
    {"cortex-a55", "host64", {}, "AArch64", present, absent, absent, 64},
    {"cortex-a57", "host64", {}, "AArch64", present, absent, absent, 64},
    {"cortex-a72", "host64", {}, "AArch64", present, absent, absent, 64},
    {"cortex-a73", "host64", {}, "AArch64", present, absent, absent, 64},
    {"cortex-a75", "host64", {}, "AArch64", present, absent, absent, 64},
    {"cortex-a76", "host64", {}, "AArch64", present, absent, absent, 64},
    {"cortex-a78", "host64", {}, "AArch64", present, absent, absent, 64},
    {"cortex-a8", "arm32", {}, "ARMv7-A"},
    {"cortex-a9", "arm32", {}, "ARMv7-A"},
    {"cortex-a15", "arm32", {}, "ARMv7-A"},
    {"cortex-a17", "arm32", {}, "ARMv7-A"},
    // What describes only the architecture.
    {"armv6-m", "arm32", {"cmsis-nn"}, "ARMv6-M", absent},
    {"armv7-m", "arm32", {"cmsis-nn"}, "ARMv7-M", absent},
    {"armv7e-m", "arm32", {"cmsis-nn-dsp", "cmsis-nn"}, "ARMv7E-M", optional, present},
    {"armv8-m", "arm32", {"cmsis-nn"}, "ARMv8-M", optional, optional},
    {"armv8.1-m", "arm32", {"cmsis-nn"}, "ARMv8.1-M", optional, optional, optional},
    {"armv7-a", "arm32", {}, "ARMv7-A"},
    {"arm, 32-bit", "arm32", {}, "Arm, 32-bit"},
    {"esp32-c", "riscv32", {"esp-nn"}, "RISC-V", absent},
    {"esp32-h", "riscv32", {"esp-nn"}, "RISC-V", absent},
    {"esp32-p", "riscv32", {"esp-nn"}, "RISC-V", present},
    {"esp32", "xtensa", {"esp-nn"}, "Xtensa LX6", present},
    {"esp32-s2", "xtensa", {"esp-nn"}, "Xtensa LX7", absent},
    {"esp32-s3", "xtensa", {"esp-nn"}, "Xtensa LX7", present},
    {"esp8266", "xtensa", {}, "Xtensa LX106", absent},
    {"lx106", "xtensa", {}, "Xtensa LX106", absent},
    {"xtensa lx6", "xtensa", {"esp-nn"}, "Xtensa LX6"},
    {"xtensa lx7", "xtensa", {"esp-nn"}, "Xtensa LX7"},
    {"lx6", "xtensa", {"esp-nn"}, "Xtensa LX6"},
    {"lx7", "xtensa", {"esp-nn"}, "Xtensa LX7"},
    {"risc-v", "riscv32", {}, "RISC-V"},
    {"riscv", "riscv32", {}, "RISC-V"},
    {"rv32", "riscv32", {}, "RISC-V, 32-bit"},
    {"xtensa", "xtensa", {}, "Xtensa"},
    {"aarch64", "host64", {}, "AArch64", present, absent, absent, 64},
    {"cortex-a", "host64", {}, "AArch64", present, absent, absent, 64},
    {"x86-64", "host64", {}, "x86-64", present, absent, absent, 64},
    {"x86_64", "host64", {}, "x86-64", present, absent, absent, 64},
    // Cores for which no runtime that is known here was built: nothing is planned or assumed for them.
    {"risc-v rv64", "riscv64", {}, "RISC-V, 64-bit", optional, absent, absent, 64},
    {"riscv64", "riscv64", {}, "RISC-V, 64-bit", optional, absent, absent, 64},
    {"rv64", "riscv64", {}, "RISC-V, 64-bit", optional, absent, absent, 64},
    {"avr32", "avr32", {}, "AVR32"},
    {"avr", "avr", {}, "AVR", absent, absent, absent, 16},
    {"msp430", "msp430", {}, "MSP430", absent, absent, absent, 16},
    {"mips", "mips32", {}, "MIPS32"},
    {"arc em", "arc", {}, "ARC EM"},
    {"arc hs", "arc", {}, "ARC HS"},
    {"c28x", "c28x", {}, "C28x"},
    {"rl78", "rl78", {}, "RL78", absent, absent, absent, 16},
    {"arm9", "arm32", {}, "ARMv5TE", absent},
});

}  // namespace

std::span<const CoreRow> core_rows() { return kRows; }

const CoreRow* core_row(std::string_view processor) {
  const std::string text = domain::lower_case(processor);
  const CoreRow* best = nullptr;
  for (const CoreRow& row : kRows) {
    if (text.find(row.name) == std::string::npos) continue;
    if (!best || row.name.size() > best->name.size()) best = &row;
  }
  return best;
}

}  // namespace kilograph::domain
