// Statements to facts, in today's terms; the study's shapes are understood where today's are absent.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "domain/entity.hpp"
#include "knowledge/graph/earlier_terms.hpp"
#include "knowledge/graph/graph.hpp"
#include "knowledge/graph/view.hpp"

namespace kilograph::knowledge::graph {

// One entity being read: where, and what was seen on the way.
class Reading {
 public:
  Reading(const Modernised& source, const View& statements, std::string_view base_iri)
      : view(statements), earlier(source.had_earlier_terms), base(base_iri), source_(source) {}

  const View& view;
  const bool earlier;            // the graph uses earlier terms
  const std::string_view base;   // relative IRIs of the file were resolved against it; may be empty

  // Takes over the defects of the terms used at a node.
  void visit(std::string_view node);
  void warn(std::string sentence) { warnings_.insert(std::move(sentence)); }
  std::vector<std::string> warnings() const { return {warnings_.begin(), warnings_.end()}; }

  // A whole number of today's vocabulary, within its bounds. Any other value is a bad one and unknown.
  std::optional<std::uint64_t> figure(std::string_view node, std::string_view property);
  // A number of bytes of a model; more than anything has (domain::kMostBytes) is a bad value and unknown.
  std::optional<std::uint64_t> byte_count(std::string_view node, std::string_view property);
  // A finite number that `holds`, and true or false, likewise.
  std::optional<double> number(std::string_view node, std::string_view property, std::string_view expected,
                               bool (*holds)(double));
  std::optional<bool> flag(std::string_view node, std::string_view property);
  // One text. Several, or what is no text, are bad values and unknown.
  std::string one_text(std::string_view node, std::string_view property);
  void reject(std::string_view node, std::string_view property, std::string_view expected);
  void leave_out(BadValue value) { bad_values_.push_back(std::move(value)); }
  const std::vector<BadValue>& bad_values() const { return bad_values_; }
  // What the graph that is kept has less and more than the one that was read (FoundEntity).
  void leave_out_node(std::string_view subject, std::string_view property, std::string_view node) {
    left_out_.push_back({std::string(subject), std::string(property), std::string(node)});
  }
  void imply(std::string_view node, std::string_view property, std::string_view iri) {
    implied_.push_back({rdf::iri(std::string(node)), rdf::iri(std::string(property)), rdf::iri(std::string(iri))});
  }
  const std::vector<LeftOutNode>& left_out() const { return left_out_; }
  const rdf::Graph& implied() const { return implied_; }

  // Whoever a node is attributed to, by name or IRI; empty where nobody is.
  std::string by(std::string_view node) const;
  domain::Basis basis(std::string_view node) const;  // declared where nothing is said

  // A text or IRI of one subject, without the study's ways to write that there is none
  // ("None", "N.A.", a relative IRI), and with the scheme that a relative web address lacks.
  std::string reference(std::string_view subject, std::string_view predicate, std::string_view what);
  std::string known_text(std::string_view subject, std::string_view predicate) const;

  // The objects in their stated order.
  View::Terms ordered(std::string_view subject, std::string_view predicate, std::string_view list_predicate) const;

 private:
  const Modernised& source_;
  std::set<std::string> warnings_;  // sorted, each once
  std::vector<BadValue> bad_values_;
  std::vector<LeftOutNode> left_out_;
  rdf::Graph implied_;
};

// The class of the node as a sensor, most specific first; empty where the node is no sensor.
std::string sensor_class_at(Reading& reading, std::string_view node);
// Those of a part that is several sensors in one ("@type": ["Camera", "Microphone"]), each once.
std::vector<std::string> sensor_classes_at(Reading& reading, std::string_view node);

// What a node states of a sensor of this class (write_sensor, entity_graph.hpp).
domain::Sensor read_sensor(Reading& reading, std::string_view node, std::string klass);

// The class of a memory region and its basis, where it does not state them.
void imply_region(Reading& reading, std::string_view region);

// What a microcontroller of the device states, added to the facts. Of several that a device has, its facts are those of
// the first (read_device.cpp).
void read_controller(Reading& reading, std::string_view controller, domain::DeviceFacts& facts);

// kB of 1,000 bytes at a node of the published shape: schema:`predicate` with its unit.
std::optional<std::uint64_t> published_bytes(Reading& reading, std::string_view node, std::string_view predicate);
// RAM, Flash, or (the paper's own Thing Description) just a memory, which is RAM there.
std::optional<domain::MemoryUse> published_use(Reading& reading, std::string_view node);

// What byte counts have to be, in words.
inline constexpr std::string_view kByteCount = "a whole number of bytes, 0 to 281474976710656";

// Layers, and the tensors at the model's ends.
void read_layers(Reading& reading, std::string_view model, domain::ModelFacts& facts);

domain::ModelFacts read_model(Reading& reading, std::string_view model);
domain::DeviceFacts read_device(Reading& reading, std::string_view device);
// Nothing where it does not say which two are one.
std::optional<domain::SameStatement> read_statement(const Reading& reading, std::string_view iri);

}  // namespace kilograph::knowledge::graph
