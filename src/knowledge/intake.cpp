#include "knowledge/intake.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "base/version.hpp"
#include "knowledge/graph/entity_graph.hpp"
#include "knowledge/graph/graph.hpp"
#include "knowledge/graph/json_places.hpp"
#include "knowledge/graph/relative_iris.hpp"
#include "knowledge/graph/relative_references.hpp"
#include "knowledge/graph/vocabulary.hpp"
#include "knowledge/hardware_words.hpp"
#include "knowledge/json_graphs.hpp"
#include "knowledge/link_relations.hpp"
#include "knowledge/named_graphs.hpp"
#include "knowledge/ontology.hpp"
#include "knowledge/rdf/ntriples.hpp"
#include "knowledge/thing_text.hpp"

namespace kilograph::knowledge {
namespace {

using graph::FoundEntity;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

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
  if (std::holds_alternative<domain::SameStatement>(facts)) return domain::EntityKind::statement;
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

// Whoever adds a description again, under whatever file name, adds a new version of it. Who states it
// tells descriptions apart, this program's versions taken together; so does a model's name, because one
// model may have several, and whether it is a Thing Model or a Thing that is described: what an owner says of
// a board does not take the place of its Thing Model. A statement of sameness has one version.
std::string source_key_of(const FoundEntity& entity) {
  if (entity.kind == domain::EntityKind::statement) return "statement";
  std::string by = entity.stated ? entity.stated->by : "";
  const std::string program = signature().substr(0, signature().find(' '));
  if (by.starts_with(program + " ")) by = program;
  std::string key = "description";
  if (entity.kind == domain::EntityKind::model) key += " of " + entity.name;
  const auto* device = std::get_if<domain::DeviceFacts>(&entity.facts);
  if (device && device->is_thing_model.value_or(false)) key = "Thing Model " + key;
  return by.empty() ? key : key + " by " + by;
}

// What was read, less what cannot be right, and with what the places of its nodes imply.
rdf::Graph mended(rdf::Graph triples, const FoundEntity& entity) {
  std::erase_if(triples, [&](const rdf::Triple& triple) {
    const auto is_bad = [&](const graph::BadValue& value) {
      return triple.subject.value == value.node && triple.predicate.value == value.property;
    };
    const auto is_of_node = [&](const graph::LeftOutNode& gone) {
      const bool links = triple.subject.value == gone.subject && triple.predicate.value == gone.property;
      return triple.subject.value == gone.node || (links && triple.object.value == gone.node);
    };
    return std::ranges::any_of(entity.bad_values, is_bad) || std::ranges::any_of(entity.left_out, is_of_node);
  });
  triples.insert(triples.end(), entity.implied.begin(), entity.implied.end());
  return triples;
}

// What a description leaves to be worked out: its provenance, the entity's name and type by the
// terms that queries use, and a board's free memory in the published shape.
std::string finishing(const rdf::Graph& triples, const FoundEntity& entity, const Document& document) {
  graph::Writer writer(document.iri);
  graph::write_provenance(writer, entity.iri, document.iri, document.source);
  writer.text(entity.iri, graph::schema::name, document.name);
  if (const auto* device = std::get_if<domain::DeviceFacts>(&entity.facts)) {
    if (!device->is_thing_model.value_or(false)) writer.type(entity.iri, graph::td::Thing);
    for (const std::string& base : device->based_on) writer.link(entity.iri, graph::kg::basedOn, base);
    if (!device->sensors.empty()) writer.type(entity.iri, graph::other::SmartSensor);
    const std::string_view controller = controller_of(triples, entity.iri);
    if (!controller.empty()) graph::write_published_capability(writer, controller, *device);
  }
  return std::move(writer).take();
}

Document described(const Origin& origin, const rdf::Graph& triples, FoundEntity entity, const std::string& base) {
  Document document = document_for(origin, entity.iri, entity.kind);
  document.name = entity.name;
  document.source = source_of(origin, entity, document.iri);
  document.source_key = source_key_of(entity);
  document.base = base;
  const bool is_whole = entity.bad_values.empty() && entity.left_out.empty() && entity.implied.empty();
  document.triples = rdf::to_ntriples(is_whole ? triples : mended(triples, entity));
  document.triples += finishing(triples, entity, document);
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

// A graph that the file names: beside the kept one, and found by queries under its own name.
Document named(const Origin& origin, const rdf::Graph& triples, const std::string& name, const Document& whole) {
  const std::string entity = graph_iri(sha256(view_of(origin.file.hex() + " " + name)));
  Document document = document_for(origin, entity, domain::EntityKind::graph);
  document.name = name;
  document.source = whole.source;
  document.source.document = document.iri;
  document.base = whole.base;
  document.derived_from = whole.iri;
  document.triples = rdf::to_ntriples(triples);
  return document;
}

Document derived(const Origin& origin, FoundEntity entity, const std::string& from) {
  Document document = document_from(origin, entity.iri, entity.facts, source_of(origin, entity, {}));
  document.name = entity.name;
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
      if (finding.count++ == 0) finding.first = entity.name.empty() ? entity.iri : entity.name;
    }
  }
  for (const auto& [text, finding] : findings) {
    const std::string others = finding.count == 1 ? "" : fmt::format(" and {} more", finding.count - 1);
    warnings.push_back(fmt::format("{}: {}{}", text, finding.first, others));
  }
}

void report_bad_values(const std::vector<FoundEntity>& entities, const json::Document* text,
                       std::vector<LeftOut>& left_out) {
  std::vector<graph::BadValue> values;
  for (const FoundEntity& entity : entities) {
    values.insert(values.end(), entity.bad_values.begin(), entity.bad_values.end());
  }
  if (values.empty()) return;
  const auto places = text ? graph::json_places(text->root(), values) : std::vector<std::string>(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) left_out.push_back({places[i], std::move(values[i].message)});
}

// Of hardware: all of it, or single words.
void report_lost_hardware(const json::Value& text, const rdf::Graph& triples, std::vector<LeftOut>& left_out) {
  std::string place = lost_hardware(text, triples);
  if (place.empty()) {
    for (LeftOut& word : unknown_words(text)) left_out.push_back(std::move(word));
    return;
  }
  left_out.push_back({std::move(place),
                      "nothing of the hardware was understood: its words are those of the context "
                      "https://w3id.org/kilograph/context/v1, which @context lacks or another one overrides. Put it "
                      "last in @context and add the file again."});
}

// Where an @context names it first; the outermost place where none does, as where it stands in another's file.
std::string place_of_context(const json::Value& value, std::string_view url, bool is_context) {
  if (is_context && value.is_string() && value.string() == url) return json::pointer_of(value);
  if (value.is_array()) {
    for (const json::Value& one : value.elements()) {
      if (std::string place = place_of_context(one, url, is_context); !place.empty()) return place;
    }
  }
  if (!value.is_object()) return {};
  for (const json::Member& member : value.members()) {
    std::string place = place_of_context(member.value(), url, is_context || member.name() == "@context");
    if (!place.empty()) return place;
  }
  return {};
}

void report_unknown(const std::vector<std::string>& contexts, const json::Value& text, std::vector<LeftOut>& unknown) {
  for (const std::string& url : contexts) {
    unknown.push_back(
        {place_of_context(text, url, false),
         fmt::format("the context <{}> is not known here, and nothing is fetched: what only it defines is not "
                     "understood. Give its file by `kilograph context add {} FILE`",
                     url, url)});
  }
}

// 16 bytes of a SHA-256 in the form of RFC 9562, version 8 (its appendix B.2): SHA-256 is what identifies
// everything here, and version 5 would want SHA-1.
std::string uuid_of(const Digest& digest) {
  auto bytes = digest.bytes;
  bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | 0x80);
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);
  const std::string hex = Digest{bytes}.hex();
  return fmt::format("urn:uuid:{}-{}-{}-{}-{}", hex.substr(0, 8), hex.substr(8, 4), hex.substr(12, 4),
                     hex.substr(16, 4), hex.substr(20, 12));
}

