#include <algorithm>

#include "match/columns/profile.hpp"
#include "match/columns/sensor_key.hpp"
#include "match/figure.hpp"

namespace kilograph::match::columns {
namespace {

using namespace domain;

Offer offer_of(const DeviceEntity& device, RegionKind kind, FactSet facts) {
  const auto choice = best_region(device, kind, facts);
  if (!choice) return {};
  return {choice->bytes, choice->is_free, choice->most_bytes};
}

void write(KeyWriter& to, const Offer& offer) {
  to.number(!offer.bytes ? 0 : offer.is_free ? 2 : 1);
  if (!offer.bytes) return;
  to.number(*offer.bytes);
  to.number(offer.most_bytes - *offer.bytes);
}

Offer read_offer(KeyReader& from) {
  const std::uint64_t form = from.number();
  if (form == 0) return {};
  const std::uint64_t bytes = from.number();
  const std::uint64_t more = from.number();
  return {bytes, form == 2, bytes + std::min(more, UINT64_MAX - bytes)};
}

}  // namespace

Capability capability_of(const DeviceEntity& device, FactSet facts) {
  Capability capability;
  if (const auto sensors = device.counted(&DeviceFacts::sensors)) capability.sensors = bare(sensors->value);
  capability.ram = offer_of(device, RegionKind::ram, facts);
  capability.flash = offer_of(device, RegionKind::flash, facts);
  if (facts == FactSet::published) return capability;  // the study's figures are for one runtime and machine
  if (const auto runtimes = device.counted(&DeviceFacts::runtimes)) capability.runtimes = runtimes->value;
  const Machine machine = machine_of(device);
  capability.pointer_bits = machine.pointer_bits;
  capability.abi = machine.abi;
  return capability;
}

std::string key_of(const Capability& capability) {
  KeyWriter key;
  write_all(key, capability.sensors);
  key.number(capability.runtimes.size());
  for (const std::string& runtime : capability.runtimes) key.text(runtime);
  key.number(capability.pointer_bits);
  key.text(capability.abi);
  write(key, capability.ram);
  write(key, capability.flash);
  return key.take();
}

std::optional<Capability> capability_from(std::string_view key) {
  KeyReader from(key);
  Capability capability;
  capability.sensors = read_sensors(from);
  capability.runtimes.resize(from.count());
  for (std::string& runtime : capability.runtimes) runtime = from.text();
  capability.pointer_bits = static_cast<unsigned>(from.number());
  capability.abi = from.text();
  capability.ram = read_offer(from);
  capability.flash = read_offer(from);
  if (from.failed() || !from.is_done()) return std::nullopt;
  return capability;
}

}  // namespace kilograph::match::columns
