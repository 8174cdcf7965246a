// Readers of other platforms' board and chip definitions, one a file format, and how each is told from others.
//
// All of them take UTF-8 text and the file's name, which is used for names and places only. A value that cannot be
// right is named with line and column and left out, and the rest goes on. What the file does not say stays unknown:
// no reader works a core, an ISA or free bytes out of a name.
// Errors: bad_input with line and column where the text is not well-formed or states no board at all; too_large beyond
// the limits below.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/result.hpp"
#include "ingest/document.hpp"

namespace kilograph::ingest::board {

inline constexpr std::size_t kMostBytes = 32u << 20;
inline constexpr std::size_t kMostBoards = 10'000;   // that one file may define
inline constexpr std::size_t kMostRegions = 128;     // of memory, that one board may have
inline constexpr std::size_t kMostProblems = 200;    // that are named; further ones are counted

// PlatformIO's boards/ID.json: the board ID is the file's name. upload.maximum_ram_size and maximum_size are what a
// program may take in all, so that they are sizes of regions, not free bytes.
bool is_platformio_board(std::string_view json);
Result<BoardDefinitions> read_platformio_board(std::string_view json, std::string_view file_name);

// Zephyr's BOARD.yaml for its test runner: ram and flash in KiB. `identifier` is the board's id.
bool is_zephyr_board(std::string_view yaml);
Result<BoardDefinitions> read_zephyr_board(std::string_view yaml, std::string_view file_name);

// A CMSIS-Pack's description (.pdsc): a definition for each device (for each variant, where it has some) and each
// board, which is based on its mounted device.
bool is_cmsis_pack(std::string_view xml);
Result<BoardDefinitions> read_cmsis_pack(std::string_view xml, std::string_view file_name);

// probe-rs target description: a definition for each variant of the chip family.
bool is_probe_rs_target(std::string_view yaml);
Result<BoardDefinitions> read_probe_rs_target(std::string_view yaml, std::string_view file_name);

}  // namespace kilograph::ingest::board
