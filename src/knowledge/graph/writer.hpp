// Statements of one document, written as N-Triples at once, because a catalogue takes in thousands
// of models a second. Inner nodes are `document#name`, so that documents never share one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "domain/source.hpp"
#include "domain/tensor.hpp"

namespace kilograph::knowledge::graph {

class Writer {
 public:
  explicit Writer(std::string_view document) : document_(document) {}

  std::string node(std::string_view name) const;                       // document#name
  std::string node(std::string_view name, std::size_t ordinal) const;  // document#name-3

  void link(std::string_view subject, std::string_view predicate, std::string_view iri);
  void type(std::string_view subject, std::string_view klass);
  // Nothing is stated for an empty text.
  void text(std::string_view subject, std::string_view predicate, std::string_view text);
  // A text that is an IRI becomes one; any other text is a literal.
  void reference(std::string_view subject, std::string_view predicate, std::string_view text);
  void integer(std::string_view subject, std::string_view predicate, std::int64_t value);
  void integer(std::string_view subject, std::string_view predicate, std::uint64_t value);
  void number(std::string_view subject, std::string_view predicate, double value);  // none that is not finite
  void flag(std::string_view subject, std::string_view predicate, std::optional<bool> value);
  void literal(std::string_view subject, std::string_view predicate, std::string_view value, std::string_view datatype);

  // Each item by `predicate`; where there are several, their order by an rdf:List as well.
  void ordered(std::string_view subject, std::string_view predicate, std::string_view list_predicate,
               const std::vector<std::string>& items, std::string_view list_name);

  // The node of a shape: an rdf:List of integers, one a shape in a document.
  std::string shape(const domain::Shape& shape);
  // The node of a tensor; equal ones share it. The tensor must outlive the writer.
  std::string tensor(const domain::TensorSpec& tensor);

  // How a value came to be known, and who says it.
  void attribution(std::string_view subject, domain::Basis basis, std::string_view by);

  std::string take() && { return std::move(text_); }

 private:
  void begin(std::string_view subject, std::string_view predicate);
  // The cell of a list with this ordinal; its rest is stated, its first is not.
  std::string list_cell(std::string_view head, std::size_t ordinal, std::size_t size);
  void quantization(std::string_view node, const domain::Quantization& quantization);

  std::string document_;
  std::string text_;
  std::unordered_set<std::string> written_;  // shapes and agents that have their statements
  std::vector<const domain::TensorSpec*> tensors_;                  // by ordinal
  std::unordered_multimap<std::size_t, std::size_t> tensor_index_;  // hash to ordinal
};

}  // namespace kilograph::knowledge::graph
