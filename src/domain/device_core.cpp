#include "domain/device_core.hpp"

#include <algorithm>

#include "domain/spelling.hpp"

namespace kilograph::domain {
namespace {

using Stated = std::optional<Sourced<std::string>>;

void take_family(DeviceCore& core, const Stated& stated) {
  core.name = core.family->core;
  core.row = core_row(core.name);
  core.source = stated->source;
  core.by_family = true;
}

bool says_more(const McuRow& family, const std::string& processor) {
  const std::string name = lower_case(family.core);
  return name.size() > processor.size() && name.starts_with(lower_case(processor));
}

void find(DeviceCore& core, const Stated& processor, const Stated& mcu, const Stated& isa) {
  const Stated& chip = mcu ? mcu : processor;
  if (chip) core.family = mcu_row(chip->value);
  if (processor) {
    core.name = processor->value;
    core.source = processor->source;
    core.row = core_row(processor->value);
    const bool is_open = core.family && (!core.row || says_more(*core.family, processor->value));
    if (is_open) take_family(core, chip);
    if (core.row) return;
  }
  if (core.family) return take_family(core, chip);
  if (!isa) return;
  core.row = core_row(isa->value);
  if (core.row && core.name.empty()) core.name = isa->value;
  if (core.row) core.source = isa->source;
}

std::optional<bool> has(const DeviceEntity& device, std::optional<bool> DeviceFacts::* stated, const CoreRow* row,
                        Extension CoreRow::* extension) {
  if (const auto said = device.counted(stated)) return said->value;
  if (!row || row->*extension == Extension::optional) return std::nullopt;
  return row->*extension == Extension::present;
}

// What is not stated of an optional extension is taken as there.
bool runs(std::string_view kernels, const DeviceCore& core) {
  if (kernels.ends_with("-dsp")) return core.has_dsp.value_or(true);
  if (kernels.ends_with("-mve")) return core.has_mve.value_or(true);
  return true;
}

// Pointers that are stated must be the core's: of a core whose pointers have another width nothing is known.
void hold_against_pointers(DeviceCore& core, const DeviceEntity& device) {
  const auto bits = device.counted(&DeviceFacts::pointer_bits);
  if (!bits) return;
  const std::string stated = "pointers of " + std::to_string(bits->value) + " bit";
  if (core.row && core.row->pointer_bits != bits->value) {
    core.unresolved = "its core is a " + core.name + ", whose pointers have " + std::to_string(core.row->pointer_bits) +
                      " bit, and " + stated +
                      " are stated: no ABI of both is known; a corrected description settles it";
    core.row = nullptr;
  } else if (!core.row && bits->value != 32 && bits->value != 64) {
    core.unresolved = "it has " + stated + ", and no ABI of that width has figures";
  }
}

}  // namespace

DeviceCore core_of(const DeviceEntity& device) {
  const auto processor = device.counted(&DeviceFacts::processor), mcu = device.counted(&DeviceFacts::mcu),
             isa = device.counted(&DeviceFacts::isa);
  DeviceCore core;
  find(core, processor, mcu, isa);
  hold_against_pointers(core, device);
  core.isa = isa ? isa->value : core.row ? std::string(core.row->isa) : "";
  core.has_fpu = has(device, &DeviceFacts::has_fpu, core.row, &CoreRow::fpu);
  core.has_dsp = has(device, &DeviceFacts::has_dsp, core.row, &CoreRow::dsp);
  core.has_mve = has(device, &DeviceFacts::has_mve, core.row, &CoreRow::mve);
  if (core.row) {
    for (const std::string_view kernels : core.row->kernels) {
      if (!kernels.empty() && runs(kernels, core)) core.kernels.emplace_back(kernels);
    }
    return core;
  }
  const Stated& stated = processor ? processor : mcu ? mcu : isa;
  if (stated && core.unresolved.empty()) {
    core.unresolved = "the core of " + stated->value +
                      " is not known here; a description that states it (\"processor\": \"Cortex-M4\") settles it";
  }
  return core;
}

std::string kernels_refusal(std::string_view core, const std::vector<std::string>& runs, std::string_view kernels) {
  const bool can = kernels.empty() || kernels == kReferenceKernels || std::ranges::find(runs, kernels) != runs.end();
  if (can) return {};
  return "its core, a " + std::string(core) + ", cannot run " + std::string(kernels) + " kernels";
}

}  // namespace kilograph::domain
