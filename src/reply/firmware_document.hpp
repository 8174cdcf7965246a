// What a firmware file says of the device that it is for, as a document. One function for `add` and for those that
// check what `add` kept.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/firmware/usage.hpp"
#include "knowledge/catalogue.hpp"
#include "knowledge/intake.hpp"

namespace kilograph::reply {

struct FirmwareReading {
  knowledge::Document document;
  ingest::firmware::Usage usage;
};

inline constexpr std::string_view kElfMedia = "application/x-elf", kLinkMapMedia = "text/x-gnu-ld-map";
bool is_firmware(std::string_view media_type);

// Is the program for the core that the device has, by what it states? Absent: yes, or the file does not name its
// architecture; a sentence where the device's is not known. Errors: bad_input, which names both.
Result<std::optional<std::string>> check_architecture(ingest::firmware::Machine machine,
                                                      const domain::DeviceEntity& device);

// `regions` is what regions_text() makes of the device's: ELF names none, and a map's are bounded by them.
// The document's base holds it, so that it can be made anew from the file alone.
Result<FirmwareReading> read_firmware(ByteView bytes, const std::string& file_name, const std::string& device,
                                      const std::string& regions);
Result<FirmwareReading> read_firmware(const ingest::firmware::Image& image, ByteView bytes,
                                      const std::string& file_name, const std::string& device,
                                      const std::string& regions);

// "ram 262144 SRAM", "flash 1048576-66048 Flash" (less what is stated to be reserved), a line a region of known size.
std::string regions_text(const std::vector<domain::MemoryRegion>& regions);

}  // namespace kilograph::reply
