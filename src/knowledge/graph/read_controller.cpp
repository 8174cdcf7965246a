#include <algorithm>

#include "knowledge/graph/bad_words.hpp"
#include "knowledge/graph/reading.hpp"
#include "knowledge/graph/terms.hpp"
#include "knowledge/graph/vocabulary.hpp"

namespace kilograph::knowledge::graph {
namespace {

using domain::DeviceFacts;

void read_regions(Reading& reading, std::string_view controller, DeviceFacts& facts) {
  const View& view = reading.view;
  for (const rdf::Term* node : view.objects(controller, kg::hasMemoryRegion)) {
    const auto kind = region_kind(view, node->value);
    if (!kind) {
      const bool is_stated = view.object(node->value, kg::regionKind) != nullptr;
      if (!is_stated) reading.warn("a memory region without a kind (working or program) is left out");
      reading.leave_out_node(controller, kg::hasMemoryRegion, node->value);
      continue;
    }
    imply_region(reading, node->value);
    domain::MemoryRegion region;
    region.name = view.text(node->value, schema::name);
    region.kind = *kind;
    region.size_bytes = reading.figure(node->value, kg::sizeBytes);
    region.free_bytes = reading.figure(node->value, kg::freeBytes);
    if (region.size_bytes && region.free_bytes && *region.free_bytes > *region.size_bytes) {
      reading.reject(node->value, kg::freeBytes, "at most sizeBytes, " + std::to_string(*region.size_bytes));
      region.free_bytes.reset();
    }
    region.reserved_bytes = reading.figure(node->value, kg::reservedBytes);
    if (region.size_bytes && region.reserved_bytes && *region.reserved_bytes > *region.size_bytes) {
      reading.reject(node->value, kg::reservedBytes, "at most sizeBytes, " + std::to_string(*region.size_bytes));
      region.reserved_bytes.reset();
    }
    region.medium = region_medium(view, node->value).value_or(domain::RegionMedium::unknown);
    region.contiguous = reading.flag(node->value, kg::contiguous);
    region.executable = reading.flag(node->value, kg::executable);
    region.basis = reading.basis(node->value);
    region.by = reading.by(node->value);
    facts.regions.push_back(std::move(region));
  }
}

// None where one of them is unknown to us, because then they are left out (bad_words.hpp).
std::vector<domain::TensorType> formats_at(const Reading& reading, std::string_view accelerator) {
  std::vector<domain::TensorType> formats;
  for (const rdf::Term* format : reading.ordered(accelerator, kg::acceptsFormat, kg::acceptsFormatList)) {
    const auto type = number_format_from(format->value);
    if (!type) return {};
    formats.push_back(*type);
  }
  return formats;
}

void read_accelerators(Reading& reading, std::string_view controller, DeviceFacts& facts) {
  for (const rdf::Term* node : reading.view.objects(controller, kg::hasAccelerator)) {
    domain::Accelerator accelerator;
    accelerator.name = reading.view.text(node->value, schema::name);
    accelerator.formats = formats_at(reading, node->value);
    facts.accelerators.push_back(std::move(accelerator));
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

}  // namespace

void imply_region(Reading& reading, std::string_view region) {
  if (!reading.view.has_type(region, kg::MemoryRegion)) reading.imply(region, rdf_term::type, kg::MemoryRegion);
  const View::Terms bases = reading.view.objects(region, kg::basis);
  const bool is_stated = bases.size() == 1 && basis_from(bases.front()->value);
  if (!is_stated) reading.imply(region, kg::basis, basis_iri(domain::Basis::declared));
}

void read_controller(Reading& reading, std::string_view controller, DeviceFacts& facts) {
  const View& view = reading.view;
  reading.visit(controller);
  const auto take_text = [&](std::string& field, std::string_view property) {
    std::string text = reading.one_text(controller, property);
    if (field.empty()) field = std::move(text);
  };
  take_text(facts.processor, kg::processor);
  take_text(facts.mcu, kg::mcu);
  take_text(facts.isa, kg::isa);
  const auto take_flag = [&](std::optional<bool>& field, std::string_view property) {
    const auto flag = reading.flag(controller, property);
    if (!field) field = flag;
  };
  take_flag(facts.has_fpu, kg::hasFpu);
  take_flag(facts.has_dsp, kg::hasDsp);
  take_flag(facts.has_mve, kg::hasMve);
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
  read_accelerators(reading, controller, facts);
  if (!view.object(controller, kg::hasMemoryRegion)) read_published_capability(reading, controller, facts);
}

}  // namespace kilograph::knowledge::graph
