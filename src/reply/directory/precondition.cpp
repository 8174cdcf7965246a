#include "reply/directory/precondition.hpp"

#include <algorithm>

namespace kilograph::reply::directory {

bool names_tag(std::string_view list, std::string_view tag, Comparison comparison) {
  if (list == "*") return true;
  while (true) {
    list.remove_prefix(std::min(list.find_first_not_of(", \t"), list.size()));
    const bool is_weak = list.starts_with("W/");
    if (is_weak) list.remove_prefix(2);
    const std::size_t end = list.starts_with('"') ? list.find('"', 1) : std::string_view::npos;
    if (end == std::string_view::npos) return false;
    const bool may_be = !is_weak || comparison == Comparison::weak;
    if (may_be && list.substr(0, end + 1) == tag) return true;
    list.remove_prefix(end + 1);
  }
}

Result<void> check_precondition(const Precondition& precondition, const ShelvedThing& thing, const std::string& id) {
  const auto& [if_match, if_none_match] = precondition;
  if (!if_match.empty() && !(thing && names_tag(if_match, thing->etag, Comparison::strong))) {
    return fail(ErrorKind::conflict, "the Thing is not what If-Match says", id,
                thing ? thing->etag : "a Thing that is there", "Read it again.");
  }
  if (!if_none_match.empty() && thing && names_tag(if_none_match, thing->etag, Comparison::weak)) {
    return fail(ErrorKind::conflict, "the Thing is there, which If-None-Match excludes", id, "no such Thing",
                "Read it, or leave If-None-Match out to put another in its place.");
  }
  return {};
}

}  // namespace kilograph::reply::directory
