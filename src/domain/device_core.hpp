// Which core a device computes with: the one question that the choice of an ABI, of kernels and of figures hangs on.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/core_table.hpp"
#include "domain/entity.hpp"
#include "domain/mcu_table.hpp"

namespace kilograph::domain {

// The processor that is stated counts; where it is only a chip's name, or none is stated, the core by the MCU's family;
// else what the stated ISA says. Where the stated processor leaves open what the MCU's family settles ("Cortex-M4" of
// an nRF52840, which has the F), the family's counts.
struct DeviceCore {
  std::string name{};                      // "Cortex-M4F"; empty: nothing is stated that tells it
  const CoreRow* row = nullptr;            // null: no such core is known here, or nothing is stated
  std::optional<Source> source{};          // who states the processor, the MCU or the ISA that it follows from
  const McuRow* family = nullptr;          // the MCU's, where it is stated and known; what it says of the core
  bool by_family = false;                  // `name` is the family's
  std::string isa{};                       // as stated, else as the core has it
  std::optional<bool> has_fpu{}, has_dsp{}, has_mve{};  // as stated, else as the core has it; absent: open
  std::vector<std::string> kernels{};      // that it can run beside the reference kernels, best first

  // Words for what is stated but not known: "the core of gd32a5 is not known here; …". Empty where it is known, or
  // nothing is stated.
  std::string unresolved{};
};

DeviceCore core_of(const DeviceEntity& device);

// Those that every core can run.
inline constexpr std::string_view kReferenceKernels = "reference";
// Why a core of that name that runs those kernels beside the reference ones cannot run these, in words: "its core, a
// Cortex-M4F, cannot run cmsis-nn-mve kernels". Empty where it can.
std::string kernels_refusal(std::string_view core, const std::vector<std::string>& runs, std::string_view kernels);

}  // namespace kilograph::domain
