// Files of src/serve/ as the build put them into the program (cmake/Embed.cmake).
#pragma once

#include <span>
#include <string_view>

namespace kilograph::serve {

struct EmbeddedFile {
  std::string_view path;  // "directory/descriptions/directory.td.json"
  std::string_view text;
};

std::span<const EmbeddedFile> embedded_files();

}  // namespace kilograph::serve
