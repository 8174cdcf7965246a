// JSON-LD contexts that a user gave, each a document of the catalogue: its file, and under which address
// descriptions name it (docs/formats/contexts.md).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "knowledge/catalogue.hpp"
#include "knowledge/document.hpp"
#include "knowledge/rdf/parser.hpp"

namespace kilograph::knowledge {

inline constexpr std::string_view kContextMediaType =
    R"(application/ld+json;profile="http://www.w3.org/ns/json-ld#context")";
inline constexpr std::uint64_t kMostContextBytes = 1 << 20;

std::string context_entity(std::string_view url);  // …/id/graph/<64 hex digits>: a kept graph as others

bool is_context(const Document& head);
bool is_built_in_context(std::string_view url);

// For the parser; they view `given`.
std::vector<rdf::Context> views_of(const std::vector<GivenContext>& given);

// `unknown` (nullable) gets the addresses of contexts that this one uses and that nobody gave. Errors: usage (the
// address is no IRI, or built in); too_large; bad_input: no JSON, no @context, contexts in a circle or nested too
// deep, and whatever else a JSON-LD processor refuses in it.
Result<Document> document_from_context(std::string_view place, ByteView bytes, std::string_view url,
                                       const std::vector<GivenContext>& others = {},
                                       std::vector<std::string>* unknown = nullptr);

}  // namespace kilograph::knowledge
