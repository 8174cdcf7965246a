// Small linked programs made by hand: an ELF file, and a map as GNU ld writes it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"

namespace kilograph::ingest::firmware::tests {

struct ElfSection {
  std::string name;
  std::uint32_t type = 1, flags = 2, address = 0, bytes = 0;
};

// Section headers right after the header and one segment for each section that `copied_from` names.
struct ElfParts {
  std::uint16_t machine = 40;
  std::vector<ElfSection> sections;
  std::vector<std::pair<std::string, std::uint32_t>> symbols;
  std::uint32_t data_address = 0x20000000, data_load_address = 0x08000100;
};

inline void put(Bytes& bytes, std::uint32_t value, int count) {
  for (int i = 0; i < count; ++i) bytes.push_back(static_cast<std::uint8_t>(std::uint64_t{value} >> (8 * i)));
}

inline Bytes elf(const ElfParts& parts) {
  std::string names(1, '\0'), symbol_names(1, '\0');
  Bytes symbols(16);
  for (const auto& [name, value] : parts.symbols) {
    put(symbols, static_cast<std::uint32_t>(symbol_names.size()), 4);
    put(symbols, value, 4);
    put(symbols, 0, 8);
    symbol_names += name + '\0';
  }
  const std::size_t count = parts.sections.size() + 4;
  const std::uint32_t at_sections = 52 + 32;
  std::uint32_t offset = at_sections + static_cast<std::uint32_t>(40 * count);
  Bytes headers(40), content;
  const auto section = [&](const std::string& name, std::uint32_t type, std::uint32_t flags, std::uint32_t address,
                           std::uint32_t bytes, std::uint32_t link) {
    put(headers, static_cast<std::uint32_t>(names.size()), 4);
    names += name + '\0';
    for (const std::uint32_t word : {type, flags, address, offset, bytes, link, 0u, 4u, 0u}) put(headers, word, 4);
    if (type != 8) offset += bytes;
  };
  for (const ElfSection& one : parts.sections) {
    section(one.name, one.type, one.flags, one.address, one.bytes, 0);
    if (one.type != 8) content.insert(content.end(), one.bytes, 0);
  }
  section(".symtab", 2, 0, 0, static_cast<std::uint32_t>(symbols.size()), static_cast<std::uint32_t>(count - 2));
  section(".strtab", 3, 0, 0, static_cast<std::uint32_t>(symbol_names.size()), 0);
  section(".shstrtab", 3, 0, 0, static_cast<std::uint32_t>(names.size() + 10), 0);
  content.insert(content.end(), symbols.begin(), symbols.end());
  content.insert(content.end(), symbol_names.begin(), symbol_names.end());
  content.insert(content.end(), names.begin(), names.end());

  Bytes file{0x7f, 'E', 'L', 'F', 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0};
  put(file, 2, 2);
  put(file, parts.machine, 2);
  for (const std::uint32_t word : {1u, 0u, 52u, at_sections, 0u}) put(file, word, 4);
  for (const std::uint32_t half :
       {52u, 32u, 1u, 40u, static_cast<std::uint32_t>(count), static_cast<std::uint32_t>(count - 1)}) {
    put(file, half, 2);
  }
  for (const std::uint32_t word : {1u, 0u, parts.data_address, parts.data_load_address, 0u, 0x10000u, 6u, 4u})
    put(file, word, 4);
  file.insert(file.end(), headers.begin(), headers.end());
  file.insert(file.end(), content.begin(), content.end());
  return file;
}

// 256 B of code, 64 B of initialised data copied from flash, 1,000 B zeroed, 1,024 B of stack.
inline ElfParts small_program() {
  return {.sections = {{".text", 1, 6, 0x08000000, 256},
                       {".data", 1, 3, 0x20000000, 64},
                       {".bss", 8, 3, 0x20000040, 1000},
                       {"._user_heap_stack", 8, 3, 0x20000428, 1024},
                       {".debug_info", 1, 0, 0, 4000}},
          .symbols = {{"main", 0x08000010}, {"_Min_Stack_Size", 0x400}}};
}

inline constexpr std::string_view kMap = R"(Archive member included to satisfy reference by file (symbol)

Memory Configuration

Name             Origin             Length             Attributes
FLASH            0x0000000008000000 0x0000000000020000 xr
RAM              0x0000000020000000 0x0000000000005000 xrw
CCM              0x0000000010000000 0x0000000000002000 rw
*default*        0x0000000000000000 0xffffffffffffffff

Linker script and memory map

LOAD app.o
                0x0000000000000400                _Min_Stack_Size = 0x400
                0x0000000020005000                PROVIDE (__StackTop = (ORIGIN (RAM) + LENGTH (RAM)))

.text           0x0000000008000000      0x100
 *(.text*)
 .text.a_function_with_a_name_that_is_long
                0x0000000008000000       0xfe app.o
                0x0000000008000000                a_function
 *fill*         0x00000000080000fe        0x2 

.data           0x0000000020000000       0x40 load address 0x0000000008000100
 .data          0x0000000020000000       0x40 app.o

.bss            0x0000000020000040      0x3e8 load address 0x0000000008000140
 .bss           0x0000000020000040      0x3e0 app.o
 COMMON         0x0000000020000420        0x8 app.o

._user_heap_stack
                0x0000000020000428      0x400 load address 0x0000000008000140
 *fill*         0x0000000020000428      0x400 

.debug_info     0x0000000000000000     0x4000
 .debug_info    0x0000000000000000     0x4000 app.o
OUTPUT(app.elf elf32-littlearm)

Cross Reference Table

Symbol                                            File
a_function                                        app.o
)";

}  // namespace kilograph::ingest::firmware::tests