// Things that were given a skolem IRI get a UUID instead, which depends on the bytes and their order alone.
bool name_anonymous_things(rdf::Graph& triples, const std::vector<FoundEntity>& entities, const Origin& origin,
                           std::string_view skolem_prefix) {
  std::map<std::string, std::string, std::less<>> names;
  for (const FoundEntity& entity : entities) {
    if (entity.kind != domain::EntityKind::device || !entity.iri.starts_with(skolem_prefix)) continue;
    names[entity.iri] = uuid_of(sha256(view_of(fmt::format("{} {}", origin.file.hex(), names.size()))));
  }
  if (names.empty()) return false;
  for (rdf::Triple& triple : triples) {
    for (rdf::Term* term : {&triple.subject, &triple.object}) {
      const auto name = term->kind == rdf::Term::Kind::iri ? names.find(term->value) : names.end();
      if (name != names.end()) term->value = name->second;
    }
  }
  return true;
}

// N-Triples and N-Quads have none: there a relative IRI is an error.
std::vector<graph::RelativeIri> relative_in(std::string_view text, rdf::Syntax syntax) {
  switch (syntax) {
    case rdf::Syntax::turtle:
    case rdf::Syntax::trig: return graph::relative_iris(text);
    case rdf::Syntax::rdfxml: return graph::relative_in_xml(text);
    case rdf::Syntax::jsonld: return graph::relative_in_json(text);
    case rdf::Syntax::ntriples:
    case rdf::Syntax::nquads: break;
  }
  return {};
}

