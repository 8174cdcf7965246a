#include "reply/naming.hpp"

#include <algorithm>
#include <set>

#include "domain/spelling.hpp"

namespace kilograph::reply {
namespace {

std::vector<std::string> names_besides(const std::string& name, const std::vector<std::string>& titles) {
  std::set<std::string> seen{domain::lower_case(name)}, names;
  for (const std::string& title : titles) {
    if (!title.empty() && seen.insert(domain::lower_case(title)).second) names.insert(title);
  }
  return {names.begin(), names.end()};
}

template <class F>
std::vector<std::string> names_besides(const domain::Entity<F>& entity, std::string F::* field) {
  std::vector<std::string> titles;
  for (const auto& document : entity.documents) titles.push_back(document.facts.*field);
  return names_besides(entity.name, titles);
}

bool is_hearsay(const domain::ModelEntity& model) {
  return std::ranges::all_of(model.documents, [](const auto& document) {
    const domain::ModelFacts& facts = document.facts;
    return facts.name.empty() && facts.sensors.empty() && facts.memory.empty() && facts.operators.empty() &&
           facts.number_formats.empty() && !facts.file_bytes;
  });
}

}  // namespace

std::vector<std::string> further_names(const domain::ModelEntity& model) {
  return names_besides(model, &domain::ModelFacts::name);
}

std::vector<std::string> further_names(const domain::DeviceEntity& device) {
  return names_besides(device, &domain::DeviceFacts::title);
}

std::vector<std::string> further_names(const match::projection::Row& row) {
  return names_besides(row.name, row.titles);
}

std::vector<domain::ModelEntity> models_in(const match::projection::Projection& projection) {
  std::vector<domain::ModelEntity> models;
  models.reserve(projection.models().size());
  for (const auto number : projection.models().in_order()) models.push_back(projection.model(number));
  return without_hearsay(std::move(models));
}

std::vector<domain::ModelEntity> without_hearsay(std::vector<domain::ModelEntity> models) {
  std::erase_if(models, is_hearsay);
  return models;
}

}  // namespace kilograph::reply
