#include "ingest/firmware/machine.hpp"

#include <algorithm>
#include <array>

namespace kilograph::ingest::firmware {
namespace {

constexpr std::array kRows{
    MachineRow{Machine::arm, "Arm", 40, "elf32-littlearm", "arm32", ""},
    MachineRow{Machine::riscv, "RISC-V", 243, "elf32-littleriscv", "riscv32", ""},
    MachineRow{Machine::xtensa, "Xtensa", 94, "elf32-xtensa-le", "xtensa", ""},
    MachineRow{Machine::avr, "AVR", 0, "elf32-avr", "avr", ""},
    MachineRow{Machine::msp430, "MSP430", 0, "elf32-msp430", "msp430", ""},
    MachineRow{Machine::rl78, "RL78", 0, "elf32-rl78", "rl78", ""},
    MachineRow{Machine::mips, "MIPS32", 0, "elf32-tradlittlemips", "mips32", ""},
    MachineRow{Machine::arc, "ARC", 0, "elf32-littlearc", "arc", ""},
    MachineRow{Machine::aarch64, "AArch64", 0, "elf64-littleaarch64", "host64", "AArch64"},
    MachineRow{Machine::riscv64, "RISC-V, 64-bit", 0, "elf64-littleriscv", "riscv64", ""},
    MachineRow{Machine::x86_64, "x86-64", 0, "elf64-x86-64", "host64", "x86-64"},
};

}  // namespace

std::span<const MachineRow> machine_rows() { return kRows; }

const MachineRow* machine_row(Machine machine) {
  const auto row = std::ranges::find(kRows, machine, &MachineRow::machine);
  return row == kRows.end() ? nullptr : &*row;
}

Machine machine_of_target(std::string_view target) {
  const auto row = std::ranges::find(kRows, target, &MachineRow::target);
  return row == kRows.end() ? Machine::unknown : row->machine;
}

}  // namespace kilograph::ingest::firmware
