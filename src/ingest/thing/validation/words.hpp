// Words with a grammar or a register of their own.
#pragma once

#include <string_view>
#include <vector>

namespace kilograph::ingest::thing {

bool is_language_tag(std::string_view text);    // BCP 47 (RFC 5646, section 2.1), well-formed
bool is_moment(std::string_view text);          // xsd:dateTime; RFC 3339 where a zone is stated
bool is_absolute_iri(std::string_view text);    // a scheme, and no character that an IRI cannot have
bool has_iri_characters(std::string_view text); // those of a reference or of a URI template
bool has_prefix(std::string_view text);         // "ace:ACE": something, a colon, something
bool has_placeholder(std::string_view text);    // "{{NAME}}" within it
bool has_open_placeholder(std::string_view text);

// A relation registered with IANA or named by TD 1.1 (section 5.3.4.1).
bool is_link_relation(std::string_view text);

// A unit's symbol (SI, UCUM or usual) or English name, in singular or plural.
bool is_unit(std::string_view text);

// The names of variables in a URI template (RFC 6570): "/things{?limit,offset}" has limit and offset.
std::vector<std::string_view> template_variables(std::string_view href);

}  // namespace kilograph::ingest::thing
