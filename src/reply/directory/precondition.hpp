// What a request says must be so of a Thing before it is changed: If-Match and If-None-Match (RFC 9110, section 13.1).
#pragma once

#include <string>
#include <string_view>

#include "reply/directory/shelf.hpp"

namespace kilograph::reply::directory {

enum class Comparison { strong, weak };  // RFC 9110, section 8.8.3.2: with strong, a weak tag is like no other

// Whether a list of entity tags, or "*", names this one. `tag` is quoted and strong.
bool names_tag(std::string_view list, std::string_view tag, Comparison comparison);

// The fields' values as they were sent; empty: not sent.
struct Precondition {
  std::string if_match{};
  std::string if_none_match{};

  bool is_given() const { return !if_match.empty() || !if_none_match.empty(); }
};

// `thing` is what there is now; null: nothing. Errors: conflict.
Result<void> check_precondition(const Precondition& precondition, const ShelvedThing& thing, const std::string& id);

}  // namespace kilograph::reply::directory
