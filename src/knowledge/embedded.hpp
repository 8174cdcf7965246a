// The files of ontology/ as the build put them into the program (cmake/Embed.cmake).
#pragma once

#include <span>
#include <string_view>

namespace kilograph::knowledge {

struct EmbeddedFile {
  std::string_view path;  // below ontology/, "queries/boards.rq"
  std::string_view text;
};

std::span<const EmbeddedFile> embedded_files();  // by folder, then by name

}  // namespace kilograph::knowledge
