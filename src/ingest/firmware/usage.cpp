#include "ingest/firmware/usage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <map>
#include <optional>
#include <tuple>

namespace kilograph::ingest::firmware {
namespace {

using domain::MemoryRegion, domain::RegionKind;

constexpr std::size_t kMostToldSections = 5;

std::string_view memory_words(RegionKind kind) { return kind == RegionKind::ram ? "working memory" : "program memory"; }

struct Stretch {
  std::uint64_t begin = 0, end = 0;
};

// Sorted, with padding closed: what is taken.
std::vector<Stretch> taken(std::vector<Stretch> stretches) {
  std::ranges::sort(stretches, {}, &Stretch::begin);
  std::vector<Stretch> joined;
  for (const Stretch& stretch : stretches) {
    if (stretch.begin == stretch.end) continue;
    if (!joined.empty() && stretch.begin < joined.back().end + kPaddingBytes) {
      joined.back().end = std::max(joined.back().end, stretch.end);
    } else {
      joined.push_back(stretch);
    }
  }
  return joined;
}

std::uint64_t total(const std::vector<Stretch>& stretches) {
  std::uint64_t bytes = 0;
  for (const Stretch& stretch : stretches) bytes += stretch.end - stretch.begin;
  return bytes;
}

const ReserveSymbol* symbol(const Image& image, std::string_view name) {
  const auto found = std::ranges::find(image.symbols, name, &ReserveSymbol::name);
  return found == image.symbols.end() ? nullptr : &*found;
}

// The stack that a script sets aside by two addresses without a section for it.
std::vector<Stretch> stack_of(const Image& image) {
  const ReserveSymbol* limit = symbol(image, "__StackLimit");
  const ReserveSymbol* top = symbol(image, "__StackTop");
  if (limit == nullptr || top == nullptr || limit->value >= top->value) return {};
  return {{limit->value, top->value}};
}

std::vector<domain::Label> reserves_of(const Image& image) {
  std::vector<domain::Label> labels;
  for (const ReserveSymbol& one : image.symbols) {
    const bool is_size = reserve_meaning(one.name) == Meaning::size;
    labels.push_back(
        {"firmware " + one.name, is_size ? grouped(one.value) + " B" : fmt::format("{:#010x}", one.value)});
  }
  for (const Stretch& stack : stack_of(image)) {
    labels.push_back({"firmware stack", grouped(stack.end - stack.begin) + " B"});
  }
  std::ranges::sort(labels, {}, &domain::Label::name);
  return labels;
}

tl::unexpected<Error> overfull(const std::string& region, std::uint64_t used, std::uint64_t size) {
  return fail(ErrorKind::bad_input,
              fmt::format("the firmware takes {} B of {}, which has {} B", grouped(used), region, grouped(size)), {},
              {}, "Is it the firmware of this device?");
}

// --- maps

// A region that programs write to is working memory; `w` says so, and where nothing is said, its name.
RegionKind kind_of(const LinkRegion& region) {
  if (!region.attributes.empty() && !region.attributes.starts_with('!')) {
    const std::string_view writable = std::string_view(region.attributes).substr(0, region.attributes.find('!'));
    return writable.find('w') == std::string_view::npos ? RegionKind::flash : RegionKind::ram;
  }
  std::string name = region.name;
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::toupper(c); });
  const bool is_flash = name.find("FLASH") != std::string::npos || name.find("ROM") != std::string::npos;
  return is_flash ? RegionKind::flash : RegionKind::ram;
}

std::vector<Stretch> within(const LinkRegion& region, const Image& image) {
  const std::uint64_t end = region.origin + region.bytes;
  std::vector<Stretch> stretches;
  const auto take = [&](std::uint64_t address, std::uint64_t bytes) {
    if (address >= region.origin && address < end) stretches.push_back({address, address + bytes});
  };
  for (const Section& section : image.sections) {
    take(section.address, section.bytes);
    if (section.has_content && section.load_address != section.address) take(section.load_address, section.bytes);
  }
  for (const Stretch& stack : stack_of(image)) take(stack.begin, stack.end - stack.begin);
  return taken(std::move(stretches));
}

