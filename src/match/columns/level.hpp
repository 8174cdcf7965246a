// Memory, operators and number formats of a verdict as four comparisons. A need and an offer are levels; a line is
// surely met where the offer's level reaches the need's sure one, and may be met where it reaches the possible one.
#pragma once

#include <cstdint>
#include <vector>

#include "match/columns/profile.hpp"
#include "match/requirement_lines.hpp"

namespace kilograph::match::columns {

// Bytes; above all bytes stand a region that is not known, which may offer anything, and what nothing reaches.
using Level = std::uint64_t;
inline constexpr Level kNever = UINT64_MAX;
inline constexpr Level kUnknownRegion = kNever - 1;
inline constexpr Level kMostBytes = kUnknownRegion - 1;

// What a class asks of memory with one runtime on one machine. An operator or a number format that the
// runtime refuses makes the levels of RAM kNever; one that is not known makes the sure one so.
struct Need {
  Level ram_sure = 0, ram_possible = 0, flash_sure = 0, flash_possible = 0;

  friend bool operator==(const Need&, const Need&) = default;
};

// What a profile offers. Only free bytes are sure; up to `most` may be possible.
struct OfferLevel {
  Level bytes = 0;
  bool is_free = false;
  Level most = 0;
};

// A runtime as a device has it.
struct RuntimeKey {
  RuntimeChoice choice;
  unsigned pointer_bits = 32;
  std::string abi{};
  domain::Status kernels = domain::Status::met;  // whether the core runs those of the runtime
  std::vector<std::string> places{};
};

// What that device is judged with, best answer first or not: each is tried (judge.cpp).
std::vector<RuntimeKey> runtime_keys_of(const Capability& capability, const Judge& with);
std::string name_of(const RuntimeKey& key);  // equal where needs are equal

Need need_of(const domain::ModelEntity& requirement, const RuntimeKey& key, const Judge& with);
// A region that is not judged offers all.
OfferLevel level_of(const Offer& offer, domain::RequirementKind use, const Judge& with);

bool is_judged(domain::RequirementKind kind, const Judge& with);

}  // namespace kilograph::match::columns
