// Whether a program is for the architecture that the device's core has.
#include <algorithm>
#include <array>

#include "domain/device_core.hpp"
#include "domain/spelling.hpp"
#include "reply/firmware_document.hpp"

namespace kilograph::reply {
namespace {

using ingest::firmware::Machine, ingest::firmware::MachineRow;

// Chips that an application can start on another architecture than that of the core that counts.
// Source: Raspberry Pi's data sheet of the RP2350, chapter 3 (Cortex-M33 or Hazard3, chosen at the start).
struct SecondCore {
  std::string_view mcu;  // the beginning of its name, in lower case
  Machine machine;
};
constexpr std::array kSecondCores{SecondCore{"rp2350", Machine::arm}, SecondCore{"rp2350", Machine::riscv}};

const MachineRow* machine_of(const domain::DeviceCore& core) {
  if (!core.row) return nullptr;
  for (const MachineRow& row : ingest::firmware::machine_rows()) {
    if (row.abi == core.row->abi && core.row->isa.starts_with(row.isa)) return &row;
  }
  return nullptr;
}

bool has_second_core(const domain::DeviceEntity& device, Machine machine) {
  const auto mcu = device.counted(&domain::DeviceFacts::mcu),
             processor = device.counted(&domain::DeviceFacts::processor);
  const auto& chip = mcu ? mcu : processor;
  if (!chip) return false;
  const std::string name = domain::lower_case(chip->value);
  return std::ranges::any_of(
      kSecondCores, [&](const SecondCore& row) { return row.machine == machine && name.starts_with(row.mcu); });
}

}  // namespace

Result<std::optional<std::string>> check_architecture(Machine machine, const domain::DeviceEntity& device) {
  const MachineRow* program = ingest::firmware::machine_row(machine);
  if (!program) return std::nullopt;
  const domain::DeviceCore core = domain::core_of(device);
  const MachineRow* own = machine_of(core);
  if (!own) {
    return "the program is for " + std::string(program->name) + ", and the architecture of '" + device.name +
           "' is not known" + (core.unresolved.empty() ? "" : " (" + core.unresolved + ")") +
           ": nothing here tells whether it is this device's";
  }
  if (own == program || has_second_core(device, machine)) return std::nullopt;
  return fail(ErrorKind::bad_input,
              "the program is for " + std::string(program->name) + ", and the core of '" + device.name + "', " +
                  core.name + ", is " + std::string(own->name),
              "", "a program for " + std::string(own->name),
              "Is it another device's? If not, correct what is stated of the core in the device's description.");
}

}  // namespace kilograph::reply
