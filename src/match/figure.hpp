// Which of the bytes that stand side by side count: of a model's requirements, and of a device's regions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "domain/entity.hpp"
#include "match/fit.hpp"

namespace kilograph::match {

// A requirement with who says it.
struct Figure {
  domain::MemoryRequirement requirement;
  domain::Source source;
};

// What a working-memory figure was worked out for. Figures of different keys are not compared.
struct FigureKey {
  std::string runtime, kernels;
  unsigned pointer_bits = 0;
  std::string abi{};

  friend bool operator==(const FigureKey&, const FigureKey&) = default;
};

FigureKey key_of(const domain::MemoryRequirement& requirement);
std::string to_text(const FigureKey& key);  // "tflm-2021, reference kernels, host64"

// Every figure of that use which the fact set lets count, in the order in which they count.
std::vector<Figure> figures_of(const domain::ModelEntity& model, domain::MemoryUse use, FactSet facts);

// The figure for that key; an estimate where there is none that is exact, and one that leaves part of the key open
// where there is neither. A measured figure is what the runtime used, a planned one what it must be given to start,
// which can be more: of the measured and planned ones for the key the largest counts, before any other.
std::optional<Figure> working_figure(const std::vector<Figure>& figures, const FigureKey& key);
// The study's one working-memory figure, or the asker's.
std::optional<Figure> published_working_figure(const domain::ModelEntity& model);
// The bytes that the model itself takes: a requirement for any runtime, else the size of its file.
std::optional<Figure> program_figure(const domain::ModelEntity& model, FactSet facts);

// By which rule the bytes of a region count; the first that some document allows counts
// (docs/formats/memory_figures.md).
//   measured_free  free bytes that somebody observed
//   declared_free  free bytes that somebody states
//   less_reserve   the stated size less what the platform usually takes of it (the region's own reserved_bytes, which
//                  may be 0, else domain/platform_reserve.hpp): an estimate, by which a verdict may be given, and
//                  which it names
//   total          the stated size: an upper bound, which proves only what does not fit; likewise all figures of a
//                  region that is stated not to be contiguous
enum class RegionRule { measured_free, declared_free, less_reserve, total };
std::string_view name_of(RegionRule rule);  // "measured free", …

// A region that was chosen, and where it stands in the device.
struct RegionChoice {
  domain::MemoryRegion region;
  domain::Source source;
  std::size_t document = 0, index = 0;
  std::uint64_t bytes = 0;
  std::uint64_t most_bytes =
      0; // at least `bytes`; more where the document states a larger memory that counts by its size
  bool is_free = false;         // may prove a yes: any rule but total
  RegionRule rule = RegionRule::total;
  std::string reserve{};        // less_reserve: how many bytes, and on what evidence, in words
};

// The largest region of that kind by the best rule, in the first document that allows it; a device that states regions
// of the kind itself has none of its Thing Model's. A region for programs that is
// stated not to be executable counts only where there is no other. Regions
// of the same document that count only by their size prove nothing, but what exceeds them too is what does not fit.
std::optional<RegionChoice> best_region(const domain::DeviceEntity& device, domain::RegionKind kind, FactSet facts);

// Every region of that kind with the rule and bytes that it would count by, in the order of the documents.
std::vector<RegionChoice> region_choices(const domain::DeviceEntity& device, domain::RegionKind kind, FactSet facts);

// The machine that a figure must be for: by the device's core (domain/device_core.hpp) where it is known. A device that
// states nothing of it is taken for an Arm of the stated pointer width (host64 for 64 bits), else for a 32-bit Arm. One
// that states a core, a chip or an ISA that nobody here knows has no ABI: nothing is assumed of it.
struct Machine {
  unsigned pointer_bits = 32;               // 0: not known
  std::string abi = "arm32";                // empty: not known
  std::string assumed = "32-bit pointers are assumed";  // what of it the device does not say; empty: nothing
  std::string unresolved{};                 // why the ABI is not known, in words
  std::string core{};                       // its name; empty: not known
  std::optional<std::vector<std::string>> kernels{};  // that the core runs beside the reference ones; absent: not known
};
Machine machine_of(const domain::DeviceEntity& device);

}  // namespace kilograph::match
