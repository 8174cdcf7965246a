#include "reply/fact_list.hpp"

#include <algorithm>
#include <set>

#include "base/bytes.hpp"
#include "base/listing.hpp"
#include "domain/sensor_text.hpp"

namespace kilograph::reply {
namespace {

using namespace domain;
using Facts = std::map<std::string, std::string>;

std::string sorted_list(std::vector<std::string> words) {
  std::ranges::sort(words);
  return listed(words);
}

std::string shape_text(const Shape& shape) {
  std::string text;
  for (const std::int32_t size : shape) text += (text.empty() ? "" : "x") + (size < 0 ? "?" : std::to_string(size));
  return text;
}

std::vector<std::string> tensor_words(const std::vector<TensorSpec>& tensors) {
  std::vector<std::string> words;
  for (const TensorSpec& tensor : tensors) {
    words.push_back(std::string(name_of(tensor.type)) + " " + shape_text(tensor.shape));
  }
  return words;
}

template <class F, class T>
void put(Facts& facts, const Entity<F>& entity, const char* name, T F::* field, auto to_words) {
  if (const auto value = entity.counted(field)) facts[name] = to_words(value->value);
}

std::string number(const std::optional<std::uint64_t>& value) { return grouped(*value); }
std::string text(const std::string& value) { return value; }
std::string yes_or_no(const std::optional<bool>& value) { return *value ? "yes" : "no"; }

std::vector<std::string> sensor_words(const std::vector<Sensor>& sensors) {
  std::vector<std::string> words;
  for (const Sensor& sensor : sensors) {
    words.push_back(to_text(sensor) + (sensor.info.empty() ? "" : " (" + sensor.info + ")"));
  }
  return words;
}

std::string bytes_text(const std::optional<std::uint64_t>& bytes) { return bytes ? grouped(*bytes) + " B" : ""; }
std::string flag_text(const std::optional<bool>& flag) { return flag ? yes_or_no(flag) : ""; }

// What is told of a part under a word; "" is unknown.
template <class Part>
struct PartFact {
  std::string_view name;
  std::string (*text)(const Part&);
};

using Region = MemoryRegion;
constexpr PartFact<Region> kRegionFacts[] = {
    {"size", [](const Region& region) { return bytes_text(region.size_bytes); }},
    {"free", [](const Region& region) { return bytes_text(region.free_bytes); }},
    {"reserved", [](const Region& region) { return bytes_text(region.reserved_bytes); }},
    {"medium", [](const Region& region) { return std::string(name_of(region.medium)); }},
    {"contiguous", [](const Region& region) { return flag_text(region.contiguous); }},
    {"executable", [](const Region& region) { return flag_text(region.executable); }},
    {"basis", [](const Region& region) { return std::string(name_of(region.basis)); }},
    {"stated by", [](const Region& region) { return region.by; }},
};

constexpr PartFact<Affordance> kAffordanceFacts[] = {
    {"", [](const Affordance&) { return std::string("offered"); }},
    {" title", [](const Affordance& one) { return one.title; }},
    {" feeds", [](const Affordance& one) { return sorted_list(one.feeds); }},
    {" exposes", [](const Affordance& one) { return sorted_list(one.exposes); }},
};

// A region is told from others by kind and name, those of one document that share both by their order; of several
// documents the one that counts first stays.
void put_regions(Facts& facts, const DeviceEntity& device) {
  for (const auto& stated : device.all(&DeviceFacts::regions)) {
    std::map<std::string, int> namesakes;
    for (const MemoryRegion& region : stated.value) {
      std::string name = (region.kind == RegionKind::ram ? "RAM " : "flash ") + region.name;
      if (const int place = ++namesakes[name]; place > 1) name += " (" + std::to_string(place) + ")";
      for (const auto& [word, text] : kRegionFacts) {
        if (std::string value = text(region); !value.empty()) {
          facts.try_emplace(name + " " + std::string(word), std::move(value));
        }
      }
    }
  }
}

void put_affordances(Facts& facts, const DeviceEntity& device) {
  const auto affordances = device.counted(&DeviceFacts::affordances);
  if (!affordances) return;
  constexpr std::string_view kKinds[] = {"property ", "action ", "event "};
  for (const Affordance& affordance : affordances->value) {
    const std::string name = std::string(kKinds[static_cast<std::size_t>(affordance.kind)]) + affordance.name;
    for (const auto& [word, text] : kAffordanceFacts) {
      if (std::string value = text(affordance); !value.empty()) facts[name + std::string(word)] = std::move(value);
    }
  }
}

std::string accelerator_words(const Accelerator& accelerator) {
  const std::string formats = listed(accelerator.formats, [](TensorType type) { return name_of(type); });
  return accelerator.name + (formats.empty() ? "" : " (" + formats + ")");
}

std::string accelerators_text(const std::vector<Accelerator>& accelerators) {
  std::vector<std::string> words;
  for (const Accelerator& one : accelerators) words.push_back(accelerator_words(one));
  return sorted_list(std::move(words));
}

void put_memory(Facts& facts, const ModelEntity& model) {
  for (const auto& document : model.documents) {
    for (const MemoryRequirement& one : document.facts.memory) {
      std::string name = one.use == MemoryUse::working ? "working memory" : "program memory";
      for (const std::string& part : {one.runtime, one.kernels, one.abi}) {
        if (!part.empty()) name += (part == one.runtime ? ", " : " ") + part;
      }
      facts.try_emplace(name + ", " + std::string(name_of(one.basis)),
                        (one.is_exact() ? "" : grouped(one.low()) + " to ") + grouped(one.bytes) + " B");
    }
  }
}

void put_refusals(Facts& facts, const ModelEntity& model) {
  for (const auto& document : model.documents) {
    for (const StartRefusal& one : document.facts.refusals) {
      const std::string kernels = one.kernels.empty() ? "" : " " + one.kernels;
      facts.try_emplace("does not start, " + one.runtime + kernels, one.reason);
    }
  }
}

void put_observations(Facts& facts, const ModelEntity& model) {
  for (const auto& document : model.documents) {
    for (const Observation& one : document.facts.observations) {
      std::string name(name_of(one.property));
      for (const std::string& part : {one.device, one.runtime, one.kernels}) {
        if (!part.empty()) name += ", " + part;
      }
      facts.try_emplace(name + ", " + std::string(name_of(one.basis)), amount_text(one));
    }
  }
}

}  // namespace

Facts fact_list(const DeviceEntity& device) {
  using D = DeviceFacts;
  Facts facts;
  for (const auto& [name, field] : {std::pair{"title", &D::title},
                                    {"description", &D::description},
                                    {"manufacturer", &D::manufacturer},
                                    {"processor", &D::processor},
                                    {"mcu", &D::mcu},
                                    {"isa", &D::isa},
                                    {"power source", &D::power_source}}) {
    put(facts, device, name, field, text);
  }
  put(facts, device, "clock in Hz", &D::clock_hz, number);
  put(facts, device, "pointer bits", &D::pointer_bits, [](unsigned bits) { return std::to_string(bits); });
  for (const auto& [name, field] :
       {std::pair{"runtimes", &D::runtimes}, {"runs now", &D::implements}, {"based on", &D::based_on}}) {
    put(facts, device, name, field, sorted_list);
  }
  for (const auto& [name, field] : {std::pair{"FPU", &D::has_fpu}, {"DSP", &D::has_dsp}, {"MVE", &D::has_mve}}) {
    put(facts, device, name, field, yes_or_no);
  }
  put(facts, device, "sensors", &D::sensors, [](const auto& sensors) { return sorted_list(sensor_words(sensors)); });
  put(facts, device, "a Thing Model", &D::is_thing_model, yes_or_no);
  put(facts, device, "accelerators", &D::accelerators, accelerators_text);
  for (const auto& document : device.documents) {
    for (const Label& label : document.facts.labels) facts.try_emplace("label " + label.name, label.value);
  }
  put_regions(facts, device);
  put_affordances(facts, device);
  return facts;
}

Facts fact_list(const ModelEntity& model) {
  using M = ModelFacts;
  Facts facts{{"id", model.id}};
  put(facts, model, "name", &M::name, text);
  for (const auto& [name, field] : {std::pair{"file bytes", &M::file_bytes},
                                    {"constant bytes", &M::constant_bytes},
                                    {"parameters", &M::parameters},
                                    {"MACs", &M::macs}}) {
    put(facts, model, name, field, number);
  }
  put(facts, model, "inputs", &M::inputs, [](const auto& inputs) { return sorted_list(tensor_words(inputs)); });
  put(facts, model, "outputs", &M::outputs, [](const auto& outputs) { return sorted_list(tensor_words(outputs)); });
  put(facts, model, "sensors", &M::sensors, [](const auto& sensors) { return sorted_list(sensor_words(sensors)); });
  put(facts, model, "operators", &M::operators, [](const auto& operators) {
    std::set<std::string> names;
    for (const auto& use : operators) names.insert(use.name);
    return sorted_list({names.begin(), names.end()});
  });
  put_memory(facts, model);
  put_refusals(facts, model);
  put_observations(facts, model);
  return facts;
}

}  // namespace kilograph::reply
