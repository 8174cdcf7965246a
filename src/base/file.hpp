// Files of the machine: read whole with a limit, written whole or not at all.
#pragma once

#include <filesystem>

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace kilograph {

// The whole file. Errors: not_found, io (also for a folder), too_large when it has more than
// `limit_bytes` (checked before and while reading; a pipe or device is read up to the limit).
Result<Bytes> read_file(const std::filesystem::path& path, std::uint64_t limit_bytes);

// Writes to a neighbour, syncs and renames, so that a reader sees the old file or the new one.
Result<void> write_file(const std::filesystem::path& path, ByteView bytes);

}  // namespace kilograph
