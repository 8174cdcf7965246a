// What one document says of a device: the typed record that `match` reads and the graph is made from.
// Everything is optional, because no document says everything; absent means unknown.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/sensor.hpp"
#include "domain/source.hpp"
#include "domain/tensor.hpp"

namespace kilograph::domain {

enum class RegionKind { ram, flash };  // for working memory; for code and constants

// What a region is made of. TCM is SRAM that only the core reaches; PSRAM and external flash lie outside
// the chip.
enum class RegionMedium { unknown, sram, tcm, psram, flash, external_flash };
std::string_view name_of(RegionMedium medium);  // "SRAM", "external flash"; "" for unknown
std::optional<RegionMedium> region_medium_from(std::string_view name);  // case-insensitive

// One stretch of a device's memory. Which of its figures counts: free_bytes, else size_bytes less
// reserved_bytes, else size_bytes as an upper bound (match/figure.hpp).
struct MemoryRegion {
  std::string name{};                    // "SRAM", "Flash"
  RegionKind kind = RegionKind::ram;
  std::optional<std::uint64_t> size_bytes{};
  std::optional<std::uint64_t> free_bytes{};      // what is left after the vendor's stack
  Basis basis = Basis::declared;
  std::string by{};
  RegionMedium medium = RegionMedium::unknown;
  std::optional<std::uint64_t> reserved_bytes{};  // what the platform usually takes of it
  std::optional<bool> contiguous{}, executable{};

  friend bool operator==(const MemoryRegion&, const MemoryRegion&) = default;
};

struct Affordance {
  enum class Kind { property, action, event };
  Kind kind = Kind::property;
  std::string name, title{};
  std::vector<std::string> feeds{};      // IRIs of network inputs that it feeds
  std::vector<std::string> exposes{};    // IRIs of network outputs that it exposes

  friend bool operator==(const Affordance&, const Affordance&) = default;
};

// A processor beside the core that runs only some models.
struct Accelerator {
  std::string name{};                    // "Ethos-U55"
  std::vector<TensorType> formats{};     // element types that it accepts; empty: not stated

  friend bool operator==(const Accelerator&, const Accelerator&) = default;
};

// A word of the owner's inventory on one device: site = "hall 3".
struct Label {
  std::string name, value;

  friend bool operator==(const Label&, const Label&) = default;
};

struct DeviceFacts {
  std::string title{}, description{}, manufacturer{};
  std::vector<Sensor> sensors{};
  std::vector<MemoryRegion> regions{};
  std::string processor{};               // "Cortex-M4F"
  std::optional<std::uint64_t> clock_hz{};
  unsigned pointer_bits = 0;             // 0 is unknown
  std::vector<std::string> runtimes{};   // ids of runtimes installed; empty: none declared
  std::vector<std::string> implements{}; // IRIs of models that run on it now
  std::vector<Affordance> affordances{};
  std::string mcu{}, isa{}, power_source{};       // "nRF52840", "ARMv7E-M", "battery"
  std::optional<bool> has_fpu{}, has_dsp{}, has_mve{};
  std::vector<Accelerator> accelerators{};
  std::optional<bool> is_thing_model{};  // a class of devices; absent: one device, or not stated
  // IRIs of its Thing Model and of the board definitions it links to, in that order: what it does not
  // state itself holds as they state it.
  std::vector<std::string> based_on{};
  std::vector<Label> labels{};

  friend bool operator==(const DeviceFacts&, const DeviceFacts&) = default;
};

}  // namespace kilograph::domain
