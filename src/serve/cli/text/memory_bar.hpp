// A device's memory regions as a table with a bar each.
#pragma once

#include <string>

#include "domain/entity.hpp"
#include "serve/cli/style.hpp"
#include "serve/cli/text/phrase.hpp"

namespace kilograph::serve::cli {

// `width` marks: █ used, ▒ reserved by the platform, ░ free, · not known. What is used is the size less the free
// bytes, of which the platform's reserve is a part; without free bytes what the platform does not reserve is not
// known to be free. Empty where the size is not known.
std::string memory_bar(const domain::MemoryRegion& region, unsigned width);

// All documents' regions side by side, each with its source; says so where none is known.
std::string regions_text(const domain::DeviceEntity& device, Footnotes& notes, const Style& style);

}  // namespace kilograph::serve::cli
