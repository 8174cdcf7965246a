#include <algorithm>
#include <iterator>

#include "knowledge/graph/bad_words.hpp"
#include "knowledge/graph/reading.hpp"
#include "knowledge/graph/terms.hpp"
#include "knowledge/graph/vocabulary.hpp"

namespace kilograph::knowledge::graph {
namespace {

using domain::Affordance;
using domain::DeviceFacts, domain::Label;

constexpr std::string_view kSystem = "http://www.w3.org/ns/ssn/System";

std::string first_known(std::string a, std::string b) { return a.empty() ? b : a; }

// A device is judged by one microcontroller: memory of another holds nothing for it, and its core runs nothing of it.
// What cannot be right there is told all the same, and models that run there run on the device.
void read_further_controller(Reading& reading, std::string_view controller, DeviceFacts& facts) {
  DeviceFacts apart;
  read_controller(reading, controller, apart);
  std::ranges::move(apart.implements, std::back_inserter(facts.implements));
  const std::string name = first_known(apart.processor, apart.mcu);
  const auto is_memory_stated = !apart.regions.empty();
  reading.leave_out({std::string(controller), std::string(other::hasSubSystem), std::string(controller),
                     "a further microcontroller" + (name.empty() ? "" : " ('" + name + "')") +
                         (is_memory_stated ? " and its memory are" : " is") +
                         " left out: a device is judged by its first. Describe each that models shall run on as a "
                         "Thing of its own"});
}

// What the part states, it states of each; what cannot be right there is told once.
void read_sensors(Reading& reading, std::string_view part, const std::vector<std::string>& classes,
                  DeviceFacts& facts) {
  const domain::Sensor sensor = read_sensor(reading, part, classes.front());
  for (const std::string& klass : classes) {
    facts.sensors.push_back(sensor);
    facts.sensors.back().sensor_class = klass;
  }
}

// Nothing is understood of a part without a class; what has parts has systems.
void read_nameless_part(Reading& reading, std::string_view part) {
  reading.imply(part, rdf_term::type, kSystem);
  for (const rdf::Term* region : reading.view.objects(part, kg::hasMemoryRegion)) {
    if (region_kind(reading.view, region->value)) {
      imply_region(reading, region->value);
    } else {
      reading.leave_out_node(part, kg::hasMemoryRegion, region->value);
    }
  }
}

// A misspelt class is a bad value and goes with its statement, and with the others of the part (bad_words.hpp).
void imply_classes(Reading& reading, std::string_view part, const std::vector<std::string>& classes) {
  const auto types = reading.view.objects(part, rdf_term::type);
  if (std::ranges::none_of(types, [](const rdf::Term* type) { return is_misspelt_sensor(type->value); })) return;
  for (const std::string& klass : classes) reading.imply(part, rdf_term::type, sensor_class_iri(klass));
}

void read_subsystems(Reading& reading, std::string_view device, DeviceFacts& facts) {
  const View& view = reading.view;
  bool has_controller = false;
  for (const rdf::Term* part : view.objects(device, other::hasSubSystem)) {
    if (part->kind != rdf::Term::Kind::iri) continue;
    const std::vector<std::string> classes = sensor_classes_at(reading, part->value);
    if (!classes.empty()) read_sensors(reading, part->value, classes, facts);
    if (view.has_type(part->value, other::MicroController)) {
      if (!classes.empty()) {
        reading.warn("a part is MicroController and " + classes.front() +
                     " at once and counts as both; describe each as a part of its own");
      }
      if (has_controller) {
        read_further_controller(reading, part->value, facts);
      } else {
        read_controller(reading, part->value, facts);
      }
      has_controller = true;
      continue;
    }
    if (!classes.empty()) {
      imply_classes(reading, part->value, classes);
      continue;
    }
    std::string klass = view.text(part->value, rdf_term::type);
    if (klass.empty()) read_nameless_part(reading, part->value);
    if (!klass.empty() && klass != kSystem)
      facts.sensors.push_back(read_sensor(reading, part->value, std::move(klass)));
  }
}

struct AffordanceNode {
  std::string_view node;
  Affordance::Kind kind;
};

void read_affordances(Reading& reading, std::string_view device, DeviceFacts& facts) {
  const View& view = reading.view;
  std::vector<AffordanceNode> nodes;
  const auto gather = [&](std::string_view property, Affordance::Kind kind) {
    for (const rdf::Term* node : view.objects(device, property)) nodes.push_back({node->value, kind});
  };
  gather(td::hasPropertyAffordance, Affordance::Kind::property);
  gather(td::hasActionAffordance, Affordance::Kind::action);
  gather(td::hasEventAffordance, Affordance::Kind::event);
  std::ranges::stable_sort(nodes, natural_less, &AffordanceNode::node);
  for (const auto& [node, kind] : nodes) {
    reading.visit(node);
    Affordance affordance{kind, view.text(node, td::name), view.text(node, td::title)};
    for (const rdf::Term* input : reading.ordered(node, kg::feeds, kg::feedsList)) {
      affordance.feeds.push_back(input->value);
    }
    for (const rdf::Term* output : reading.ordered(node, kg::exposes, kg::exposesList)) {
      affordance.exposes.push_back(output->value);
    }
    facts.affordances.push_back(std::move(affordance));
  }
}

void read_labels(Reading& reading, std::string_view device, DeviceFacts& facts) {
  for (const rdf::Term* label : reading.view.objects(device, kg::label)) {
    Label kept{reading.one_text(label->value, schema::name), reading.view.text(label->value, schema::value)};
    if (kept.name.empty() || kept.value.empty()) {
      const std::string& word = kept.name.empty() ? kept.value : kept.name;
      reading.warn("a label '" + word + "' lacks its name or its value, each one text, and is left out");
      reading.leave_out_node(device, kg::label, label->value);
      continue;
    }
    facts.labels.push_back(std::move(kept));
  }
}

// By our own terms, else by the links of a Thing Description: of these its Thing Model before a board.
void read_bases(Reading& reading, std::string_view device, DeviceFacts& facts) {
  const View& view = reading.view;
  const auto take = [&](const std::string& base) {
    if (base.find(':') == std::string::npos) {
      return reading.warn("the link to its Thing Model <" + base + "> is relative and is left out; link to its id");
    }
    if (base != device && std::ranges::find(facts.based_on, base) == facts.based_on.end())
      facts.based_on.push_back(base);
  };
  for (const rdf::Term* base : reading.ordered(device, kg::basedOn, kg::basedOnList)) take(base->value);
  const View::Terms links = view.objects(device, td::hasLink);
  for (const std::string_view relation : {std::string_view("type"), std::string_view("tm:extends"), kg::board}) {
    for (const rdf::Term* link : links) {
      if (view.text(link->value, td::hasRelationType) == relation) take(view.text(link->value, td::hasTarget));
    }
  }
}

}  // namespace

DeviceFacts read_device(Reading& reading, std::string_view device) {
  const View& view = reading.view;
  DeviceFacts facts;
  reading.visit(device);
  facts.title = first_known(view.text(device, schema::name), view.text(device, td::title));
  facts.description = first_known(view.text(device, schema::description), view.text(device, td::description));
  facts.manufacturer = view.text(device, schema::manufacturer);
  read_subsystems(reading, device, facts);
  read_affordances(reading, device, facts);
  if (view.has_type(device, td::ThingModel)) facts.is_thing_model = true;
  facts.power_source = reading.one_text(device, kg::powerSource);
  read_labels(reading, device, facts);
  read_bases(reading, device, facts);
  return facts;
}

}  // namespace kilograph::knowledge::graph
