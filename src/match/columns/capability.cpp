#include <algorithm>
#include <iterator>

#include "domain/device_core.hpp"
#include "match/columns/profile.hpp"
#include "match/columns/sensor_key.hpp"
#include "match/figure.hpp"
#include "match/requirement_lines.hpp"

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

std::vector<std::string> told_apart(const DeviceEntity& device, const Limits& limits) {
  if (!limits.seconds && !limits.joules) return {};
  std::vector<std::string> places;
  std::ranges::set_intersection(places_of(device), limits.observed_on, std::back_inserter(places));
  return places;
}

bool has_special_kernels(const Judge& with) {
  const auto is_special = [](const Runtime& runtime) {
    return !runtime.kernels.empty() && runtime.kernels != kReferenceKernels;
  };
  return std::ranges::any_of(with.runtimes, is_special) || std::ranges::any_of(with.further_runtimes, is_special);
}

void write(KeyWriter& to, const std::vector<std::string>& words) {
  to.number(words.size());
  for (const std::string& word : words) to.text(word);
}

std::vector<std::string> read_words(KeyReader& from) {
  std::vector<std::string> words(from.count());
  for (std::string& word : words) word = from.text();
  return words;
}

}  // namespace

Capability capability_of(const DeviceEntity& device, const Judge& with) {
  const FactSet facts = with.facts;
  Capability capability;
  capability.places = told_apart(device, with.limits);
  if (const auto sensors = device.counted(&DeviceFacts::sensors)) capability.sensors = bare(sensors->value);
  capability.ram = offer_of(device, RegionKind::ram, facts);
  capability.flash = offer_of(device, RegionKind::flash, facts);
  if (facts == FactSet::published) return capability;  // the study's figures are for one runtime and machine
  if (const auto runtimes = device.counted(&DeviceFacts::runtimes)) capability.runtimes = runtimes->value;
  const Machine machine = machine_of(device);
  capability.pointer_bits = machine.pointer_bits;
  capability.abi = machine.abi;
  if (has_special_kernels(with)) capability.kernels = machine.kernels;
  return capability;
}

std::string key_of(const Capability& capability) {
  KeyWriter key;
  write_all(key, capability.sensors);
  write(key, capability.runtimes);
  key.number(capability.pointer_bits);
  key.text(capability.abi);
  write(key, capability.ram);
  write(key, capability.flash);
  key.number(capability.kernels ? 1 : 0);
  if (capability.kernels) write(key, *capability.kernels);
  write(key, capability.places);
  return key.take();
}

std::optional<Capability> capability_from(std::string_view key) {
  KeyReader from(key);
  Capability capability;
  capability.sensors = read_sensors(from);
  capability.runtimes = read_words(from);
  capability.pointer_bits = static_cast<unsigned>(from.number());
  capability.abi = from.text();
  capability.ram = read_offer(from);
  capability.flash = read_offer(from);
  const std::uint64_t has_kernels = from.number();
  if (has_kernels > 1) return std::nullopt;
  if (has_kernels == 1) capability.kernels = read_words(from);
  capability.places = read_words(from);
  if (from.failed() || !from.is_done()) return std::nullopt;
  return capability;
}

}  // namespace kilograph::match::columns
