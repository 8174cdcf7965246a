#include "match/projection/projection.hpp"

#include <algorithm>
#include <set>

#include "match/projection/bare_facts.hpp"

namespace kilograph::match::projection {
namespace {

using namespace domain;

template <class F>
Row row_of(const Entity<F>& entity, std::string F::* title) {
  Row row{entity.id, entity.name, entity.same_as};
  for (const auto& document : entity.documents) {
    const std::string& text = document.facts.*title;
    if (!text.empty() && std::ranges::find(row.titles, text) == row.titles.end()) row.titles.push_back(text);
  }
  return row;
}

// Whatever its facts hang on, kept or not.
std::set<std::string> bases_of(const DeviceEntity& device) {
  std::set<std::string> ids(device.missing_bases.begin(), device.missing_bases.end());
  const auto note = [&](const DeviceEntity& one) {
    for (const auto& document : one.documents) {
      ids.insert(document.facts.based_on.begin(), document.facts.based_on.end());
    }
  };
  note(device);
  for (const auto& base : device.bases) {
    note(*base);
    ids.insert(base->id);
    ids.insert(base->same_as.begin(), base->same_as.end());
  }
  return ids;
}

}  // namespace

Number Projection::put(const ModelEntity& model) {
  has_hanging_ = false;
  return models_.put(row_of(model, &ModelFacts::name), bare_bytes(model));
}

Number Projection::put(const DeviceEntity& device) {
  has_hanging_ = false;
  Row row = row_of(device, &DeviceFacts::title);
  for (const auto& document : device.documents) {
    if (!document.facts.labels.empty()) row.labels.push_back(document.facts.labels);
  }
  return devices_.put(std::move(row), bare_bytes(device));
}

void Projection::remove(std::string_view id) {
  has_hanging_ = false;
  models_.remove(id);
  devices_.remove(id);
}

ModelEntity Projection::model(Number number) const {
  const Row& row = models_[number];
  ModelEntity model = models_.bare(number);
  model.id = row.id;
  model.name = row.name;
  model.same_as = row.same_as;
  for (const std::string& name : row.titles) model.documents.push_back({{}, {.name = name}});
  return model;
}

DeviceEntity Projection::device(Number number) const {
  const Row& row = devices_[number];
  DeviceEntity device = devices_.bare(number);
  device.id = row.id;
  device.name = row.name;
  device.same_as = row.same_as;
  // First, so that the label which counts is found where it was, before the framework that regions keep.
  std::vector<DocumentFacts<DeviceFacts>> labelled;
  for (const auto& labels : row.labels) labelled.push_back({{}, {.labels = labels}});
  device.documents.insert(device.documents.begin(), labelled.begin(), labelled.end());
  for (const std::string& title : row.titles) device.documents.push_back({{}, {.title = title}});
  return device;
}

void Projection::note_hanging() {
  bases_.clear();
  united_.clear();
  devices_.facts().each([&](std::uint32_t place, const DeviceEntity& bare) {
    for (const std::string& id : bases_of(bare)) bases_[id].push_back(place);
  });
  const auto note = [&](const auto& table) {
    for (const Row& row : table.rows_) {
      for (const std::string& id : row.same_as) united_[id].push_back(row.id);
    }
  };
  note(models_);
  note(devices_);
  has_hanging_ = true;
}

std::vector<std::string> Projection::dependents(const std::string& id) {
  if (!has_hanging_) note_hanging();
  std::vector<std::string> ids;
  if (const auto found = united_.find(id); found != united_.end()) ids = found->second;
  const auto found = bases_.find(id);
  if (found == bases_.end()) return ids;
  const std::set<std::uint32_t> places(found->second.begin(), found->second.end());
  for (const Row& row : devices_.rows_) {
    if (!row.id.empty() && places.contains(row.facts)) ids.push_back(row.id);
  }
  return ids;
}

}  // namespace kilograph::match::projection
