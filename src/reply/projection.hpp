// The projection of a catalogue (match/projection): kept in a file beside the ledger, brought to the ledger's state
// whenever it is asked for. The file holds nothing that the ledger does not: it may be removed at any time.
#pragma once

#include <filesystem>
#include <memory>

#include "base/result.hpp"
#include "knowledge/catalogue.hpp"
#include "match/projection/projection.hpp"
#include "reply/desk.hpp"

namespace kilograph::reply {

inline constexpr const char* kProjectionFile = "projection.bin";
inline constexpr std::uint64_t kMostProjectionBytes = 4ull << 30;

using Projected = std::shared_ptr<const match::projection::Projection>;

// As the ledger is now. A file that is damaged, cut, of another version or of another catalogue is made anew, and the
// desk is told so. A folder that cannot be written keeps none. Errors: those of the catalogue.
Result<Projected> projection_of(const knowledge::Catalogue& catalogue, const Desk& desk);
// Without a file.
Result<Projected> projection_of(const knowledge::Catalogue& catalogue);
// After a verb that changed much, so that the next question need not make it: only beyond so many changes.
void keep_projection(const Desk& desk, std::uint64_t changes);

// The changes since, taken in.
void apply(const knowledge::EntityChanges& changes, match::projection::Projection& to);

}  // namespace kilograph::reply
