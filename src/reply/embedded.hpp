// The files of src/reply/shell/ and src/reply/page/ as the build put them into the program (cmake/Embed.cmake).
#pragma once

#include <span>
#include <string_view>

namespace kilograph::reply {

struct EmbeddedFile {
  std::string_view path;  // "shell/kilograph.bash"
  std::string_view text;
};

std::span<const EmbeddedFile> embedded_files();

}  // namespace kilograph::reply
