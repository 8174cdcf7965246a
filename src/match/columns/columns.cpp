#include "match/columns/columns.hpp"

#include <algorithm>

#include "match/columns/sensor_key.hpp"

namespace kilograph::match::columns {
namespace {

using namespace domain;

Status status_of(const std::vector<Sensor>& needed, const std::vector<Sensor>& offered) {
  ModelEntity model;
  model.documents.push_back({{}, {.sensors = needed}});
  DeviceEntity device;
  device.documents.push_back({{}, {.sensors = offered}});
  return sensor_lines(model, device).front().status;
}

std::string key_of(const std::vector<Sensor>& sensors) {
  KeyWriter key;
  write_all(key, sensors);
  return key.take();
}

void grow_to_hold(std::vector<std::uint32_t>& places, Number number) {
  if (number >= places.size()) places.resize(std::size_t{number} + 1, kNone);
}

}  // namespace

Columns::Columns(Judge with) : with_(std::move(with)) {}

void Columns::put(Number model, const ModelEntity& entity) {
  put_model(model, columns::key_of(requirement_of(entity, with_)));
}

void Columns::put(Number device, const DeviceEntity& entity) {
  put_device(device, columns::key_of(capability_of(entity, with_)));
}

bool Columns::put_model(Number model, std::string_view key) {
  grow_to_hold(class_of_, model);
  const auto held = classes_.acquire(std::string(key));
  if (held.is_new) {
    const auto requirement = requirement_from(key);
    if (!requirement) {
      classes_.release(held.place);
      return false;
    }
    fill(classes_[held.place], *requirement);
  }
  remove_model(model);
  class_of_[model] = held.place;
  Class& one = classes_[held.place];
  one.models.add(model);
  ++one.count;
  ++changes_;
  return true;
}

bool Columns::put_device(Number device, std::string_view key) {
  grow_to_hold(profile_of_, device);
  const auto held = profiles_.acquire(std::string(key));
  if (held.is_new) {
    const auto capability = capability_from(key);
    if (!capability) {
      profiles_.release(held.place);
      return false;
    }
    fill(profiles_[held.place], *capability);
  }
  remove_device(device);
  profile_of_[device] = held.place;
  Profile& one = profiles_[held.place];
  one.devices.add(device);
  ++one.count;
  ++changes_;
  return true;
}

void Columns::remove_model(Number model) {
  if (!has_model(model)) return;
  const std::uint32_t place = std::exchange(class_of_[model], kNone);
  classes_[place].models.remove(model);
  --classes_[place].count;
  drop_class(place);
  ++changes_;
}

void Columns::remove_device(Number device) {
  if (!has_device(device)) return;
  const std::uint32_t place = std::exchange(profile_of_[device], kNone);
  profiles_[place].devices.remove(device);
  --profiles_[place].count;
  drop_profile(place);
  ++changes_;
}

void Columns::drop_class(std::uint32_t place) {
  const std::vector<std::uint32_t> sensors = classes_[place].sensors;
  if (!classes_.release(place)) return;
  for (const std::uint32_t need : sensors) sensor_needs_.release(need);
}

void Columns::drop_profile(std::uint32_t place) {
  const std::uint32_t sensors = profiles_[place].sensors;
  if (profiles_.release(place)) sensor_offers_.release(sensors);
}

void Columns::fill(Class& one, const ModelEntity& requirement) {
  if (is_judged(RequirementKind::sensor, with_)) {
    const std::vector<Sensor>& sensors = requirement.documents.front().facts.sensors;
    for (const Sensor& sensor : sensors) one.sensors.push_back(sensor_need({sensor}));
    if (sensors.empty()) one.sensors.push_back(sensor_need({}));
  }
  for (const RuntimeKey& key : runtime_keys_) one.needs.push_back(need_of(requirement, key, with_));
}

void Columns::fill(Profile& one, const Capability& capability) {
  one.ram = level_of(capability.ram, RequirementKind::working_memory, with_);
  one.flash = level_of(capability.flash, RequirementKind::program_memory, with_);
  one.sensors = sensor_offer(capability.sensors);
  one.runtimes = runtime_set(capability);
}

std::uint32_t Columns::sensor_need(const std::vector<Sensor>& sensor) {
  const auto held = sensor_needs_.acquire(key_of(sensor));
  if (!held.is_new) return held.place;
  sensor_needs_[held.place].sensor = sensor;
  sensor_offers_.each([&](std::uint32_t, SensorOffer& offer) {
    offer.status.resize(sensor_needs_.places());
    offer.status[held.place] = static_cast<std::uint8_t>(status_of(sensor, offer.sensors));
  });
  return held.place;
}

std::uint32_t Columns::sensor_offer(const std::vector<Sensor>& sensors) {
  const auto held = sensor_offers_.acquire(key_of(sensors));
  if (!held.is_new) return held.place;
  SensorOffer& offer = sensor_offers_[held.place];
  offer.sensors = sensors;
  offer.status.resize(sensor_needs_.places());
  sensor_needs_.each([&](std::uint32_t place, const SensorNeed& need) {
    offer.status[place] = static_cast<std::uint8_t>(status_of(need.sensor, sensors));
  });
  return held.place;
}

std::uint32_t Columns::runtime_key(RuntimeKey key) {
  const auto [found, is_new] =
      runtime_key_places_.try_emplace(name_of(key), static_cast<std::uint32_t>(runtime_keys_.size()));
  if (!is_new) return found->second;
  runtime_keys_.push_back(std::move(key));
  classes_.each([&](std::uint32_t place, Class& one) {
    one.needs.push_back(need_of(*requirement_from(classes_.key_of(place)), runtime_keys_.back(), with_));
  });
  return found->second;
}

std::uint32_t Columns::runtime_set(const Capability& capability) {
  std::vector<std::uint32_t> set;
  for (RuntimeKey& key : runtime_keys_of(capability, with_)) set.push_back(runtime_key(std::move(key)));
  std::ranges::sort(set);
  set.erase(std::ranges::unique(set).begin(), set.end());
  KeyWriter name;
  for (const std::uint32_t key : set) name.number(key);
  const auto [found, is_new] =
      runtime_set_places_.try_emplace(name.take(), static_cast<std::uint32_t>(runtime_sets_.size()));
  if (is_new) runtime_sets_.push_back(std::move(set));
  return found->second;
}

Answer Columns::judged(const Class& one, const Profile& profile) const {
  bool surely = true;
  for (const std::uint32_t need : one.sensors) {
    const Status status = sensor_status(need, profile.sensors);
    if (status == Status::unmet) return Answer::does_not_fit;
    surely = surely && status == Status::met;
  }
  surely = surely && profile.ram.is_free && profile.flash.is_free;
  bool possibly = false;
  for (const std::uint32_t key : runtime_sets_[profile.runtimes]) {
    const Need& need = one.needs[key];
    if (surely && profile.ram.bytes >= need.ram_sure && profile.flash.bytes >= need.flash_sure) return Answer::fits;
    possibly = possibly || (profile.ram.most >= need.ram_possible && profile.flash.most >= need.flash_possible);
  }
  return possibly ? Answer::unknown : Answer::does_not_fit;
}

Answer Columns::answer(Number model, Number device) const {
  return judged(classes_[class_of_[model]], profiles_[profile_of_[device]]);
}

Fitting Columns::devices_for(Number model) const {
  const Class& one = classes_[class_of_[model]];
  std::vector<const Roaring*> surely, possibly;
  profiles_.each([&](std::uint32_t, const Profile& profile) {
    const Answer answer = judged(one, profile);
    if (answer != Answer::does_not_fit) possibly.push_back(&profile.devices);
    if (answer == Answer::fits) surely.push_back(&profile.devices);
  });
  return {Roaring::fastunion(surely.size(), surely.data()), Roaring::fastunion(possibly.size(), possibly.data())};
}

Fitting Columns::models_for(Number device) const {
  const Profile& profile = profiles_[profile_of_[device]];
  std::vector<const Roaring*> surely, possibly;
  classes_.each([&](std::uint32_t, const Class& one) {
    const Answer answer = judged(one, profile);
    if (answer != Answer::does_not_fit) possibly.push_back(&one.models);
    if (answer == Answer::fits) surely.push_back(&one.models);
  });
  return {Roaring::fastunion(surely.size(), surely.data()), Roaring::fastunion(possibly.size(), possibly.data())};
}

FitCounts Columns::count_for(Number model) const {
  const Class& one = classes_[class_of_[model]];
  FitCounts counts;
  profiles_.each([&](std::uint32_t, const Profile& profile) {
    const Answer answer = judged(one, profile);
    if (answer == Answer::fits) counts.fits += profile.count;
    if (answer == Answer::unknown) counts.unknown += profile.count;
  });
  return counts;
}

}  // namespace kilograph::match::columns
