#include "knowledge/log_graph.hpp"

#include <utility>

#include "domain/entity.hpp"
#include "knowledge/graph/vocabulary.hpp"
#include "knowledge/rdf/ntriples.hpp"

namespace kilograph::knowledge {
namespace {

namespace kg = graph::kg;

std::string_view action_iri(std::string_view action) {
  if (action == "add") return kg::Added;
  return action == "remove" ? kg::Removed : kg::Changed;
}

}  // namespace

std::string log_graph_iri(std::int64_t seq) {
  return std::string(domain::kIdBase) + "log/" + std::to_string(first_of_log_graph(seq));
}

std::string log_triples(const LogEntry& entry) {
  const std::string seq = std::to_string(entry.seq);
  const rdf::Term change = rdf::iri(std::string(domain::kIdBase) + "change/" + seq);
  const auto said = [&change](std::string_view property, rdf::Term object) {
    return rdf::Triple{change, rdf::iri(std::string(property)), std::move(object)};
  };
  return rdf::to_ntriples({
      said(graph::rdf_term::type, rdf::iri(std::string(kg::Change))),
      said(kg::sequence, rdf::literal(seq, rdf::kXsd, "integer")),
      said(graph::other::endedAtTime, rdf::literal(entry.time, rdf::kXsd, "dateTime")),
      said(kg::action, rdf::iri(std::string(action_iri(entry.action)))),
      said(kg::ofEntity, rdf::iri(entry.entity)),
  });
}

}  // namespace kilograph::knowledge
