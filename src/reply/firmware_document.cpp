#include "reply/firmware_document.hpp"

#include <charconv>

namespace kilograph::reply {
namespace {

using domain::MemoryRegion, domain::RegionKind;

constexpr std::string_view kRam = "ram ", kFlash = "flash ", kLess = "-";

// Takes the digits off the front of `line`.
std::optional<std::uint64_t> take_number(std::string_view& line) {
  std::uint64_t number = 0;
  const auto [rest, error] = std::from_chars(line.data(), line.data() + line.size(), number);
  if (error != std::errc{}) return std::nullopt;
  line.remove_prefix(static_cast<std::size_t>(rest - line.data()));
  return number;
}

std::vector<MemoryRegion> regions_from(std::string_view text) {
  std::vector<MemoryRegion> regions;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const bool is_ram = line.starts_with(kRam);
    if (!is_ram && !line.starts_with(kFlash)) continue;
    line.remove_prefix(is_ram ? kRam.size() : kFlash.size());
    const auto bytes = take_number(line);
    if (!bytes) continue;
    MemoryRegion region{.kind = is_ram ? RegionKind::ram : RegionKind::flash, .size_bytes = *bytes};
    if (line.starts_with(kLess)) {
      line.remove_prefix(kLess.size());
      region.reserved_bytes = take_number(line);
    }
    region.name = line.substr(std::min<std::size_t>(1, line.size()));
    regions.push_back(std::move(region));
  }
  return regions;
}

}  // namespace

bool is_firmware(std::string_view media_type) { return media_type == kElfMedia || media_type == kLinkMapMedia; }

std::string regions_text(const std::vector<MemoryRegion>& regions) {
  std::string text;
  for (const MemoryRegion& region : regions) {
    if (!region.size_bytes) continue;
    text += (text.empty() ? "" : "\n") + std::string(region.kind == RegionKind::ram ? kRam : kFlash) +
            std::to_string(*region.size_bytes);
    if (region.reserved_bytes.value_or(0) > 0) text += std::string(kLess) + std::to_string(*region.reserved_bytes);
    text += " " + region.name;
  }
  return text;
}

Result<FirmwareReading> read_firmware(ByteView bytes, const std::string& file_name, const std::string& device,
                                      const std::string& regions) {
  return read_firmware(KG_TRY(ingest::firmware::read_image(bytes)), bytes, file_name, device, regions);
}

Result<FirmwareReading> read_firmware(const ingest::firmware::Image& image, ByteView bytes,
                                      const std::string& file_name, const std::string& device,
                                      const std::string& regions) {
  const bool is_map = !image.regions.empty();
  FirmwareReading reading;
  reading.usage = KG_TRY(ingest::firmware::usage_of(image, regions_from(regions)));
  domain::DeviceFacts facts;
  facts.regions = reading.usage.regions;
  facts.labels = reading.usage.reserves;
  const knowledge::Origin origin{sha256(bytes), file_name, std::string(is_map ? kLinkMapMedia : kElfMedia)};
  const domain::Source source{domain::Basis::measured, "firmware " + file_name, {}, file_name};
  reading.document = knowledge::document_from(origin, device, facts, source);
  reading.document.source_key = "firmware";
  reading.document.base = regions;
  return reading;
}

}  // namespace kilograph::reply
