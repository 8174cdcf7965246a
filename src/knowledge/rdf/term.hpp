// RDF terms, triples and quads as plain values. No blank nodes: the parser gives each a skolem IRI.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kilograph::knowledge::rdf {

inline constexpr std::string_view kRdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
inline constexpr std::string_view kXsd = "http://www.w3.org/2001/XMLSchema#";

struct Term {
  enum class Kind : std::uint8_t { iri, literal };

  Kind kind = Kind::iri;
  std::string value;       // the IRI without <>, or the literal's lexical form, as UTF-8
  std::string datatype{};  // an IRI; empty for xsd:string and for language-tagged text
  std::string language{};  // lower case, as in BCP 47; empty where there is none

  friend auto operator<=>(const Term&, const Term&) = default;
};

inline Term iri(std::string value) { return {Term::Kind::iri, std::move(value)}; }

// "text"
inline Term literal(std::string value) { return {Term::Kind::literal, std::move(value)}; }

// "12"^^xsd:integer: literal("12", kXsd, "integer")
inline Term literal(std::string value, std::string_view name_space, std::string_view name) {
  return {Term::Kind::literal, std::move(value), std::string(name_space).append(name)};
}

// "text"@en
inline Term tagged(std::string value, std::string language) {
  return {Term::Kind::literal, std::move(value), {}, std::move(language)};
}

struct Triple {
  Term subject;    // always an IRI
  Term predicate;  // always an IRI
  Term object;

  friend auto operator<=>(const Triple&, const Triple&) = default;
};

using Graph = std::vector<Triple>;

struct Quad {
  Triple triple;
  std::string graph;  // IRI of the named graph; empty for the default graph

  friend auto operator<=>(const Quad&, const Quad&) = default;
};

}  // namespace kilograph::knowledge::rdf
