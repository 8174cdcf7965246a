// ELF of 32-bit little-endian Arm, RISC-V and Xtensa, as its specification has it (System V ABI, chapter 4):
// headers, sections, segments and the few symbols wanted here. docs/formats/firmware.md.
#pragma once

#include "ingest/firmware/image.hpp"

namespace kilograph::ingest::firmware {

// Every offset and count is checked against the file. Errors: unsupported (64 bits, big-endian, another machine,
// an object that is not linked), bad_input with the byte offset.
Result<Image> read_elf(ByteView bytes);

}  // namespace kilograph::ingest::firmware
