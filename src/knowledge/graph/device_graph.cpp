#include <fmt/format.h>

#include "knowledge/graph/entity_graph.hpp"
#include "knowledge/graph/terms.hpp"
#include "knowledge/graph/vocabulary.hpp"

namespace kilograph::knowledge::graph {
namespace {

using domain::Affordance;
using domain::DeviceFacts;

struct AffordanceTerms {
  std::string_view property, klass;
};

AffordanceTerms terms_of(Affordance::Kind kind) {
  switch (kind) {
    case Affordance::Kind::action: return {td::hasActionAffordance, td::ActionAffordance};
    case Affordance::Kind::event: return {td::hasEventAffordance, td::EventAffordance};
    case Affordance::Kind::property: break;
  }
  return {td::hasPropertyAffordance, td::PropertyAffordance};
}

bool has_controller(const DeviceFacts& facts) {
  return !facts.regions.empty() || !facts.processor.empty() || facts.clock_hz || facts.pointer_bits != 0 ||
         !facts.runtimes.empty() || !facts.implements.empty() || !facts.mcu.empty() || !facts.isa.empty() ||
         facts.has_fpu || facts.has_dsp || facts.has_mve || !facts.accelerators.empty();
}

void write_regions(Writer& writer, std::string_view controller, const DeviceFacts& facts) {
  for (std::size_t i = 0; i < facts.regions.size(); ++i) {
    const domain::MemoryRegion& region = facts.regions[i];
    const std::string node = writer.node("region", i);
    writer.link(controller, kg::hasMemoryRegion, node);
    writer.type(node, kg::MemoryRegion);
    writer.text(node, schema::name, region.name);
    writer.link(node, kg::regionKind, region.kind == domain::RegionKind::ram ? kg::WorkingMemory : kg::ProgramMemory);
    if (region.size_bytes) writer.integer(node, kg::sizeBytes, *region.size_bytes);
    if (region.free_bytes) writer.integer(node, kg::freeBytes, *region.free_bytes);
    writer.text(node, kg::medium, name_of(region.medium));
    if (region.reserved_bytes) writer.integer(node, kg::reservedBytes, *region.reserved_bytes);
    writer.flag(node, kg::contiguous, region.contiguous);
    writer.flag(node, kg::executable, region.executable);
    writer.attribution(node, region.basis, region.by);
  }
}

void write_accelerators(Writer& writer, std::string_view controller, const DeviceFacts& facts) {
  for (std::size_t i = 0; i < facts.accelerators.size(); ++i) {
    const domain::Accelerator& accelerator = facts.accelerators[i];
    const std::string node = writer.node("accelerator", i);
    writer.link(controller, kg::hasAccelerator, node);
    writer.type(node, kg::Accelerator);
    writer.text(node, schema::name, accelerator.name);
    std::vector<std::string> formats;
    for (const auto type : accelerator.formats) formats.push_back(number_format_iri(type));
    writer.ordered(node, kg::acceptsFormat, kg::acceptsFormatList, formats, fmt::format("accelerator-{}-formats", i));
  }
}

void write_controller(Writer& writer, std::string_view device, const DeviceFacts& facts) {
  if (!has_controller(facts)) return;
  const std::string controller = writer.node("controller");
  writer.link(device, other::hasSubSystem, controller);
  writer.type(controller, other::MicroController);
  writer.text(controller, kg::processor, facts.processor);
  if (facts.clock_hz) writer.integer(controller, kg::clockHz, *facts.clock_hz);
  if (facts.pointer_bits != 0) writer.integer(controller, kg::pointerBits, std::uint64_t{facts.pointer_bits});
  std::vector<std::string> runtimes;
  for (const auto& id : facts.runtimes) runtimes.push_back(std::string(kRuntimeBase) + encode(id));
  writer.ordered(controller, kg::runtime, kg::runtimeList, runtimes, "runtimes");
  writer.ordered(controller, other::implements, kg::implementsList, facts.implements, "implements");
  writer.text(controller, kg::mcu, facts.mcu);
  writer.text(controller, kg::isa, facts.isa);
  writer.flag(controller, kg::hasFpu, facts.has_fpu);
  writer.flag(controller, kg::hasDsp, facts.has_dsp);
  writer.flag(controller, kg::hasMve, facts.has_mve);
  write_regions(writer, controller, facts);
  write_accelerators(writer, controller, facts);
  write_published_capability(writer, controller, facts);
}

void write_affordances(Writer& writer, std::string_view device, const DeviceFacts& facts) {
  for (std::size_t i = 0; i < facts.affordances.size(); ++i) {
    const Affordance& affordance = facts.affordances[i];
    const AffordanceTerms terms = terms_of(affordance.kind);
    const std::string node = writer.node("affordance", i);
    writer.link(device, terms.property, node);
    writer.type(node, terms.klass);
    writer.text(node, td::name, affordance.name);
    writer.text(node, td::title, affordance.title);
    writer.ordered(node, kg::feeds, kg::feedsList, affordance.feeds, fmt::format("affordance-{}-feeds", i));
    writer.ordered(node, kg::exposes, kg::exposesList, affordance.exposes, fmt::format("affordance-{}-exposes", i));
  }
}

void write_labels(Writer& writer, std::string_view device, const DeviceFacts& facts) {
  for (std::size_t i = 0; i < facts.labels.size(); ++i) {
    const std::string node = writer.node("label", i);
    writer.link(device, kg::label, node);
    writer.type(node, kg::Label);
    writer.text(node, schema::name, facts.labels[i].name);
    writer.text(node, schema::value, facts.labels[i].value);
  }
}

}  // namespace

void write_published_capability(Writer& writer, std::string_view controller, const DeviceFacts& facts) {
  const std::string capability = writer.node("capability");
  bool linked = false;
  for (std::size_t i = 0; i < facts.regions.size(); ++i) {
    const domain::MemoryRegion& region = facts.regions[i];
    if (!region.free_bytes) continue;
    if (!linked) writer.link(controller, other::hasSystemCapability, capability);
    linked = true;
    const std::string property = writer.node("memory-property", i);
    writer.link(capability, other::hasSystemProperty, property);
    writer.type(property, region.kind == domain::RegionKind::ram ? nnet::RAM : nnet::Flash);
    writer.literal(property, schema::value, kilobytes_of(*region.free_bytes), xsd::decimal);
    writer.link(property, schema::unitCode, other::kilobyte);
  }
}

void write_device(Writer& writer, std::string_view device, const DeviceFacts& facts) {
  writer.type(device, facts.is_thing_model.value_or(false) ? td::ThingModel : td::Thing);
  if (!facts.sensors.empty()) writer.type(device, other::SmartSensor);
  writer.text(device, schema::name, facts.title);
  writer.text(device, schema::description, facts.description);
  writer.reference(device, schema::manufacturer, facts.manufacturer);
  for (std::size_t i = 0; i < facts.sensors.size(); ++i) {
    const std::string sensor = writer.node("sensor", i);
    writer.link(device, other::hasSubSystem, sensor);
    write_sensor(writer, sensor, facts.sensors[i]);
  }
  write_controller(writer, device, facts);
  write_affordances(writer, device, facts);
  writer.text(device, kg::powerSource, facts.power_source);
  write_labels(writer, device, facts);
  writer.ordered(device, kg::basedOn, kg::basedOnList, facts.based_on, "based-on");
}

}  // namespace kilograph::knowledge::graph
