// Which processor architecture a program is for: one table for ELF headers, for targets of GNU ld and for cores.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace kilograph::ingest::firmware {

enum class Machine { unknown, arm, riscv, xtensa, avr, msp430, rl78, mips, arc, aarch64, riscv64, x86_64 };

struct MachineRow {
  Machine machine;
  std::string_view name;      // "Arm"
  std::uint16_t elf;          // e_machine, where 32-bit little-endian ELF of it is read here; else 0
  std::string_view target;    // BFD's name of it, as OUTPUT(…) of a map has it: "elf32-littlearm"
  std::string_view abi, isa;  // what a core of it has (domain/core_table.hpp); the beginning of the ISA where ABIs do
                              // not tell them apart
};

// Sources: e_machine of the processor supplements of System V's ABI; targets of binutils' bfd/config.bfd.
std::span<const MachineRow> machine_rows();
const MachineRow* machine_row(Machine machine);  // null: unknown

// Of a target as a map writes it; unknown where none is known.
Machine machine_of_target(std::string_view target);

}  // namespace kilograph::ingest::firmware
