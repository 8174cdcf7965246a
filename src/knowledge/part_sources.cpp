#include "knowledge/part_sources.hpp"

#include <algorithm>

#include "knowledge/graph/view.hpp"
#include "knowledge/graph/vocabulary.hpp"
#include "knowledge/rdf/parser.hpp"

namespace kilograph::knowledge {
namespace {

constexpr std::string_view kSource = "http://purl.org/dc/terms/source";

}  // namespace

PartSources part_sources(const Document& document) {
  const auto* device = std::get_if<domain::DeviceFacts>(&document.facts);
  rdf::ParseOptions options;
  options.max_bytes = document.triples.size();
  const auto triples = rdf::parse_triples(view_of(document.triples), rdf::Syntax::ntriples, options);
  if (!device || !triples) return {};
  const graph::View view(*triples);
  PartSources sources;
  bool has_controller = false;
  for (const rdf::Term* part : view.objects(document.entity, graph::other::hasSubSystem)) {
    if (part->kind != rdf::Term::Kind::iri) continue;
    if (view.has_type(part->value, graph::other::MicroController)) {
      if (!has_controller) sources.core = view.text(part->value, kSource);
      has_controller = true;
    } else if (view.object(part->value, graph::rdf_term::type)) {
      sources.sensors.push_back(view.text(part->value, kSource));
    }
  }
  const bool is_stated = std::ranges::any_of(sources.sensors, [](const std::string& one) { return !one.empty(); });
  if (!is_stated || sources.sensors.size() != device->sensors.size()) sources.sensors.clear();
  return sources;
}

}  // namespace kilograph::knowledge