std::uint64_t longest_gap(const LinkRegion& region, const std::vector<Stretch>& stretches) {
  std::uint64_t longest = 0, from = region.origin;
  for (const Stretch& stretch : stretches) {
    longest = std::max(longest, stretch.begin - from);
    from = stretch.end;
  }
  return std::max(longest, region.origin + region.bytes - from);
}

// All memory of that kind; 0 where the device states no size.
std::uint64_t stated_bytes(const std::vector<MemoryRegion>& regions, RegionKind kind) {
  std::uint64_t bytes = 0;
  for (const MemoryRegion& region : regions) {
    if (region.kind == kind) bytes += region.size_bytes.value_or(0);
  }
  return bytes;
}

// What others state the platform to take of all memory of that kind.
std::uint64_t reserved_bytes(const std::vector<MemoryRegion>& regions, RegionKind kind) {
  std::uint64_t bytes = 0;
  for (const MemoryRegion& region : regions) {
    if (region.kind == kind && region.size_bytes)
      bytes += std::min(region.reserved_bytes.value_or(0), *region.size_bytes);
  }
  return bytes;
}

// What is reserved and not used already: a reserve of RAM is what a platform's own code holds, which is linked into the
// program and counted with it; one of flash is another program's.
std::uint64_t reserved_beside(const std::vector<MemoryRegion>& regions, RegionKind kind, std::uint64_t used) {
  const std::uint64_t reserved = reserved_bytes(regions, kind);
  if (kind == RegionKind::flash) return reserved;
  return reserved > used ? reserved - used : 0;
}

// Free beside what is used and what is set aside; 0 with a warning where both together are more than there is.
std::uint64_t free_beside(Usage& usage, const std::string& memory, std::uint64_t size, std::uint64_t used,
                          std::uint64_t set_aside) {
  if (set_aside <= size && used <= size - set_aside) return size - set_aside - used;
  usage.warnings.push_back(
      {memory, fmt::format("the firmware takes {} B, and {} B of {} B are stated to be reserved: nothing is counted as "
                           "free. State another `reservedBytes` if it covers what the firmware holds",
                           grouped(used), grouped(set_aside), grouped(size))});
  return 0;
}

// Linker scripts of chips that map flash into the address space state the window, not the flash; and a map may be that
// of a larger device. What there is bounds what is free: all such regions share it.
Result<void> bound_by_device(Usage& usage, const std::vector<MemoryRegion>& device_regions) {
  for (const RegionKind kind : {RegionKind::ram, RegionKind::flash}) {
    const std::uint64_t stated = stated_bytes(device_regions, kind);
    const auto is_larger = [&](const MemoryRegion& region) {
      return stated > 0 && region.kind == kind && *region.size_bytes > stated;
    };
    std::uint64_t used = 0;
    for (std::size_t i = 0; i < usage.regions.size(); ++i)
      used += is_larger(usage.regions[i]) ? usage.used_bytes[i] : 0;
    if (used > stated) return overfull(std::string(memory_words(kind)) + " of the device", used, stated);
    for (MemoryRegion& region : usage.regions) {
      if (!is_larger(region)) continue;
      usage.warnings.push_back(
          {region.name,
           fmt::format("has {} B in the map, more than all {} that the device states ({} B), which is taken instead; "
                       "is it the firmware of this device?",
                       grouped(*region.size_bytes), memory_words(kind), grouped(stated))});
      region.size_bytes = stated;
      region.free_bytes = std::min(*region.free_bytes, stated - used);
    }
  }
  return {};
}

