// The files of ontology/runtimes/ as the build put them into the program (cmake/Embed.cmake).
#pragma once

#include <span>
#include <string_view>

namespace kilograph::inspect {

struct EmbeddedFile {
  std::string_view path;  // below ontology/, "runtimes/tflm-2026-08.json"
  std::string_view text;
};

std::span<const EmbeddedFile> embedded_files();  // by name

}  // namespace kilograph::inspect
