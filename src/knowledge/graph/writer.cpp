#include "knowledge/graph/writer.hpp"

#include <fmt/format.h>

#include <cmath>

#include "knowledge/graph/terms.hpp"
#include "knowledge/graph/vocabulary.hpp"

namespace kilograph::knowledge::graph {
namespace {

rdf::Term iri_term(std::string_view iri) { return rdf::iri(std::string(iri)); }

rdf::Term typed(std::string value, std::string_view datatype) {
  return {rdf::Term::Kind::literal, std::move(value), std::string(datatype)};
}

std::string float_text(float value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "INF" : "-INF";
  return fmt::format("{}", value);
}

// Length of the UTF-8 sequence that starts at `text`, 0 where it is none (overlong, surrogate, cut).
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  const bool overlong = (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xF0 && byte(1) < 0x90);
  const bool beyond = (lead == 0xED && byte(1) > 0x9F) || (lead == 0xF4 && byte(1) > 0x8F);
  return overlong || beyond ? 0 : length;
}

// Names in files are bytes; RDF wants UTF-8: what is none becomes U+FFFD.
std::string as_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = sequence_length(text);
    out.append(length == 0 ? std::string_view("\xEF\xBF\xBD") : text.substr(0, length));
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return out;
}

std::size_t hash_of(const domain::TensorSpec& tensor) {
  std::size_t hash = std::hash<std::string>()(tensor.name);
  for (const std::int32_t dimension : tensor.shape) hash = hash * 31 + static_cast<std::size_t>(dimension);
  return hash;
}

}  // namespace

std::string Writer::node(std::string_view name) const {
  std::string iri;
  iri.reserve(document_.size() + 1 + name.size());
  return iri.append(document_).append("#").append(name);
}

std::string Writer::node(std::string_view name, std::size_t ordinal) const {
  std::string iri = node(name);
  return iri.append("-").append(std::to_string(ordinal));
}

void Writer::link(std::string_view subject, std::string_view predicate, std::string_view iri) {
  graph_.push_back({iri_term(subject), iri_term(predicate), iri_term(iri)});
}

void Writer::type(std::string_view subject, std::string_view klass) { link(subject, rdf_term::type, klass); }

void Writer::text(std::string_view subject, std::string_view predicate, std::string_view text) {
  if (text.empty()) return;
  graph_.push_back({iri_term(subject), iri_term(predicate), rdf::literal(as_utf8(text))});
}

void Writer::reference(std::string_view subject, std::string_view predicate, std::string_view value) {
  if (is_iri(value)) return link(subject, predicate, value);
  text(subject, predicate, value);
}

void Writer::integer(std::string_view subject, std::string_view predicate, std::int64_t value) {
  literal(subject, predicate, std::to_string(value), xsd::integer);
}

void Writer::integer(std::string_view subject, std::string_view predicate, std::uint64_t value) {
  literal(subject, predicate, std::to_string(value), xsd::integer);
}

void Writer::literal(std::string_view subject, std::string_view predicate, std::string value,
                     std::string_view datatype) {
  graph_.push_back({iri_term(subject), iri_term(predicate), typed(std::move(value), datatype)});
}

void Writer::ordered(std::string_view subject, std::string_view predicate, std::string_view list_predicate,
                     const std::vector<std::string>& items, std::string_view list_name) {
  std::unordered_set<std::string_view> seen;
  for (const std::string& item : items) {
    if (seen.insert(item).second) link(subject, predicate, item);
  }
  if (items.size() < 2) return;
  std::vector<rdf::Term> terms;
  for (const std::string& item : items) terms.push_back(rdf::iri(item));
  const std::string head = node(list_name);
  link(subject, list_predicate, head);
  list(head, terms);
}

void Writer::list(std::string_view head, const std::vector<rdf::Term>& items) {
  std::string at(head);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool last = i + 1 == items.size();
    std::string next = last ? std::string(rdf_term::nil) : fmt::format("{}.{}", head, i + 1);
    graph_.push_back({rdf::iri(at), iri_term(rdf_term::first), items[i]});
    link(at, rdf_term::rest, next);
    at = std::move(next);
  }
}

std::string Writer::shape(const domain::Shape& shape) {
  if (shape.empty()) return std::string(rdf_term::nil);
  std::string name = "shape";
  for (const std::int32_t dimension : shape) {
    name += '-';
    name += dimension < 0 ? std::string("any") : std::to_string(dimension);
  }
  std::string head = node(name);
  if (!written_.insert(head).second) return head;
  std::vector<rdf::Term> items;
  for (const std::int32_t dimension : shape) {
    items.push_back(dimension < 0 ? iri_term(kg::UnknownDimension) : typed(std::to_string(dimension), xsd::integer));
  }
  list(head, items);
  return head;
}

std::string Writer::tensor(const domain::TensorSpec& tensor) {
  const std::size_t hash = hash_of(tensor);
  for (auto [known, end] = tensor_index_.equal_range(hash); known != end; ++known) {
    if (*tensors_[known->second] == tensor) return node("tensor", known->second);
  }
  std::string at = node("tensor", tensors_.size());
  tensor_index_.emplace(hash, tensors_.size());
  tensors_.push_back(&tensor);
  type(at, kg::TensorSpec);
  text(at, schema::name, tensor.name);
  if (tensor.type != domain::TensorType::unknown) link(at, kg::elementType, number_format_iri(tensor.type));
  link(at, kg::shape, shape(tensor.shape));
  if (tensor.quantization != domain::Quantization{}) quantization(at, tensor.quantization);
  return at;
}

void Writer::quantization(std::string_view node, const domain::Quantization& quantization) {
  link(node, kg::quantizationScheme, scheme_iri(quantization.scheme));
  if (quantization.axis != 0) integer(node, kg::quantizedAxis, std::int64_t{quantization.axis});
  if (quantization.count > 0) {
    integer(node, kg::scaleCount, std::uint64_t{quantization.count});
    literal(node, kg::smallestScale, float_text(quantization.smallest_scale), xsd::float_);
    literal(node, kg::largestScale, float_text(quantization.largest_scale), xsd::float_);
  }
  if (quantization.zero_point) integer(node, kg::zeroPoint, *quantization.zero_point);
}

void Writer::attribution(std::string_view subject, domain::Basis basis, std::string_view by) {
  link(subject, kg::basis, basis_iri(basis));
  if (by.empty()) return;
  if (is_iri(by)) return link(subject, other::wasAttributedTo, by);
  const std::string agent = node("agent-" + encode(by));
  link(subject, other::wasAttributedTo, agent);
  if (!written_.insert(agent).second) return;
  type(agent, other::Agent);
  text(agent, schema::name, by);
}

}  // namespace kilograph::knowledge::graph
