#include "domain/core_table.hpp"

#include <string>

#include "domain/spelling.hpp"

namespace kilograph::domain {
namespace {

constexpr auto kRows = std::to_array<CoreRow>({
    {"cortex-m0", "arm32", {"cmsis-nn"}},
    {"cortex-m1", "arm32", {"cmsis-nn"}},
    {"cortex-m23", "arm32", {"cmsis-nn"}},
    {"cortex-m3", "arm32", {"cmsis-nn"}},
    {"cortex-m33", "arm32", {"cmsis-nn-dsp", "cmsis-nn"}},
    {"cortex-m35p", "arm32", {"cmsis-nn-dsp", "cmsis-nn"}},
    {"cortex-m4", "arm32", {"cmsis-nn-dsp", "cmsis-nn"}},
    {"cortex-m52", "arm32", {"cmsis-nn-mve", "cmsis-nn-dsp"}},
    {"cortex-m55", "arm32", {"cmsis-nn-mve", "cmsis-nn-dsp"}},
    {"cortex-m7", "arm32", {"cmsis-nn-dsp", "cmsis-nn"}},
    {"cortex-m85", "arm32", {"cmsis-nn-mve", "cmsis-nn-dsp"}},
    {"cortex-r", "arm32", {}},
    {"esp32-c", "riscv32", {"esp-nn"}},
    {"esp32-h", "riscv32", {"esp-nn"}},
    {"esp32-p", "riscv32", {"esp-nn"}},
    {"esp32", "xtensa", {"esp-nn"}},
    {"esp8266", "xtensa", {}},
    {"lx106", "xtensa", {}},
    {"lx6", "xtensa", {"esp-nn"}},
    {"lx7", "xtensa", {"esp-nn"}},
    {"risc-v", "riscv32", {}},
    {"riscv", "riscv32", {}},
    {"rv32", "riscv32", {}},
    {"xtensa", "xtensa", {}},
    {"aarch64", "host64", {}},
    {"cortex-a", "host64", {}},
    {"x86-64", "host64", {}},
    {"x86_64", "host64", {}},
});

}  // namespace

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