// A map's regions may reach over what the platform takes. Where that lies is not stated, so that what all regions of a
// kind hold counts beside it.
void set_aside_reserves(Usage& usage, const std::vector<MemoryRegion>& device_regions) {
  for (const RegionKind kind : {RegionKind::ram, RegionKind::flash}) {
    std::uint64_t used = 0;
    for (std::size_t i = 0; i < usage.regions.size(); ++i)
      used += usage.regions[i].kind == kind ? usage.used_bytes[i] : 0;
    const std::uint64_t reserved = reserved_beside(device_regions, kind, used);
    if (reserved == 0) continue;
    const std::uint64_t free =
        free_beside(usage, std::string(memory_words(kind)), stated_bytes(device_regions, kind), used, reserved);
    for (std::size_t i = 0; i < usage.regions.size(); ++i) {
      MemoryRegion& region = usage.regions[i];
      if (region.kind != kind || *region.free_bytes <= free) continue;
      usage.set_aside_bytes[i] = reserved;
      region.free_bytes = free;
    }
  }
}

bool lies_in(const std::vector<LinkRegion>& regions, std::uint64_t address) {
  return std::ranges::any_of(regions, [&](const LinkRegion& region) {
    return address >= region.origin && address - region.origin < region.bytes;
  });
}

void warn_of_sections_outside(Usage& usage, const Image& image) {
  std::size_t outside = 0;
  for (const Section& section : image.sections) {
    const bool is_in = lies_in(image.regions, section.address);
    const bool is_loaded = !section.has_content || lies_in(image.regions, section.load_address);
    if (section.bytes == 0 || (is_in && is_loaded) || ++outside > kMostToldSections) continue;
    usage.warnings.push_back(
        {section.name, fmt::format("{} B {} {:#010x} lie in no region of the map's memory and are not counted",
                                   grouped(section.bytes), is_in ? "loaded at" : "at",
                                   is_in ? section.load_address : section.address)});
  }
  if (outside > kMostToldSections) {
    usage.warnings.push_back({"", fmt::format("and {} more sections in no region", outside - kMostToldSections)});
  }
}

Result<Usage> usage_of_map(const Image& image, const std::vector<MemoryRegion>& device_regions) {
  Usage usage;
  std::uint64_t used = 0;
  for (const LinkRegion& region : image.regions) {
    if (region.bytes == 0) continue;
    const std::vector<Stretch> stretches = within(region, image);
    if (!stretches.empty() && stretches.back().end > region.origin + region.bytes) {
      return overfull(region.name, stretches.back().end - region.origin, region.bytes);
    }
    used += total(stretches);
    usage.regions.push_back({.name = region.name,
                             .kind = kind_of(region),
                             .size_bytes = region.bytes,
                             .free_bytes = longest_gap(region, stretches),
                             .basis = domain::Basis::measured});
    usage.used_bytes.push_back(total(stretches));
  }
  if (used == 0) return fail(ErrorKind::bad_input, "no section of the map lies in a region of its memory");
  usage.set_aside_bytes.resize(usage.regions.size());
  KG_CHECK(bound_by_device(usage, device_regions));
  set_aside_reserves(usage, device_regions);
  warn_of_sections_outside(usage, image);
  return usage;
}

// --- ELF

struct Window {
  Machine machine;
  std::uint64_t begin, end;
  RegionKind kind;
};

// Espressif's address maps (technical reference manuals of ESP32, ESP32-S3 and ESP32-C3): code in RAM there is
// neither writable nor copied by the program itself, and where flash is seen says nothing of where it lies.
constexpr std::array kWindows{
    Window{Machine::xtensa, 0x3C000000, 0x3E000000, RegionKind::flash},
    Window{Machine::xtensa, 0x3F400000, 0x3F800000, RegionKind::flash},
    Window{Machine::xtensa, 0x400C2000, 0x40C00000, RegionKind::flash},
    Window{Machine::xtensa, 0x42000000, 0x44000000, RegionKind::flash},
    Window{Machine::xtensa, 0x00000000, 0x100000000, RegionKind::ram},
    Window{Machine::riscv, 0x3C000000, 0x3E000000, RegionKind::flash},
    Window{Machine::riscv, 0x40370000, 0x40400000, RegionKind::ram},
    Window{Machine::riscv, 0x42000000, 0x44000000, RegionKind::flash},
};

