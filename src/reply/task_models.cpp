#include "reply/task_models.hpp"

#include <algorithm>
#include <set>

#include "base/listing.hpp"
#include "domain/spelling.hpp"

namespace kilograph::reply {
namespace {

using domain::ModelEntity;
using domain::ModelFacts;

constexpr std::string ModelFacts::* kTaskTexts[] = {&ModelFacts::name, &ModelFacts::task, &ModelFacts::description,
                                                    &ModelFacts::output_info};
constexpr std::size_t kMostNamed = 8;

bool contains(const std::string& text, const std::string& lower_part) {
  return domain::lower_case(text).find(lower_part) != std::string::npos;
}

}  // namespace

bool is_about_task(const ModelEntity& model, const std::string& task) {
  return std::ranges::any_of(model.documents, [&](const auto& document) {
    const ModelFacts& facts = document.facts;
    return std::ranges::any_of(kTaskTexts, [&](auto field) { return contains(facts.*field, task); }) ||
           std::ranges::any_of(facts.labels, [&](const auto& label) { return contains(label, task); });
  });
}

Error no_model_is_about(const std::vector<ModelEntity>& models, const std::string& task) {
  std::set<std::string> each;
  for (const ModelEntity& model : models) {
    const auto stated = model.counted(&ModelFacts::task);
    each.insert(stated ? stated->value : model.name);
  }
  each.erase("");
  const std::vector<std::string> known(each.begin(), each.end());
  std::vector<std::string> shown = domain::nearest(task, known, kMostNamed);
  const std::string advice = shown.empty() ? "" : "Did you mean '" + shown.front() + "'?";
  for (const std::string& one : known) {
    if (shown.size() < kMostNamed && std::ranges::find(shown, one) == shown.end()) shown.push_back(one);
  }
  return {ErrorKind::not_found, "no model is about '" + task + "'", {}, shown.empty() ? "" : listed(shown), advice};
}

}  // namespace kilograph::reply
