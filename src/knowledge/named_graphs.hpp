// The graphs of one RDF file: its default graph and those that it names.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "knowledge/document.hpp"
#include "knowledge/rdf/parser.hpp"

namespace kilograph::knowledge {

inline constexpr std::size_t kMostNamedGraphs = 10'000;  // of one file: each becomes a document

struct NamedGraphs {
  rdf::Graph triples;               // of all graphs, in the file's order
  std::vector<std::string> names;   // in order of first appearance
  std::vector<std::uint32_t> of{};  // of each triple: 0 for the default graph, else its name's place from 1

  rdf::Graph part(std::size_t graph) const;  // 0: the default graph
};

// Errors: those of rdf::parse(); too_large, with more named graphs than the limit.
Result<NamedGraphs> parse_graphs(ByteView bytes, rdf::Syntax syntax, const rdf::ParseOptions& options);

// The name under which queries find a document's graph beside the document's IRI: the one that its file
// gave it. Empty for every other document, and where the name is one of ours, which no file may speak for.
std::string_view own_graph_name(const Document& head);

}  // namespace kilograph::knowledge
