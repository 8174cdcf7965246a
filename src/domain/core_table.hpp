// Processor cores as data: which ABI a program for them has, and which kernels they can run.
#pragma once

#include <array>
#include <string_view>

namespace kilograph::domain {

// Names of ABIs and kernel sets as runtimes have them (ontology/runtimes/); ones that none knows do no harm.
struct CoreRow {
  std::string_view name;                      // as it stands in a processor's name, in lower case
  std::string_view abi;
  std::array<std::string_view, 2> kernels{};  // beside the reference kernels, best first; empty: none
};

// The row whose name is the longest that occurs in `processor` ("Cortex-M4F", "ESP32-S3, Xtensa LX7");
// null for none. Sources: Arm's product pages (DSP and MVE by core; DSP is an option of the M33 and M35P,
// and taken as present), Espressif's data sheets (core by chip).
const CoreRow* core_row(std::string_view processor);

}  // namespace kilograph::domain
