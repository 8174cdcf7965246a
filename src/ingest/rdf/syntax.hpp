// Tells the RDF syntaxes apart by their text. Nothing is parsed here: a text that begins like one
// of them is that one, and its parser (in `knowledge`) says what is wrong further on.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ingest/document.hpp"

namespace kilograph::ingest::rdf {

// Of text that is neither JSON nor XML. TriG where a graph block stands outside strings, IRIs and
// comments; N-Quads where a line has four terms and nothing is abbreviated; N-Triples where nothing
// is abbreviated; Turtle otherwise. Text that is both N-Triples and Turtle is Turtle where `named`, which the extension
// stands for, is Turtle, or where an IRI is relative and the extension does not say N-Triples. Nothing where not even
// a first directive or statement is there.
std::optional<RdfSyntax> turtle_family_syntax(std::string_view text, std::optional<RdfSyntax> named);

// RDF/XML: the text is XML and names the RDF namespace near its start.
bool is_rdfxml(std::string_view text);

std::optional<RdfSyntax> syntax_from_extension(std::string_view extension);  // ".ttl"

// The IRI after "# baseURI:" in the comments that head the text, or empty.
std::string stated_base(std::string_view text);

}  // namespace kilograph::ingest::rdf
