#include "reply/naming.hpp"

#include <algorithm>
#include <set>

#include "domain/spelling.hpp"

namespace kilograph::reply {
namespace {

template <class F>
std::vector<std::string> names_besides(const domain::Entity<F>& entity, std::string F::* field) {
  std::set<std::string> seen{domain::lower_case(entity.name)}, names;
  for (const auto& document : entity.documents) {
    const std::string& name = document.facts.*field;
    if (!name.empty() && seen.insert(domain::lower_case(name)).second) names.insert(name);
  }
  return {names.begin(), names.end()};
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

std::vector<domain::ModelEntity> without_hearsay(std::vector<domain::ModelEntity> models) {
  std::erase_if(models, is_hearsay);
  return models;
}

}  // namespace kilograph::reply
