#include <cstdio>

#include "machine.hpp"

namespace probe {

void print(const char* text) { std::fputs(text, stdout); }

long read_file(const char* path, std::uint8_t* buffer, std::size_t room) {
  std::FILE* file = std::fopen(path, "rb");
  if (file == nullptr) return -1;
  const std::size_t bytes = std::fread(buffer, 1, room, file);
  const bool whole = std::fgetc(file) == EOF;
  std::fclose(file);
  return whole ? static_cast<long>(bytes) : -1;
}

}  // namespace probe

int main(int argc, char** argv) { return probe::probe_files(argc - 1, argv + 1); }
