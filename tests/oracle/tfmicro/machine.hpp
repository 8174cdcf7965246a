// What the probe needs of the machine that it runs on: the host, or a bare Cortex-M4F with semihosting.
#pragma once

#include <cstddef>
#include <cstdint>

namespace probe {

// Where large arrays go; the sections of a bare machine's SRAM are too small for them.
#ifdef __arm__
#define PROBE_LARGE __attribute__((section(".large"), aligned(16)))
#else
#define PROBE_LARGE __attribute__((aligned(16)))
#endif

void print(const char* text);

// Bytes read into `buffer`; -1 where there is no such file or it does not fit.
long read_file(const char* path, std::uint8_t* buffer, std::size_t room);

// Says what the paths given on the command line hold; the machine's own start calls it.
int probe_files(int count, const char* const* paths);

}  // namespace probe
