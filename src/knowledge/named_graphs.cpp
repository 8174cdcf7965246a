#include "knowledge/named_graphs.hpp"

#include <map>
#include <utility>

#include "knowledge/ledger/nquads.hpp"

namespace kilograph::knowledge {

constexpr std::string_view kOurs = "https://w3id.org/kilograph/";

rdf::Graph NamedGraphs::part(std::size_t graph) const {
  rdf::Graph part;
  for (std::size_t i = 0; i < triples.size(); ++i) {
    if (of[i] == graph) part.push_back(triples[i]);
  }
  return part;
}

Result<NamedGraphs> parse_graphs(ByteView bytes, rdf::Syntax syntax, const rdf::ParseOptions& options) {
  NamedGraphs graphs;
  if (syntax != rdf::Syntax::nquads && syntax != rdf::Syntax::trig && syntax != rdf::Syntax::jsonld) {
    graphs.triples = KG_TRY(rdf::parse_triples(bytes, syntax, options));
    graphs.of.resize(graphs.triples.size());
    return graphs;
  }
  std::vector<rdf::Quad> quads = KG_TRY(rdf::parse(bytes, syntax, options));
  std::map<std::string, std::uint32_t> places{{"", 0}};
  graphs.triples.reserve(quads.size());
  for (rdf::Quad& quad : quads) {
    const auto [place, is_new] = places.try_emplace(quad.graph, static_cast<std::uint32_t>(places.size()));
    if (is_new) graphs.names.push_back(std::move(quad.graph));
    if (graphs.names.size() > kMostNamedGraphs) {
      return fail(ErrorKind::too_large, "the document names more than 10,000 graphs", {}, "at most 10,000",
                  "Split the file by graphs.");
    }
    graphs.triples.push_back(std::move(quad.triple));
    graphs.of.push_back(place->second);
  }
  return graphs;
}

std::string_view own_graph_name(const Document& head) {
  const bool is_part = head.kind == domain::EntityKind::graph && !head.derived_from.empty();
  if (!is_part || head.name.starts_with(kOurs) || !ledger::is_iri_text(head.name)) return {};
  return head.name;
}

}  // namespace kilograph::knowledge
