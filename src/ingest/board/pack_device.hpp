// Devices of a CMSIS-Pack as its families hand them down: what a level states adds to, or replaces, what the levels
// above it state.
#pragma once

#include <cstdint>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "domain/device_facts.hpp"
#include "ingest/board/drafting.hpp"

namespace kilograph::ingest::board {

// An XML text with the places of its elements.
struct PackText {
  std::string_view text;
  std::string place_of(const pugi::xml_node& element) const;  // "line 3, column 14"
};

struct PackProcessor {
  std::string name;  // Pname; empty for an only one
  std::string core, fpu, dsp, mve, clock, units;
};

// What holds for a device: the sum of its levels.
class PackLevel {
 public:
  // The processors, memories and description that stand directly below `element`, over those that hold already.
  // A region of a name that holds already replaces it.
  void take(const pugi::xml_node& element, const PackText& text, Draft& draft);
  // The facts but for title, MCU and manufacturer. The processor with the fastest clock is the main one, the first
  // among equals; others stand in labels.
  void state(domain::DeviceFacts& facts) const;

 private:
  void take_processor(const pugi::xml_node& element);
  void take_memory(const pugi::xml_node& element, const PackText& text, Draft& draft);

  std::vector<PackProcessor> processors_;
  std::vector<domain::MemoryRegion> regions_;
  std::string description_;
};

}  // namespace kilograph::ingest::board
