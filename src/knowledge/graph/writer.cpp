#include "knowledge/graph/writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "knowledge/graph/terms.hpp"
#include "knowledge/graph/vocabulary.hpp"
#include "knowledge/rdf/ntriples.hpp"

namespace kilograph::knowledge::graph {
namespace {

// Bytes that may not stand as they are: in an IRI, in a literal.
struct Escapes {
  std::array<bool, 256> iri{}, literal{};

  constexpr Escapes() {
    for (std::size_t byte = 0; byte < 256; ++byte) literal[byte] = byte < 0x20 || byte == 0x7F;
    for (std::size_t byte = 0; byte < 256; ++byte) iri[byte] = byte <= 0x20 || byte == 0x7F;
    for (const char c : std::string_view("<>\"{}|^`\\")) iri[static_cast<unsigned char>(c)] = true;
    for (const char c : std::string_view("\"\\")) literal[static_cast<unsigned char>(c)] = true;
  }
};

constexpr Escapes kEscapes;

bool is_plain(std::string_view text, const std::array<bool, 256>& escapes) {
  for (const char c : text) {
    if (escapes[static_cast<unsigned char>(c)]) return false;
  }
  return true;
}

void append_iri(std::string& out, std::string_view iri) {
  if (!is_plain(iri, kEscapes.iri)) return rdf::append_term(out, rdf::iri(std::string(iri)));
  out.append(1, '<').append(iri).append(1, '>');
}

void append_literal(std::string& out, std::string_view text) {
  if (!is_plain(text, kEscapes.literal)) return rdf::append_term(out, rdf::literal(std::string(text)));
  out.append(1, '"').append(text).append(1, '"');
}

constexpr std::string_view kEnd = " .\n";

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

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](unsigned char c) { return c < 0x80; });
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

void Writer::begin(std::string_view subject, std::string_view predicate) {
  append_iri(text_, subject);
  text_.append(" <").append(predicate).append("> ");
}

void Writer::link(std::string_view subject, std::string_view predicate, std::string_view iri) {
  begin(subject, predicate);
  append_iri(text_, iri);
  text_.append(kEnd);
}

void Writer::type(std::string_view subject, std::string_view klass) { link(subject, rdf_term::type, klass); }

void Writer::text(std::string_view subject, std::string_view predicate, std::string_view text) {
  if (text.empty()) return;
  begin(subject, predicate);
  append_literal(text_, is_ascii(text) ? std::string(text) : as_utf8(text));
  text_.append(kEnd);
}

void Writer::reference(std::string_view subject, std::string_view predicate, std::string_view value) {
  if (is_iri(value)) return link(subject, predicate, value);
  text(subject, predicate, value);
}

void Writer::integer(std::string_view subject, std::string_view predicate, std::int64_t value) {
  literal(subject, predicate, fmt::format_int(value).c_str(), xsd::integer);
}

void Writer::integer(std::string_view subject, std::string_view predicate, std::uint64_t value) {
  literal(subject, predicate, fmt::format_int(value).c_str(), xsd::integer);
}

void Writer::number(std::string_view subject, std::string_view predicate, double value) {
  if (std::isfinite(value)) literal(subject, predicate, fmt::format("{}", value), xsd::double_);
}

void Writer::flag(std::string_view subject, std::string_view predicate, std::optional<bool> value) {
  if (value) literal(subject, predicate, *value ? "true" : "false", xsd::boolean);
}

void Writer::literal(std::string_view subject, std::string_view predicate, std::string_view value,
                     std::string_view datatype) {
  begin(subject, predicate);
  append_literal(text_, value);
  text_.append("^^<").append(datatype).append(">").append(kEnd);
}

void Writer::ordered(std::string_view subject, std::string_view predicate, std::string_view list_predicate,
                     const std::vector<std::string>& items, std::string_view list_name) {
  std::unordered_set<std::string_view> seen;
  for (const std::string& item : items) {
    if (seen.insert(item).second) link(subject, predicate, item);
  }
  if (items.size() < 2) return;
  const std::string head = node(list_name);
  link(subject, list_predicate, head);
  for (std::size_t i = 0; i < items.size(); ++i) link(list_cell(head, i, items.size()), rdf_term::first, items[i]);
}

std::string Writer::list_cell(std::string_view head, std::size_t ordinal, std::size_t size) {
  const auto name = [&](std::size_t i) { return i == 0 ? std::string(head) : fmt::format("{}.{}", head, i); };
  std::string cell = name(ordinal);
  link(cell, rdf_term::rest, ordinal + 1 == size ? std::string(rdf_term::nil) : name(ordinal + 1));
  return cell;
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
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const std::string cell = list_cell(head, i, shape.size());
    if (shape[i] < 0) {
      link(cell, rdf_term::first, kg::UnknownDimension);
    } else {
      integer(cell, rdf_term::first, std::int64_t{shape[i]});
    }
  }
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
