// Members that no context defines and that are nearly one of the Recommendation's: what they say is lost.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "ingest/near_name.hpp"
#include "ingest/thing/validation/thing_walk.hpp"

namespace kilograph::ingest::thing {
namespace {

using json::Member;
using json::Value;

constexpr std::size_t kMostTold = 100;  // of a description: each costs a look through its object

std::string_view words_for(Class owner) {
  constexpr std::array<std::string_view, 11> kWords{"a Thing",   "a version",        "a property",
                                                    "an action", "an event",         "a data schema",
                                                    "a form",    "a response",       "an additional response",
                                                    "a link",    "a security scheme"};
  return kWords[static_cast<std::size_t>(owner)];
}

}  // namespace

void check_unknown_member(Walk& walk, Class owner, const Value& object, const Member& member, const Place& place) {
  const std::string_view name = member.name();
  const bool is_other = name.empty() || name.starts_with('@') || name.find(':') != std::string_view::npos;
  if (is_other || std::ranges::binary_search(walk.terms, name)) return;
  if (owner == Class::security_scheme && is_scheme_member(name)) return;
  const auto is_meant = [&](std::string_view one) { return !one.starts_with('@') && is_nearly(name, one); };
  const std::vector<std::string_view>& known = Members::of(owner, Edition::td_1_1).names();
  if (std::ranges::find(known, name) != known.end()) return;  // since TD 1.1
  std::string_view near;
  if (const auto found = std::ranges::find_if(known, is_meant); found != known.end()) near = *found;
  if (near.empty() && owner == Class::security_scheme) {
    const std::vector<std::string_view> own = scheme_members(object);
    if (const auto found = std::ranges::find_if(own, is_meant); found != own.end()) near = *found;
  }
  if (near.empty() || ++walk.misspelt > kMostTold || object.find(near)) return;
  walk.break_rule(RuleId::member_misspelt, place, member.name_value(), [&] {
    return fmt::format(
        "\"{}\" is no member of {}, and no context defines it: is \"{}\" meant? What it states is not "
        "understood",
        name.substr(0, 80), words_for(owner), near);
  });
}

}  // namespace kilograph::ingest::thing
