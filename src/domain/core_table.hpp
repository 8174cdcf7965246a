// Processor cores as data: which ABI a program for them has, which kernels they can run, what they compute with.
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace kilograph::domain {

// Whether a core has an extension: some leave it to who builds the chip.
enum class Extension { absent, optional, present };

// Names of ABIs and kernel sets as runtimes have them (ontology/runtimes/); ones that none knows do no harm: for an
// AVR nothing is planned, and it is not taken for an Arm.
struct CoreRow {
  std::string_view name;                      // as it stands in a processor's name, in lower case
  std::string_view abi;
  std::array<std::string_view, 2> kernels{};  // beside the reference kernels, best first; empty: none
  std::string_view isa{};                     // "ARMv7E-M"
  Extension fpu = Extension::optional, dsp = Extension::absent, mve = Extension::absent;
  unsigned pointer_bits = 32;
};

std::span<const CoreRow> core_rows();

// The row whose name is the longest that occurs in `processor` ("Cortex-M4F", "ESP32-S3, Xtensa LX7");
// null for none. Sources: Arm's technical reference manuals by core (DSP is an option of the M33 and M35P, and taken
// as present where nobody states it; MVE likewise of the M52, M55 and M85), Espressif's data sheets (core by chip),
// GCC's manual for the widths of pointers.
const CoreRow* core_row(std::string_view processor);

}  // namespace kilograph::domain
