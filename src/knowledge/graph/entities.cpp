#include <algorithm>

#include "domain/entity.hpp"
#include "knowledge/graph/bad_words.hpp"
#include "knowledge/graph/graph.hpp"
#include "knowledge/graph/reading.hpp"
#include "knowledge/graph/vocabulary.hpp"

namespace kilograph::knowledge::graph {
namespace {

// A Thing by its type, or (a Thing Description need not state one) by what only a Thing has.
std::vector<std::string_view> devices_in(const View& view) {
  std::vector<std::string_view> found = view.subjects(rdf_term::type, td::Thing);
  const auto append = [&](const std::vector<std::string_view>& more) {
    found.insert(found.end(), more.begin(), more.end());
  };
  append(view.subjects(rdf_term::type, td::ThingModel));
  append(view.subjects(rdf_term::type, other::SmartSensor));
  append(view.subjects_with(td::definesSecurityScheme));
  append(view.subjects_with(td::securityDefinitions));
  std::ranges::sort(found);
  const auto rest = std::ranges::unique(found);
  found.erase(rest.begin(), rest.end());
  return found;
}

// A published model is identified by its number, because its bytes are not at hand.
std::string model_iri_of(const View& view, std::string_view subject, bool earlier) {
  const std::string number = view.text(subject, schema::identifier);
  const bool usable =
      !number.empty() && std::ranges::all_of(number, [](unsigned char c) { return std::isalnum(c) != 0 || c == '-'; });
  return earlier && usable ? std::string(domain::kIdBase) + "model/" + number : std::string(subject);
}

// Of the one document that says it is about the subject.
std::optional<domain::Source> stated_source(const Reading& reading, std::string_view subject) {
  const auto documents = reading.view.subjects(kg::describes, subject);
  if (documents.size() != 1 || !reading.view.object(documents.front(), kg::basis)) return std::nullopt;
  return domain::Source{reading.basis(documents.front()), reading.by(documents.front())};
}

FoundEntity found(const Reading& reading, std::string_view subject, std::string iri, std::string name,
                  domain::EntityKind kind, domain::Facts facts) {
  return {std::move(iri),
          kind,
          std::move(name),
          std::move(facts),
          reading.warnings(),
          reading.earlier,
          stated_source(reading, subject),
          reading.bad_values(),
          reading.left_out(),
          reading.implied()};
}

// A network by its type, or whatever an observation is of.
std::vector<std::string_view> models_in(const View& view) {
  std::vector<std::string_view> found = view.subjects(rdf_term::type, nnet::NeuralNetwork);
  for (const std::string_view observation : view.subjects_with(kg::ofModel)) {
    const rdf::Term* model = view.object(observation, kg::ofModel);
    if (model->kind == rdf::Term::Kind::iri) found.push_back(model->value);
  }
  std::ranges::sort(found);
  const auto rest = std::ranges::unique(found);
  found.erase(rest.begin(), rest.end());
  return found;
}

// A model that nobody named, by the device that it runs on: "model on SSI-Web_1".
std::string name_by_device(const View& view, std::string_view model) {
  for (const std::string_view controller : view.subjects(other::implements, model)) {
    for (const std::string_view device : view.subjects(other::hasSubSystem, controller)) {
      const std::string title = view.text(device, td::title);
      if (!title.empty()) return "model on " + title;
    }
  }
  return {};
}

// One description an entity: two models of one number, or a node that is model and device at once.
void drop_repeated(std::vector<FoundEntity>& entities) {
  std::vector<FoundEntity> once;
  for (FoundEntity& entity : entities) {
    if (once.empty() || once.back().iri != entity.iri) {
      once.push_back(std::move(entity));
    } else {
      once.back().warnings.emplace_back("a second description of the same entity is left out");
    }
  }
  entities = std::move(once);
}

}  // namespace

Result<std::vector<FoundEntity>> entities_in(const rdf::Graph& graph, std::string_view base) {
  const Modernised source = modernised(graph);
  const View view(source.had_earlier_terms ? source.graph : graph);
  std::vector<FoundEntity> entities;
  for (const std::string_view subject : models_in(view)) {
    Reading reading(source, view, base);
    domain::ModelFacts facts = read_model(reading, subject);
    std::string name = facts.name.empty() ? name_by_device(view, subject) : facts.name;
    entities.push_back(found(reading, subject, model_iri_of(view, subject, reading.earlier), std::move(name),
                             domain::EntityKind::model, std::move(facts)));
  }
  for (const std::string_view subject : devices_in(view)) {
    Reading reading(source, view, base);
    domain::DeviceFacts facts = read_device(reading, subject);
    std::string name = facts.title;
    entities.push_back(
        found(reading, subject, std::string(subject), std::move(name), domain::EntityKind::device, std::move(facts)));
    std::vector<BadValue>& bad = entities.back().bad_values;
    bad = with_several_named(std::move(bad));
    for (BadValue& word : bad_words(view, subject)) bad.push_back(std::move(word));
  }
  for (const std::string_view subject : view.subjects(rdf_term::type, kg::SameStatement)) {
    Reading reading(source, view, base);
    if (auto statement = read_statement(reading, subject)) {
      std::string name = view.text(subject, schema::name);
      if (name.empty()) name = "same:" + statement->other.substr(statement->other.find_last_of("/#:") + 1);
      entities.push_back(found(reading, subject, std::string(subject), std::move(name), domain::EntityKind::statement,
                               std::move(*statement)));
    }
  }
  if (view.is_exhausted()) {
    return fail(ErrorKind::too_large,
                "the entities described share so many nodes that reading them would take too long", {}, {},
                "Give each model and each device its own nodes.");
  }
  std::ranges::stable_sort(entities, {}, &FoundEntity::iri);
  drop_repeated(entities);
  return entities;
}

}  // namespace kilograph::knowledge::graph
