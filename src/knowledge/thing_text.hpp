// A Thing Description's text beside what arrived of it in RDF: JSON-LD drops what it cannot resolve
// without a word, so that an id or a whole section may be lost.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json/document.hpp"
#include "base/result.hpp"
#include "knowledge/graph/graph.hpp"
#include "knowledge/rdf/term.hpp"

namespace kilograph::knowledge {

// Does an object, however deep, have a Thing Description's @context?
bool is_thing_text(const json::Value& json);

// Is it the IRI of a model, of another thing that Kilograph names, or of a vocabulary's term?
bool is_reserved_iri(std::string_view iri);

// Every Thing's id is text without what an IRI cannot have. Errors: bad_input at a JSON pointer.
Result<void> check_thing_ids(const json::Value& json);

// No device has the IRI of a model, of another thing that Kilograph names, or of a vocabulary's term.
// Errors: bad_input with the IRI; `where` for the place of its id, where that is known.
Result<void> check_device_iris(const std::vector<graph::FoundEntity>& entities, const std::string& where);

// Where a hardware section ("parts" with a controller or sensors) stands in the text that left nothing in
// the graph; empty where there is none or it arrived.
std::string lost_hardware(const json::Value& json, const rdf::Graph& triples);

}  // namespace kilograph::knowledge
