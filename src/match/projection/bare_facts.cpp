#include "match/projection/bare_facts.hpp"

#include <algorithm>
#include <memory>

#include "match/projection/fact_form.hpp"

namespace kilograph::match::projection {
namespace {

using namespace domain;

constexpr std::string_view kFramework = "framework";

using Words = std::vector<std::optional<std::string>>;

template <class F>
bool states_something(const F& facts) {
  static const std::string kNothing = [] {
    FactWriter to;
    to(F{});
    return to.take();
  }();
  FactWriter to;
  to(facts);
  return to.take() != kNothing;
}

template <class F>
std::vector<DocumentFacts<F>> telling_documents(const Entity<F>& entity) {
  std::vector<DocumentFacts<F>> documents;
  for (const auto& document : entity.documents) {
    if (states_something(document.facts)) documents.push_back(document);
  }
  return documents;
}

void write_own(FactWriter& to, const DeviceEntity& device) {
  const auto documents = telling_documents(device);
  Words frameworks;
  for (const auto& document : documents) {
    const auto label = std::ranges::find(document.facts.labels, kFramework, &Label::name);
    frameworks.emplace_back();
    if (label != document.facts.labels.end()) frameworks.back() = label->value;
  }
  to(documents, frameworks);
}

bool read_own(FactReader& from, DeviceEntity& device) {
  Words frameworks;
  from(device.documents, frameworks);
  if (from.failed() || frameworks.size() != device.documents.size()) return false;
  for (std::size_t i = 0; i < frameworks.size(); ++i) {
    if (frameworks[i]) device.documents[i].facts.labels.push_back({std::string(kFramework), *std::move(frameworks[i])});
  }
  return true;
}

}  // namespace

std::string bare_bytes(const ModelEntity& model) {
  FactWriter to;
  to(telling_documents(model));
  return to.take();
}

std::string bare_bytes(const DeviceEntity& device) {
  FactWriter to;
  write_own(to, device);
  to(device.missing_bases, static_cast<std::uint64_t>(device.bases.size()));
  for (const auto& base : device.bases) {
    to(base->id, base->name, base->same_as);
    write_own(to, *base);
  }
  return to.take();
}

std::optional<ModelEntity> bare_model(std::string_view bytes) {
  FactReader from(bytes);
  ModelEntity model;
  from(model.documents);
  if (!from.is_whole()) return std::nullopt;
  return model;
}

std::optional<DeviceEntity> bare_device(std::string_view bytes) {
  FactReader from(bytes);
  DeviceEntity device;
  std::uint64_t bases = 0;
  if (!read_own(from, device)) return std::nullopt;
  from(device.missing_bases, bases);
  for (; bases > 0 && !from.failed(); --bases) {
    DeviceEntity base;
    from(base.id, base.name, base.same_as);
    if (!read_own(from, base)) return std::nullopt;
    device.bases.push_back(std::make_shared<const DeviceEntity>(std::move(base)));
  }
  if (!from.is_whole()) return std::nullopt;
  return device;
}

}  // namespace kilograph::match::projection
