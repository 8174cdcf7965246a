// The SPDX License List as the build put it into the program (cmake/Embed.cmake).
#pragma once

#include <span>
#include <string_view>

namespace kilograph::ingest {

struct EmbeddedFile {
  std::string_view path;  // below ontology/: "spdx_licences.txt"
  std::string_view text;
};

std::span<const EmbeddedFile> embedded_files();

}  // namespace kilograph::ingest
