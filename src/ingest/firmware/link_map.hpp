// Maps that GNU ld writes (-Map): the regions under `Memory Configuration`, and the output sections with
// their sizes and load addresses. docs/formats/firmware.md.
#pragma once

#include "ingest/firmware/image.hpp"

namespace kilograph::ingest::firmware {

// Sections of debuggers, notes and attributes take no memory and are left out, by name, because a map has no
// flags. Errors: bad_input with the line (a region or section of a size that cannot be, no region, no section, a
// map that is cut), too_large (more than 4,096 regions or 65,536 output sections).
Result<Image> read_link_map(std::string_view text);

}  // namespace kilograph::ingest::firmware
