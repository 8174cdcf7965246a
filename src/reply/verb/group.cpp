// Named groups of devices.
#include <map>

#include "reply/fleet.hpp"
#include "reply/kept_text.hpp"
#include "reply/projection.hpp"
#include "reply/subject.hpp"
#include "reply/verb/functions.hpp"

namespace kilograph::reply {
namespace {

using knowledge::Catalogue;

tl::unexpected<Error> wants(const std::string& what, const std::string& example) {
  return fail(ErrorKind::usage, "the group's " + what + " is not said", "", "", "For example: `" + example + "`");
}

Result<GroupAnswer> shown(const Catalogue& catalogue, const Desk& desk, const std::string& action,
                          Selection selection) {
  const Words words = action == "add" ? Words::checked : Words::as_kept;
  const Projected all = KG_TRY(projection_of(catalogue, desk));
  const Fleet fleet = KG_TRY(fleet_of(*all, std::move(selection), words));
  GroupAnswer answer{action, {fleet.selection}, {}};
  if (action != "show") return answer;
  std::map<std::string, std::uint64_t> counts;
  for (const auto& device : fleet.devices) {
    const std::string kind = fleet.kind_of(device);
    ++counts[kind.empty() ? "based on nothing" : fleet.name_of(kind)];
  }
  for (const auto& [name, devices] : counts) answer.kinds.push_back({name, devices});
  return answer;
}

Result<GroupAnswer> added(const Call& call, const Desk& desk) {
  constexpr const char* kExample = "kilograph group add roomy --where 'ram_free >= 256KiB'";
  if (!call.has("name")) return wants("name", kExample);
  if (!call.has("where")) return wants("selector", kExample);
  const Selection selection{call.text("name"), call.text("where")};
  Catalogue catalogue = KG_TRY(open_catalogue(desk, Catalogue::Access::write));
  GroupAnswer answer = KG_TRY(shown(catalogue, desk, "add", selection));  // a wrong selector is not kept
  KG_CHECK(keep_text(catalogue, desk.actor, TextKind::group, {selection.group, selection.where}));
  return answer;
}

}  // namespace

Result<Answer> group(const Call& call, Desk& desk) {
  const std::string action = call.text("action");
  if (call.has("where") && action != "add") return fail(ErrorKind::usage, "--where is for `group add`");
  if (action == "add") return KG_TRY(added(call, desk));
  if (action == "list") {
    const Catalogue catalogue = KG_TRY(open_catalogue(desk, Catalogue::Access::read));
    GroupAnswer answer{action, {}, {}};
    for (const KeptText& text : KG_TRY(kept_texts(catalogue, TextKind::group))) {
      answer.groups.push_back({text.name, text.text});
    }
    return answer;
  }
  if (!call.has("name")) return wants("name", "kilograph group show roomy");
  const std::string name = call.text("name");
  if (action == "remove") {
    Catalogue catalogue = KG_TRY(open_catalogue(desk, Catalogue::Access::write));
    Selection gone{name, KG_TRY(kept_text(catalogue, TextKind::group, name))};
    KG_CHECK(drop_text(catalogue, desk.actor, TextKind::group, name));
    return GroupAnswer{action, {std::move(gone)}, {}};
  }
  const Catalogue catalogue = KG_TRY(open_catalogue(desk, Catalogue::Access::read));
  const std::string where = KG_TRY(kept_text(catalogue, TextKind::group, name));
  return KG_TRY(shown(catalogue, desk, "show", {name, where}));
}

}  // namespace kilograph::reply
