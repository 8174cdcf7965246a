#include "knowledge/intake.hpp"

#include <fmt/format.h>

#include <map>

#include "knowledge/graph/entity_graph.hpp"
#include "knowledge/graph/graph.hpp"
#include "knowledge/graph/relative_iris.hpp"
#include "knowledge/graph/vocabulary.hpp"
#include "knowledge/ontology.hpp"
#include "knowledge/rdf/ntriples.hpp"

namespace kilograph::knowledge {
namespace {

using graph::FoundEntity;

std::string graph_iri(const Digest& file) { return std::string(domain::kIdBase) + "graph/" + file.hex(); }

Document document_for(const Origin& origin, std::string_view entity, domain::EntityKind kind) {
  Document document;
  document.iri = domain::document_iri(origin.file, entity);
  document.entity = entity;
  document.kind = kind;
  document.file = origin.file;
  document.media_type = origin.media_type;
  return document;
}

std::string name_in(const domain::Facts& facts) {
  if (const auto* model = std::get_if<domain::ModelFacts>(&facts)) return model->name;
  if (const auto* device = std::get_if<domain::DeviceFacts>(&facts)) return device->title;
  return {};
}

domain::EntityKind kind_of(const domain::Facts& facts) {
  if (std::holds_alternative<domain::ModelFacts>(facts)) return domain::EntityKind::model;
  if (std::holds_alternative<domain::DeviceFacts>(facts)) return domain::EntityKind::device;
  return domain::EntityKind::graph;
}

// Who says what a file of somebody else's says: whoever the file names, the study for its own terms,
// else the file.
domain::Source source_of(const Origin& origin, const FoundEntity& entity, const std::string& document) {
  domain::Source source = entity.stated.value_or(domain::Source{
      domain::Basis::declared, entity.earlier_terms ? std::string(domain::kPublishedStudy) : origin.place});
  source.document = document;
  source.place = origin.place;
  return source;
}

// The microcontroller of a Thing Description, so that the published shape hangs where it belongs.
std::string_view controller_of(const rdf::Graph& triples, std::string_view device) {
  for (const rdf::Triple& part : triples) {
    if (part.subject.value != device || part.predicate.value != graph::other::hasSubSystem) continue;
    for (const rdf::Triple& type : triples) {
      if (type.subject.value == part.object.value && type.predicate.value == graph::rdf_term::type &&
          type.object.value == graph::other::MicroController) {
        return part.object.value;
      }
    }
  }
  return {};
}

// What a description leaves to be worked out: its provenance, the entity's name and type by the
// terms that queries use, and a board's free memory in the published shape.
std::string finishing(const rdf::Graph& triples, const FoundEntity& entity, const Document& document) {
  graph::Writer writer(document.iri);
  graph::write_provenance(writer, entity.iri, document.iri, document.source);
  writer.text(entity.iri, graph::schema::name, document.name);
  if (const auto* device = std::get_if<domain::DeviceFacts>(&entity.facts)) {
    writer.type(entity.iri, graph::td::Thing);
    if (!device->sensors.empty()) writer.type(entity.iri, graph::other::SmartSensor);
    const std::string_view controller = controller_of(triples, entity.iri);
    if (!controller.empty()) graph::write_published_capability(writer, controller, *device);
  }
  return std::move(writer).take();
}

Document described(const Origin& origin, const rdf::Graph& triples, FoundEntity entity, const std::string& base) {
  Document document = document_for(origin, entity.iri, entity.kind);
  document.name = name_in(entity.facts);
  document.source = source_of(origin, entity, document.iri);
  document.base = base;
  document.triples = rdf::to_ntriples(triples) + finishing(triples, entity, document);
  document.facts = std::move(entity.facts);
  return document;
}

Document kept(const Origin& origin, const rdf::Graph& triples, const std::string& base) {
  Document document = document_for(origin, graph_iri(origin.file), domain::EntityKind::graph);
  document.name = origin.place;
  document.source = {domain::Basis::declared, origin.place, document.iri, origin.place};
  document.base = base;
  document.triples = rdf::to_ntriples(triples);
  return document;
}

Document derived(const Origin& origin, FoundEntity entity, const std::string& from) {
  Document document = document_from(origin, entity.iri, entity.facts, source_of(origin, entity, {}));
  document.derived_from = from;
  rdf::append_triple(document.triples,
                     {rdf::iri(document.iri), rdf::iri(std::string(graph::other::wasDerivedFrom)), rdf::iri(from)});
  return document;
}

// Each defect once, with how many entities have it and the first of them.
void report_defects(const std::vector<FoundEntity>& entities, std::vector<std::string>& warnings) {
  struct Finding {
    std::size_t count = 0;
    std::string first;
  };
  std::map<std::string, Finding> findings;
  for (const FoundEntity& entity : entities) {
    for (const std::string& warning : entity.warnings) {
      Finding& finding = findings[warning];
      if (finding.count++ == 0) finding.first = name_in(entity.facts).empty() ? entity.iri : name_in(entity.facts);
    }
  }
  for (const auto& [text, finding] : findings) {
    const std::string others = finding.count == 1 ? "" : fmt::format(" and {} more", finding.count - 1);
    warnings.push_back(fmt::format("{}: {}{}", text, finding.first, others));
  }
}

void report_relative(ByteView bytes, rdf::Syntax syntax, const std::string& base, std::vector<std::string>& warnings) {
  if (syntax != rdf::Syntax::turtle && syntax != rdf::Syntax::trig) return;
  constexpr std::size_t kMost = 20;
  const auto found = graph::relative_iris(text_of(bytes));
  for (std::size_t i = 0; i < found.size() && i < kMost; ++i) {
    warnings.push_back(
        fmt::format("line {}: <{}> is a relative IRI; it is resolved against {}", found[i].line, found[i].text, base));
  }
  if (found.size() > kMost) warnings.push_back(fmt::format("{} more relative IRIs", found.size() - kMost));
}

}  // namespace

Document document_from(const Origin& origin, std::string_view entity, const domain::Facts& facts,
                       const domain::Source& source) {
  Document document = document_for(origin, entity, kind_of(facts));
  document.name = name_in(facts);
  document.source = source;
  document.source.document = document.iri;
  if (document.source.place.empty()) document.source.place = origin.place;
  document.triples = graph::to_ntriples(entity, document.iri, facts, document.source);
  document.facts = facts;
  return document;
}

Result<Intake> documents_from_rdf(const Origin& origin, ByteView bytes, rdf::Syntax syntax, std::string_view base) {
  const std::string own = graph_iri(origin.file);
  rdf::ParseOptions options;
  options.base_iri = base.empty() ? own + "/" : std::string(base);
  options.skolem_prefix = own + "#n";
  options.contexts = known_contexts();
  const rdf::Graph triples = KG_TRY(rdf::parse_triples(bytes, syntax, options));

  Intake intake;
  report_relative(bytes, syntax, options.base_iri, intake.warnings);
  std::vector<FoundEntity> entities = KG_TRY(graph::entities_in(triples, options.base_iri));
  report_defects(entities, intake.warnings);
  if (entities.size() == 1 && !entities.front().earlier_terms) {
    intake.documents.push_back(described(origin, triples, std::move(entities.front()), std::string(base)));
    return intake;
  }
  intake.documents.push_back(kept(origin, triples, std::string(base)));
  const std::string from = intake.documents.front().iri;
  for (FoundEntity& entity : entities) intake.documents.push_back(derived(origin, std::move(entity), from));
  return intake;
}

}  // namespace kilograph::knowledge
