// What a linked program leaves of a device's memory.
#pragma once

#include <string>
#include <vector>

#include "domain/device_facts.hpp"
#include "ingest/document.hpp"
#include "ingest/firmware/image.hpp"

namespace kilograph::ingest::firmware {

struct Usage {
  // A region each, with size, free bytes (the longest free stretch) and kind; measured.
  std::vector<domain::MemoryRegion> regions;
  std::vector<std::uint64_t> used_bytes;      // of each, in the same order
  // Of each, what its free bytes are less than size and use leave: what the platform takes, or lies below the program.
  std::vector<std::uint64_t> set_aside_bytes;
  std::vector<domain::Label> reserves;  // stack and heap as the linker script sets them aside
  std::vector<Warning> warnings;
};

// Stretches of less than this between two sections are padding, which nothing can be put into.
inline constexpr std::uint64_t kPaddingBytes = 4096;

// A map states its regions itself. One that is larger than all memory of its kind that the device states (a window into
// flash, or the map of a larger device) is taken as that much, with a warning; sections outside all regions are told.
// ELF has no regions: `device_regions` (name, kind, size) are taken, one of each kind; what lies below its lowest load
// address in flash is not free, and Arm sections too far from the rest to lie in that region are told and not counted.
// What `device_regions` state as reserved is never free: in flash beside what is used
// (the bytes below the program count as part of it), in RAM with it, because a platform's own code is linked in.
// Errors: bad_input (more used than there is, nothing that lies in a region), usage (ELF, and the device states no
// region of known size, or several of one kind: the map tells them apart).
Result<Usage> usage_of(const Image& image, const std::vector<domain::MemoryRegion>& device_regions);

}  // namespace kilograph::ingest::firmware
