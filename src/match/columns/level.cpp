#include "match/columns/level.hpp"

#include <algorithm>

namespace kilograph::match::columns {
namespace {

using namespace domain;

Level level_from(std::uint64_t bytes) { return std::min(bytes, kMostBytes); }

// A line that no memory can change.
void hold(Need& need, Status status) {
  if (status != Status::met) need.ram_sure = kNever;
  if (status == Status::unmet) need.ram_possible = kNever;
}

}  // namespace

bool is_judged(RequirementKind kind, const Judge& with) {
  return with.kinds.empty() || std::ranges::find(with.kinds, kind) != with.kinds.end();
}

std::vector<RuntimeKey> runtime_keys_of(const Capability& capability, const Judge& with) {
  // The study's figures are for no runtime in particular.
  if (with.facts == FactSet::published) return {RuntimeKey{}};
  DeviceEntity device;
  device.documents.push_back({{}, {.runtimes = capability.runtimes}});
  std::vector<RuntimeKey> keys;
  for (RuntimeChoice& choice : choices_for({}, device, with)) {
    choice.assumed = false;
    const Machine machine{.kernels = capability.kernels};
    const Status kernels = kernels_status(machine, choice.runtime);
    keys.push_back({std::move(choice), capability.pointer_bits, capability.abi, kernels, capability.places});
  }
  return keys;
}

std::string name_of(const RuntimeKey& key) {
  std::string name = key.choice.runtime.id + "\n" + std::to_string(key.pointer_bits) + "\n" + key.abi + "\n" +
                     std::string(domain::name_of(key.kernels));
  for (const std::string& place : key.places) name += "\n" + place;
  return name;
}

Need need_of(const ModelEntity& requirement, const RuntimeKey& key, const Judge& with) {
  const Machine machine{key.pointer_bits, key.abi, {}};
  Need need;
  if (is_judged(RequirementKind::working_memory, with)) {
    const auto bounds = working_memory_bounds(requirement, key.choice.runtime, machine, with.facts);
    need.ram_sure = bounds.met_from ? level_from(*bounds.met_from) : kNever;
    need.ram_possible = level_from(bounds.unmet_below);
  }
  if (is_judged(RequirementKind::program_memory, with)) {
    const auto bounds = program_memory_bounds(requirement, key.choice.runtime, machine, with.facts);
    need.flash_sure = bounds.met_from ? level_from(*bounds.met_from) : kNever;
    need.flash_possible = level_from(bounds.unmet_below);
  }
  if (!with.limits.licences.empty()) hold(need, licence_line(requirement, with.limits).status);
  if (with.facts == FactSet::published) return need;
  const auto hold_limit = [&](ObservedProperty property, std::optional<double> limit) {
    if (limit) hold(need, observation_line(requirement, property, *limit, key.places, key.choice).status);
  };
  hold_limit(ObservedProperty::latency, with.limits.seconds);
  hold_limit(ObservedProperty::energy, with.limits.joules);
  if (is_judged(RequirementKind::operators, with)) {
    hold(need, operator_table_line(requirement, key.choice).status);
    hold(need, key.kernels);
  }
  if (is_judged(RequirementKind::number_format, with)) hold(need, number_format_line(requirement, key.choice).status);
  return need;
}

OfferLevel level_of(const Offer& offer, RequirementKind use, const Judge& with) {
  if (!is_judged(use, with)) return {kMostBytes, true, kMostBytes};
  if (!offer.bytes) return {kUnknownRegion, false, kUnknownRegion};
  return {level_from(*offer.bytes), offer.is_free, level_from(offer.most_bytes)};
}

}  // namespace kilograph::match::columns
