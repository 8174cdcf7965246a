#include "serve/cli/text/memory_bar.hpp"

#include <algorithm>
#include <cmath>

#include "base/bytes.hpp"
#include "serve/cli/table.hpp"

namespace kilograph::serve::cli {
namespace {

using namespace domain;

constexpr unsigned kBarWidth = 20;
constexpr const char* kLegend = "█ used  ▒ reserved by the platform  ░ free  · not known";

// Marks for so many of all bytes; at least one where there is any.
unsigned marks_for(std::uint64_t bytes, std::uint64_t all, unsigned width) {
  if (bytes == 0 || all == 0) return 0;
  const long share = std::lround(static_cast<double>(bytes) / static_cast<double>(all) * width);
  return static_cast<unsigned>(std::clamp(share, 1L, static_cast<long>(width)));
}

std::string repeated(const char* mark, unsigned count) {
  std::string text;
  for (unsigned i = 0; i < count; ++i) text += mark;
  return text;
}

std::string bytes_text(const std::optional<std::uint64_t>& count) {
  return count ? grouped(*count) + " B" : std::string();
}

std::string kind_text(const MemoryRegion& region) {
  std::string text = region.kind == RegionKind::ram ? "RAM" : "flash";
  const std::string medium(name_of(region.medium));
  if (!medium.empty() && medium != text) text += ", " + medium;
  if (region.contiguous && !*region.contiguous) text += ", not contiguous";
  if (region.executable && *region.executable && region.kind == RegionKind::ram) text += ", runs code";
  return text;
}

}  // namespace

std::string memory_bar(const MemoryRegion& region, unsigned width) {
  if (!region.size_bytes) return {};
  const std::uint64_t size = *region.size_bytes, reserved = std::min(region.reserved_bytes.value_or(0), size);
  const unsigned reserved_marks = marks_for(reserved, size, width);
  if (!region.free_bytes) return repeated("▒", reserved_marks) + repeated("·", width - reserved_marks);
  const unsigned free_marks = marks_for(std::min(*region.free_bytes, size), size, width);
  const unsigned taken = width - free_marks, platform = std::min(reserved_marks, taken);
  return repeated("█", taken - platform) + repeated("▒", platform) + repeated("░", free_marks);
}

std::string regions_text(const DeviceEntity& device, Footnotes& notes, const Style& style) {
  Table table(
      {{"memory"}, {"kind"}, {"size", Align::right}, {"reserved", Align::right}, {"free", Align::right}, {""}, {""}});
  bool has_bar = false;
  for (std::size_t i = 0; i < device.document_count(); ++i) {
    const auto& [document, facts] = device.document(i);
    for (const MemoryRegion& region : facts.regions) {
      Source source = document;
      source.basis = region.basis;
      if (!region.by.empty()) source.by = region.by;
      const std::string bar = memory_bar(region, kBarWidth);
      has_bar = has_bar || !bar.empty();
      table.add({printable(region.name),
                 kind_text(region),
                 region.size_bytes ? bytes_text(region.size_bytes) : "unknown",
                 bytes_text(region.reserved_bytes),
                 region.free_bytes ? bytes_text(region.free_bytes) : "unknown",
                 bar,
                 {notes.mark(source), Tone::faint}});
    }
  }
  if (table.empty()) return "\n  memory is not known\n";
  return "\n" + table.to_text(style, "  ") + (has_bar ? "  " + style.paint(kLegend, Tone::faint) + "\n" : "");
}

}  // namespace kilograph::serve::cli
