// Pointers of Git LFS: a few lines that stand where a large file has not been fetched (git-lfs, docs/spec.md).
#pragma once

#include <optional>
#include <string_view>

#include "base/bytes.hpp"
#include "base/digest.hpp"

namespace kilograph::ingest {

bool is_lfs_pointer(ByteView bytes);
// Of the file that it stands for; nothing where it names none.
std::optional<Digest> digest_in_lfs_pointer(ByteView bytes);

// The advice that goes with it.
inline constexpr std::string_view kLfsAdvice = "`git lfs pull` in its folder fetches the file itself.";

}  // namespace kilograph::ingest
