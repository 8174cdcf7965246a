// The graphs of a file, whatever way its bytes go: Thing Descriptions of the regular shape by tables, the rest by a
// parser of RDF.
#pragma once

#include <string>
#include <vector>

#include "base/json/document.hpp"
#include "base/result.hpp"
#include "knowledge/intake.hpp"
#include "knowledge/named_graphs.hpp"

namespace kilograph::knowledge {

// `text` is the bytes read as JSON, null where they are none. A description may be valid where JSON-LD is not: then
// the tables take it without what JSON-LD refuses, which is appended to `left_out`. A list of descriptions, or
// one under @graph, that JSON-LD refuses as a whole is taken member by member, each with the context that all
// share, so that it is refused for what its members are refused for, and for nothing else.
// Errors: those of parse_graphs(); of a member with its place as a JSON pointer.
Result<NamedGraphs> graphs_in(ByteView bytes, rdf::Syntax syntax, const json::Document* text,
                              const rdf::ParseOptions& options, std::vector<LeftOut>& left_out);

}  // namespace kilograph::knowledge
