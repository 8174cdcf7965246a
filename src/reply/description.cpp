#include "reply/description.hpp"

#include <algorithm>

#include "base/version.hpp"
#include "domain/sensor_need.hpp"
#include "knowledge/graph/graph.hpp"
#include "knowledge/ontology.hpp"
#include "knowledge/rdf/ntriples.hpp"
#include "knowledge/record.hpp"

namespace kilograph::reply {
namespace {

using namespace domain;

template <class F, class T>
void take_counted(F& into, const Entity<F>& entity, T F::* field) {
  if (auto value = entity.counted(field)) into.*field = std::move(value->value);
}

template <class F, class... T>
void take_all_counted(F& into, const Entity<F>& entity, T F::*... fields) {
  (take_counted(into, entity, fields), ...);
}

// A statement that names nobody is by the author of its document.
template <class T>
void attribute(T& statement, const Source& source) {
  if constexpr (requires { statement.by; }) {
    if (!statement.by.empty()) return;
    statement.by = source.by;
    statement.basis = source.basis;
  }
}

template <class F, class T>
void concatenate(F& into, const Entity<F>& entity, std::vector<T> F::* field) {
  std::vector<T>& all = into.*field;
  for (const auto& document : entity.documents) {
    for (T statement : document.facts.*field) {
      attribute(statement, document.source);
      if (std::ranges::find(all, statement) == all.end()) all.push_back(std::move(statement));
    }
  }
}

// One document cannot say both that sensors feed a model and that none does: the statement that counts holds.
void settle_whether_one_feeds_it(ModelFacts& into, const ModelEntity& model) {
  const auto counted = model.counted(&ModelFacts::sensors);
  if (!counted) return;
  if (std::ranges::any_of(counted->value, is_no_sensor)) into.sensors = counted->value;
  else std::erase_if(into.sensors, is_no_sensor);
}

Result<std::string> as_turtle(const std::string& document, const std::string& ntriples) {
  using namespace knowledge::index;
  SparqlIndex index = KG_TRY(SparqlIndex::create());
  KG_CHECK(index.replace_graph(document, ntriples));
  QueryOptions options{.format = Format::turtle};
  // The document's own nodes are short names; an `id:` prefix would only add escapes.
  options.prefixes.push_back({"this", document + "#"});
  for (const Prefix& prefix : knowledge::known_prefixes()) {
    if (prefix.iri != kIdBase) options.prefixes.push_back(prefix);
  }
  return KG_TRY(index.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o", options)).body;
}

Result<std::string> written(const std::string& entity, const Facts& facts, DescriptionLanguage language) {
  const knowledge::Record record = knowledge::to_record(facts);
  const std::string document = document_iri(sha256(view_of(record.facts + record.detail)), entity);
  const Source source{.basis = Basis::declared, .by = signature()};
  auto graph = knowledge::graph::to_graph(entity, document, facts, source);
  std::ranges::sort(graph);
  graph.erase(std::unique(graph.begin(), graph.end()), graph.end());
  const std::string ntriples = knowledge::rdf::to_ntriples(graph);
  return language == DescriptionLanguage::ntriples ? ntriples : as_turtle(document, ntriples);
}

}  // namespace

ModelFacts merged(const ModelEntity& model) {
  using M = ModelFacts;
  M facts;
  take_all_counted(facts, model, &M::name, &M::description, &M::creator, &M::licence, &M::version, &M::category,
                   &M::task, &M::date_created, &M::citation, &M::code_repository, &M::training_dataset, &M::input_info,
                   &M::output_info, &M::runtime_platform, &M::preprocessing, &M::revises, &M::labels, &M::tags,
                   &M::sha256, &M::file_bytes, &M::constant_bytes, &M::parameters, &M::macs, &M::operators,
                   &M::number_formats, &M::inputs, &M::outputs, &M::layers);
  concatenate(facts, model, &M::sensors);
  settle_whether_one_feeds_it(facts, model);
  concatenate(facts, model, &M::memory);
  concatenate(facts, model, &M::observations);
  concatenate(facts, model, &M::metrics);
  return facts;
}

DeviceFacts merged(const DeviceEntity& device) {
  using D = DeviceFacts;
  DeviceEntity own = device;
  own.bases.clear();
  D facts;
  take_all_counted(facts, own, &D::title, &D::description, &D::manufacturer, &D::processor, &D::clock_hz,
                   &D::pointer_bits, &D::runtimes, &D::implements, &D::mcu, &D::isa, &D::power_source, &D::has_fpu,
                   &D::has_dsp, &D::has_mve, &D::is_thing_model);
  concatenate(facts, own, &D::sensors);
  concatenate(facts, own, &D::regions);
  concatenate(facts, own, &D::affordances);
  concatenate(facts, own, &D::accelerators);
  concatenate(facts, own, &D::labels);
  concatenate(facts, own, &D::based_on);
  return facts;
}

Result<std::string> description_of(const ModelEntity& model, DescriptionLanguage language) {
  return written(model.id, merged(model), language);
}

Result<std::string> description_of(const DeviceEntity& device, DescriptionLanguage language) {
  return written(device.id, merged(device), language);
}

Result<std::string> description_of(const std::string& iri, const SameStatement& statement,
                                   DescriptionLanguage language) {
  return written(iri, statement, language);
}

}  // namespace kilograph::reply
