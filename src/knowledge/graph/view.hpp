// A graph, looked up by subject and predicate.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/rdf/term.hpp"

namespace kilograph::knowledge::graph {

// "#sensor-2" before "#sensor-10": digits compare as numbers. Nodes are numbered in the order in
// which their document names them, so this is the document's order.
bool natural_less(std::string_view a, std::string_view b);

class View {
 public:
  explicit View(const rdf::Graph& graph);  // the graph must outlive the view

  using Terms = std::vector<const rdf::Term*>;

  Terms objects(std::string_view subject, std::string_view predicate) const;  // natural order, each once
  const rdf::Term* object(std::string_view subject, std::string_view predicate) const;  // the first; null
  bool states(std::string_view subject, std::string_view predicate, std::string_view iri) const;
  bool has_type(std::string_view subject, std::string_view klass) const;

  // In natural order, each once.
  std::vector<std::string_view> subjects(std::string_view predicate, std::string_view iri) const;
  std::vector<std::string_view> subjects_with(std::string_view predicate) const;

  // The items of an rdf:List; what is read until it breaks off or comes back to itself.
  Terms list(std::string_view head) const;

  // Readings of the first object; empty or absent where there is none of the kind.
  std::string text(std::string_view subject, std::string_view predicate) const;  // literal or IRI
  std::optional<std::uint64_t> count(std::string_view subject, std::string_view predicate) const;  // not negative
  std::optional<std::int64_t> integer(std::string_view subject, std::string_view predicate) const;
  std::optional<double> number(std::string_view subject, std::string_view predicate) const;

  // Entities that share nodes are read again and again; beyond 50 times the graph's size nothing
  // more is found, so that a small file cannot keep us busy for long.
  bool is_exhausted() const { return read_ > most_; }

 private:
  mutable std::uint64_t read_ = 0;              // terms given out
  std::uint64_t most_ = 0;
  std::vector<const rdf::Triple*> by_subject_;  // then predicate, then object in natural order
  std::vector<const rdf::Triple*> by_object_;   // then predicate, then subject in natural order
};

// A whole number as written ("7158144", "7.158144e+06"); absent when it is none or does not fit.
std::optional<std::int64_t> integer_of(std::string_view text);
std::optional<double> number_of(std::string_view text);

}  // namespace kilograph::knowledge::graph
