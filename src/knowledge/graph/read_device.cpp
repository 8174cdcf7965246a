#include <algorithm>

#include "knowledge/graph/bad_words.hpp"
#include "knowledge/graph/reading.hpp"
#include "knowledge/graph/terms.hpp"
#include "knowledge/graph/vocabulary.hpp"

namespace kilograph::knowledge::graph {
namespace {

using domain::Affordance;
using domain::DeviceFacts;

std::string first_known(std::string a, std::string b) { return a.empty() ? b : a; }

void read_regions(Reading& reading, std::string_view controller, DeviceFacts& facts) {
  const View& view = reading.view;
  for (const rdf::Term* node : view.objects(controller, kg::hasMemoryRegion)) {
    const auto kind = region_kind(view, node->value);
    if (!kind) {
      const bool is_stated = view.object(node->value, kg::regionKind) != nullptr;
      if (!is_stated) reading.warn("a memory region without a kind (working or program) is left out");
      continue;
    }
    domain::MemoryRegion region;
    region.name = view.text(node->value, schema::name);
    region.kind = *kind;
    region.size_bytes = reading.figure(node->value, kg::sizeBytes);
    region.free_bytes = reading.figure(node->value, kg::freeBytes);
    if (region.size_bytes && region.free_bytes && *region.free_bytes > *region.size_bytes) {
      reading.reject(node->value, kg::freeBytes, "at most sizeBytes, " + std::to_string(*region.size_bytes));
      region.free_bytes.reset();
    }
    region.basis = reading.basis(node->value);
    region.by = reading.by(node->value);
    facts.regions.push_back(std::move(region));
  }
}

// RAM and Flash of a board as the study wrote them: what its own firmware leaves free.
void read_published_capability(Reading& reading, std::string_view controller, DeviceFacts& facts) {
  for (const rdf::Term* capability : reading.view.objects(controller, other::hasSystemCapability)) {
    for (const rdf::Term* property : reading.view.objects(capability->value, other::hasSystemProperty)) {
      const auto use = published_use(reading, property->value);
      const auto bytes = use ? published_bytes(reading, property->value, schema::value) : std::nullopt;
      if (!bytes) continue;
      reading.warn("the memory of a board is what was free, in kB of 1,000 bytes");
      const bool is_ram = *use == domain::MemoryUse::working;
      facts.regions.push_back({is_ram ? "RAM" : "Flash", is_ram ? domain::RegionKind::ram : domain::RegionKind::flash,
                               std::nullopt, bytes, domain::Basis::declared,
                               reading.earlier ? std::string(domain::kPublishedStudy) : std::string()});
    }
  }
  std::ranges::stable_sort(facts.regions, {}, &domain::MemoryRegion::kind);
}

void read_controller(Reading& reading, std::string_view controller, DeviceFacts& facts) {
  const View& view = reading.view;
  reading.visit(controller);
  if (facts.processor.empty()) facts.processor = view.text(controller, kg::processor);
  const auto clock_hz = reading.figure(controller, kg::clockHz);
  const auto pointer_bits = reading.figure(controller, kg::pointerBits);
  if (!facts.clock_hz) facts.clock_hz = clock_hz;
  if (facts.pointer_bits == 0) facts.pointer_bits = static_cast<unsigned>(pointer_bits.value_or(0));
  for (const rdf::Term* runtime : reading.ordered(controller, kg::runtime, kg::runtimeList)) {
    if (runtime->value.starts_with(kRuntimeBase)) {
      facts.runtimes.push_back(decode(std::string_view(runtime->value).substr(kRuntimeBase.size())));
    }
  }
  for (const rdf::Term* model : reading.ordered(controller, other::implements, kg::implementsList)) {
    facts.implements.push_back(model->value);
  }
  read_regions(reading, controller, facts);
  if (!view.object(controller, kg::hasMemoryRegion)) read_published_capability(reading, controller, facts);
}

void read_subsystems(Reading& reading, std::string_view device, DeviceFacts& facts) {
  const View& view = reading.view;
  for (const rdf::Term* part : view.objects(device, other::hasSubSystem)) {
    if (part->kind != rdf::Term::Kind::iri) continue;
    if (view.has_type(part->value, other::MicroController)) {
      read_controller(reading, part->value, facts);
      continue;
    }
    std::string klass = sensor_class_at(reading, part->value);
    if (klass.empty()) klass = view.text(part->value, rdf_term::type);
    if (!klass.empty() && !is_misspelt_sensor(klass))
      facts.sensors.push_back({std::move(klass), reading.known_text(part->value, nnet::hasSensorInfo)});
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
    facts.affordances.push_back({kind, view.text(node, td::name), view.text(node, td::title)});
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
  return facts;
}

}  // namespace kilograph::knowledge::graph
