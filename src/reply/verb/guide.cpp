// help and version.
#include "reply/verb.hpp"
#include "reply/verb/functions.hpp"

namespace kilograph::reply {

Result<Answer> help(const Call& call, Desk&) {
  if (call.has("markdown")) return ReferenceAnswer{reference_markdown()};
  if (!call.has("verb")) return HelpAnswer{};
  return HelpAnswer{KG_TRY(find_verb(call.text("verb")))};
}

Result<Answer> version(const Call&, Desk&) { return VersionAnswer{std::string(kVersion)}; }

}  // namespace kilograph::reply