const Window* window_of(const Image& image, std::uint64_t address) {
  const auto found = std::ranges::find_if(kWindows, [&](const Window& window) {
    return window.machine == image.machine && address >= window.begin && address < window.end;
  });
  return found == kWindows.end() ? nullptr : &*found;
}

// What is written, zeroed or copied at the start lies in working memory.
bool lies_in_ram(const Image& image, const Section& section) {
  if (const Window* window = window_of(image, section.address)) return window->kind == RegionKind::ram;
  return section.is_writable || !section.has_content || section.load_address != section.address;
}

// What of a section takes memory of a kind.
std::optional<Stretch> stretch_of(const Image& image, const Section& section, RegionKind kind) {
  if (kind == RegionKind::ram && lies_in_ram(image, section)) {
    return Stretch{section.address, section.address + section.bytes};
  }
  if (kind == RegionKind::flash && section.has_content) {
    return Stretch{section.load_address, section.load_address + section.bytes};
  }
  return std::nullopt;
}

// The address map that all Arm microcontrollers share (Armv7-M and Armv8-M Architecture Reference Manuals, "The system
// address map"): eight areas of 512 MiB, for code, SRAM, peripherals, twice external RAM, twice external devices,
// system.
constexpr std::uint64_t kAreaBytes = 512u << 20, kOnChipAreas = 2;

// Where the device's one region of a kind can lie: the area that most of what is taken lies in and fits, of flash
// (which is one piece) as large a window; and around that as far as the region's size reaches, because memory may
// straddle two areas. Nothing of other machines: Espressif's RAM is seen at addresses far from each other.
std::optional<Stretch> reach_of(const Image& image, RegionKind kind, std::uint64_t region_bytes) {
  if (image.machine != Machine::arm) return std::nullopt;
  const std::uint64_t area_bytes = kind == RegionKind::ram ? kAreaBytes : std::bit_ceil(region_bytes);
  std::map<std::uint64_t, std::vector<Stretch>> areas;
  for (const Section& section : image.sections) {
    if (const auto stretch = stretch_of(image, section, kind)) areas[stretch->begin / area_bytes].push_back(*stretch);
  }
  if (areas.empty()) return std::nullopt;
  const auto most = std::ranges::max_element(areas, {}, [&](const auto& area) {
    const std::uint64_t bytes = total(area.second);
    const bool is_on_chip = kind != RegionKind::ram || area.first < kOnChipAreas;
    return std::tuple(is_on_chip, bytes <= region_bytes, bytes);  // what holds more than there is, is another memory
  });
  Stretch reach{most->first * area_bytes, (most->first + 1) * area_bytes};
  for (const Stretch& stretch : most->second) {
    reach.begin = std::min(reach.begin, stretch.begin - std::min(stretch.begin, region_bytes));
    reach.end = std::max(reach.end, stretch.end + region_bytes);
  }
  return reach;
}

bool lies_within(const std::optional<Stretch>& reach, const Stretch& stretch) {
  return !reach || (stretch.begin >= reach->begin && stretch.begin < reach->end);
}

// Of a region of `region_bytes`. What lies outside is told and not counted: option bytes, external memory, registers.
std::vector<Stretch> stretches_of(const Image& image, RegionKind kind, std::uint64_t region_bytes, Usage& usage) {
  const auto reach = reach_of(image, kind, region_bytes);
  std::vector<Stretch> stretches;
  std::size_t outside = 0;
  for (const Section& section : image.sections) {
    const auto stretch = stretch_of(image, section, kind);
    if (!stretch) continue;
    if (lies_within(reach, *stretch)) {
      stretches.push_back(*stretch);
    } else if (++outside <= kMostToldSections) {
      usage.warnings.push_back(
          {section.name, fmt::format("{} B at {:#010x} lie outside the device's {} and are not counted",
                                     grouped(section.bytes), stretch->begin, memory_words(kind))});
    }
  }
  if (outside > kMostToldSections) {
    usage.warnings.push_back({"", fmt::format("and {} more sections outside the device's {}",
                                              outside - kMostToldSections, memory_words(kind))});
  }
  if (kind == RegionKind::ram) std::ranges::copy(stack_of(image), std::back_inserter(stretches));
  return taken(std::move(stretches));
}