void report_relative(ByteView bytes, rdf::Syntax syntax, const std::string& base, std::vector<std::string>& warnings) {
  constexpr std::size_t kMost = 20;
  const auto found = relative_in(text_of(bytes), syntax);
  for (std::size_t i = 0; i < found.size() && i < kMost; ++i) {
    warnings.push_back(
        fmt::format("line {}: <{}> is a relative IRI; it is resolved against {}", found[i].line, found[i].text, base));
  }
  if (found.size() > kMost) warnings.push_back(fmt::format("{} more relative IRIs", found.size() - kMost));
}

// Nothing where it is broken: the RDF parser then says what is wrong.
std::optional<json::Document> json_in(ByteView bytes, std::uint64_t max_depth) {
  std::string_view text = text_of(bytes);
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  auto document = json::parse(text, {.bytes = bytes.size(), .depth = max_depth});
  return document ? std::optional(std::move(*document)) : std::nullopt;
}

// An RDF file as it was read: its graphs, what they describe, and what was found on the way.
struct Reading {
  NamedGraphs graphs;
  std::vector<FoundEntity> entities;
  Intake intake;  // but for documents
};

Result<Reading> reading_of(const Origin& origin, ByteView bytes, rdf::Syntax syntax, std::string_view base,
                           const std::vector<rdf::Context>& given, const json::Document* json) {
  const std::string own = graph_iri(origin.file);
  rdf::ParseOptions options;
  options.base_iri = base.empty() ? own + "/" : std::string(base);
  options.skolem_prefix = own + "#n";
  options.contexts = known_contexts();
  options.contexts.insert(options.contexts.end(), given.begin(), given.end());
  const auto own_text =
      syntax == rdf::Syntax::jsonld && json == nullptr ? json_in(bytes, options.max_depth) : std::nullopt;
  const json::Document* text = own_text ? &*own_text : json;
  if (text) KG_CHECK(check_thing_ids(text->root()));
  std::vector<std::string> unknown_contexts;
  if (text && is_thing_text(text->root())) options.unknown_contexts = &unknown_contexts;
  Reading reading;
  Intake& intake = reading.intake;
  reading.graphs = KG_TRY(graphs_in(bytes, syntax, text, options, intake.left_out));
  rdf::Graph& triples = reading.graphs.triples;
  if (text) settle_relations(text->root(), triples, intake.left_out);
  if (text) report_unknown(unknown_contexts, text->root(), intake.unknown_contexts);
  report_relative(bytes, syntax, options.base_iri, intake.warnings);
  reading.entities = KG_TRY(graph::entities_in(triples, options.base_iri));
  if (name_anonymous_things(triples, reading.entities, origin, options.skolem_prefix)) {
    reading.entities = KG_TRY(graph::entities_in(triples, options.base_iri));
  }
  KG_CHECK(check_device_iris(reading.entities, text ? "/id" : ""));
  if (text) report_lost_hardware(text->root(), triples, intake.left_out);
  report_defects(reading.entities, intake.warnings);
  report_bad_values(reading.entities, text, intake.left_out);
  return reading;
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

Result<StatementIntake> document_from_statement(const domain::SameStatement& statement, std::string_view name) {
  const std::string text = graph::statement_file(statement, name);
  StatementIntake intake{Bytes(text.begin(), text.end()), {}};
  // As `add` of the file would call it.
  const Origin origin{sha256(intake.bytes), std::string(name) + ".nt", "application/rdf"};
  Intake read = KG_TRY(documents_from_rdf(origin, intake.bytes, rdf::Syntax::ntriples, {}));
  intake.document = std::move(read.documents.front());
  return intake;
}

Result<Intake> documents_from_rdf(const Origin& origin, ByteView bytes, rdf::Syntax syntax, std::string_view base,
                                  const std::vector<rdf::Context>& given, const json::Document* json) {
  Reading reading = KG_TRY(reading_of(origin, bytes, syntax, base, given, json));
  Intake intake = std::move(reading.intake);
  const NamedGraphs& graphs = reading.graphs;
  const rdf::Graph& triples = graphs.triples;
  std::vector<FoundEntity>& entities = reading.entities;
  if (entities.size() == 1 && !entities.front().earlier_terms && graphs.names.empty()) {
    intake.documents.push_back(described(origin, triples, std::move(entities.front()), std::string(base)));
    return intake;
  }
  intake.documents.push_back(kept(origin, graphs.names.empty() ? triples : graphs.part(0), std::string(base)));
  const std::string from = intake.documents.front().iri;
  for (std::size_t i = 0; i < graphs.names.size(); ++i) {
    intake.documents.push_back(named(origin, graphs.part(i + 1), graphs.names[i], intake.documents.front()));
  }
  for (FoundEntity& entity : entities) intake.documents.push_back(derived(origin, std::move(entity), from));
  return intake;
}

Result<Intake> findings_in_rdf(const Origin& origin, ByteView bytes, rdf::Syntax syntax, const json::Document& json) {
  return KG_TRY(reading_of(origin, bytes, syntax, {}, {}, &json)).intake;
}

}  // namespace kilograph::knowledge
