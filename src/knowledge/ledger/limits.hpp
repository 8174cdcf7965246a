// Sizes that the ledger takes, the same when adding and when importing, so that what was added can
// always be exported and imported.
#pragma once

#include <cstdint>

namespace kilograph::knowledge::ledger {

inline constexpr std::uint64_t kMaxFileBytes = 512ull << 20;    // one original file
inline constexpr std::uint64_t kMaxTriplesBytes = 512ull << 20; // one document's N-Triples
inline constexpr std::uint64_t kMaxRecordBytes = 48ull << 20;   // one document's typed record, layers too
inline constexpr std::uint64_t kMaxTextBytes = 64ull << 10;     // an IRI, a name, an actor, a place
inline constexpr std::uint64_t kMaxBlobBytes = 512ull << 20;    // the largest of the above

}  // namespace kilograph::knowledge::ledger