// The device's one region of that kind; its errors say what the user can do.
Result<MemoryRegion> only_region(const std::vector<MemoryRegion>& regions, RegionKind kind) {
  const std::string memory(memory_words(kind));
  std::vector<MemoryRegion> found;
  for (const MemoryRegion& region : regions) {
    if (region.kind == kind && region.size_bytes) found.push_back(region);
  }
  if (found.size() == 1) return found.front();
  return fail(ErrorKind::usage,
              found.empty() ? "the device states no " + memory + " of known size"
                            : "the device has several regions of " + memory,
              {}, "one region, because ELF names none",
              "Give the linker's map instead (`-Wl,-Map=app.map`): it states its regions.");
}

// What lies below the program in flash, such as a boot loader. Chips decode memory at multiples of its size, rounded up
// to a power of two, so that the lowest load address tells where the region starts; 0 where it does not (a window, or a
// region that would end before the program).
std::uint64_t bytes_below(const std::vector<Stretch>& stretches, const Image& image, std::uint64_t size) {
  if (stretches.empty() || window_of(image, stretches.front().begin) != nullptr) return 0;
  const std::uint64_t below = stretches.front().begin & (std::bit_ceil(size) - 1);
  return below < size && total(stretches) <= size - below ? below : 0;
}

Result<void> add_elf_usage(Usage& usage, const Image& image, const std::vector<MemoryRegion>& regions,
                           RegionKind kind) {
  const MemoryRegion region = KG_TRY(only_region(regions, kind));
  const std::vector<Stretch> stretches = stretches_of(image, kind, *region.size_bytes, usage);
  const std::uint64_t used = total(stretches);
  if (used > *region.size_bytes) return overfull(region.name, used, *region.size_bytes);
  const std::uint64_t below = kind == RegionKind::flash ? bytes_below(stretches, image, *region.size_bytes) : 0;
  const std::uint64_t set_aside = std::max(below, reserved_beside({region}, kind, used));
  usage.set_aside_bytes.push_back(set_aside);
  usage.regions.push_back({.name = region.name,
                           .kind = kind,
                           .size_bytes = region.size_bytes,
                           .free_bytes = free_beside(usage, region.name, *region.size_bytes, used, set_aside),
                           .basis = domain::Basis::measured});
  usage.used_bytes.push_back(used);
  return {};
}

// A kind whose region is not clear is left out with a warning, unless both are.
Result<Usage> usage_of_elf(const Image& image, const std::vector<MemoryRegion>& regions) {
  Usage usage;
  std::optional<Error> unclear;
  for (const RegionKind kind : {RegionKind::ram, RegionKind::flash}) {
    auto added = add_elf_usage(usage, image, regions, kind);
    if (added) continue;
    if (added.error().kind != ErrorKind::usage) return fail(std::move(added).error());
    usage.warnings.push_back({"", added.error().to_text()});
    unclear = std::move(added).error();
  }
  if (usage.regions.empty()) return fail(*unclear);
  return usage;
}

}  // namespace

Result<Usage> usage_of(const Image& image, const std::vector<MemoryRegion>& device_regions) {
  Usage usage =
      KG_TRY(image.regions.empty() ? usage_of_elf(image, device_regions) : usage_of_map(image, device_regions));
  usage.reserves = reserves_of(image);
  return usage;
}

}  // namespace kilograph::ingest::firmware
