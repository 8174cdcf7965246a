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

// The figure for that key; one that leaves part of the key open is taken where none is exact. A measured
// figure is what the runtime used, a planned one what it must be given to start, which can be more: of
// the measured and planned ones for the key the largest counts, before any other.
std::optional<Figure> working_figure(const std::vector<Figure>& figures, const FigureKey& key);
// The study's one working-memory figure, or the asker's.
std::optional<Figure> published_working_figure(const domain::ModelEntity& model);
// The bytes that the model itself takes: a requirement for any runtime, else the size of its file.
std::optional<Figure> program_figure(const domain::ModelEntity& model, FactSet facts);

// A region that was chosen, and where it stands in the device.
struct RegionChoice {
  domain::MemoryRegion region;
  domain::Source source;
  std::size_t document = 0, index = 0;
  std::uint64_t bytes = 0;   // free where known, else total
  bool is_free = false;
};

// The largest region of that kind. Where free bytes are stated, only regions with free bytes count:
// a size stated beside them may be the same region's under another name.
std::optional<RegionChoice> best_region(const domain::DeviceEntity& device, domain::RegionKind kind, FactSet facts);

// The machine that a figure must be for: by the device's core where it is known, else Arm of the stated pointer
// width (host64 for 64 bits), else 32-bit Arm.
struct Machine {
  unsigned pointer_bits = 32;
  std::string abi = "arm32";
  std::string assumed = "32-bit pointers";  // what of it the device does not say; empty: nothing
};
Machine machine_of(const domain::DeviceEntity& device);

}  // namespace kilograph::match
