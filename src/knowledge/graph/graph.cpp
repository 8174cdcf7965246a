#include "knowledge/graph/graph.hpp"

#include "base/version.hpp"
#include "knowledge/graph/entity_graph.hpp"
#include "knowledge/graph/vocabulary.hpp"
#include "knowledge/rdf/parser.hpp"

namespace kilograph::knowledge::graph {

void write_provenance(Writer& writer, std::string_view entity, std::string_view document,
                      const domain::Source& source) {
  writer.type(document, kg::Document);
  writer.link(document, kg::describes, entity);
  writer.attribution(document, source.basis, source.by);
  writer.text(document, kg::place, source.place);
  writer.text(document, kg::writtenBy, signature());
}

std::string to_ntriples(std::string_view entity, std::string_view document, const domain::Facts& facts,
                        const domain::Source& source) {
  Writer writer(document);
  write_provenance(writer, entity, document, source);
  if (const auto* model = std::get_if<domain::ModelFacts>(&facts)) write_model(writer, entity, *model);
  if (const auto* device = std::get_if<domain::DeviceFacts>(&facts)) write_device(writer, entity, *device);
  if (const auto* same = std::get_if<domain::SameStatement>(&facts)) write_statement(writer, entity, *same);
  return std::move(writer).take();
}

rdf::Graph to_graph(std::string_view entity, std::string_view document, const domain::Facts& facts,
                    const domain::Source& source) {
  const std::string text = to_ntriples(entity, document, facts, source);
  rdf::ParseOptions options;
  options.max_bytes = text.size();
  return rdf::parse_triples(view_of(text), rdf::Syntax::ntriples, options).value_or(rdf::Graph());
}

}  // namespace kilograph::knowledge::graph
