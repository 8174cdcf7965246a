#include "base/version.hpp"
#include "knowledge/graph/entity_graph.hpp"
#include "knowledge/graph/graph.hpp"
#include "knowledge/graph/reading.hpp"
#include "knowledge/graph/vocabulary.hpp"

namespace kilograph::knowledge::graph {

using domain::SameStatement;

void write_statement(Writer& writer, std::string_view iri, const SameStatement& statement) {
  const std::string_view property = statement.of == domain::EntityKind::model ? kg::sameModelAs : kg::sameBoardAs;
  writer.type(iri, kg::SameStatement);
  writer.link(iri, rdf_term::subject, statement.preferred);
  writer.link(iri, rdf_term::predicate, property);
  writer.link(iri, rdf_term::object, statement.other);
  writer.link(iri, kg::status, statement.status == SameStatement::Status::accepted ? kg::Accepted : kg::Proposed);
  for (const std::string& sentence : statement.evidence) writer.text(iri, kg::evidence, sentence);
  writer.link(statement.preferred, property, statement.other);
}

std::string statement_file(const SameStatement& statement, std::string_view name) {
  const std::string iri = domain::statement_iri(statement.preferred, statement.other);
  Writer writer(iri);
  write_provenance(writer, iri, writer.node("said"), {.basis = domain::Basis::declared, .by = signature()});
  writer.text(iri, schema::name, name);
  write_statement(writer, iri, statement);
  return std::move(writer).take();
}

std::optional<SameStatement> read_statement(const Reading& reading, std::string_view iri) {
  const View& view = reading.view;
  SameStatement statement;
  const rdf::Term* preferred = view.object(iri, rdf_term::subject);
  const rdf::Term* other = view.object(iri, rdf_term::object);
  const std::string property = view.text(iri, rdf_term::predicate);
  if (!preferred || !other || preferred->kind != rdf::Term::Kind::iri || other->kind != rdf::Term::Kind::iri) return {};
  if (preferred->value == other->value || (property != kg::sameModelAs && property != kg::sameBoardAs)) return {};
  statement.of = property == kg::sameModelAs ? domain::EntityKind::model : domain::EntityKind::device;
  statement.preferred = preferred->value;
  statement.other = other->value;
  if (view.states(iri, kg::status, kg::Accepted)) statement.status = SameStatement::Status::accepted;
  for (const rdf::Term* sentence : view.objects(iri, kg::evidence)) statement.evidence.push_back(sentence->value);
  return statement;
}

}  // namespace kilograph::knowledge::graph
