#include "reply/model_form.hpp"

#include <algorithm>

#include "inspect/quantise/int8_form.hpp"
#include "reply/model_file.hpp"
#include "reply/subject.hpp"

namespace kilograph::reply {
namespace {

using domain::ModelEntity, domain::ModelFacts, domain::TensorType;

constexpr const char* kAlready = "unchanged: it computes in int8 already";
constexpr const char* kStated = "unchanged: a need is stated by hand";

bool is_int8(const ModelEntity& model) {
  const auto formats = model.counted(&ModelFacts::number_formats);
  if (!formats) return false;
  const auto has = [&](TensorType type) { return std::ranges::find(formats->value, type) != formats->value.end(); };
  return has(TensorType::int8) && !has(TensorType::float32);
}

// What was said of the model as it is.
void forget(ModelFacts& facts) {
  facts.memory.clear();
  facts.refusals.clear();
  facts.operators.clear();
  facts.number_formats.clear();
  facts.layers.clear();
  facts.observations.clear();
  facts.metrics.clear();
  facts.file_bytes.reset();
  facts.constant_bytes.reset();
  facts.sha256.reset();
}

Result<ModelFile> file_of(const ModelEntity& model, const std::string& named, const knowledge::Catalogue* catalogue,
                          const Desk& desk) {
  if (!named.empty()) return find_model_file(desk, named);
  return kept_model_file(*catalogue, {model.id, domain::EntityKind::model, model.name});
}

std::string change(ModelEntity& model, const Result<ModelFile>& file) {
  for (auto& document : model.documents) forget(document.facts);
  if (!file) return "not known: its file is not at hand, from which the memory of a form of int8 is planned";
  auto facts = inspect::int8_facts(*file->model);
  if (!facts) return "not known: " + facts.error().message;
  const std::string without_memory = facts->memory.size() > 1 ? "" : "; its working memory is not known before it runs";
  model.documents.insert(model.documents.begin(),
                         {{domain::Basis::predicted, inspect::int8_evidence(), {}, {}}, std::move(*facts)});
  return "predicted by " + inspect::int8_evidence() + without_memory;
}

}  // namespace

std::vector<std::string> take_for_int8(std::vector<ModelEntity>& models, const std::string& named, const Desk& desk) {
  const auto catalogue = open_catalogue(desk, knowledge::Catalogue::Access::read);
  std::vector<std::string> notes;
  for (ModelEntity& model : models) {
    if (model.id.empty()) {
      notes.emplace_back(kStated);
    } else if (is_int8(model)) {
      notes.emplace_back(kAlready);
    } else {
      const bool has_file = !named.empty() || catalogue;
      notes.push_back(change(model, has_file ? file_of(model, named, catalogue ? &*catalogue : nullptr, desk)
                                             : fail(ErrorKind::not_found, "no file")));
    }
  }
  return notes;
}

}  // namespace kilograph::reply
