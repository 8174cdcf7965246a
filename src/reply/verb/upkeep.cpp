// The verbs that keep a catalogue: init, import, remove, log, verify.
#include <algorithm>
#include <set>

#include "domain/spelling.hpp"
#include "reply/projection.hpp"
#include "reply/remaking.hpp"
#include "reply/subject.hpp"
#include "reply/verb/functions.hpp"

namespace kilograph::reply {

using knowledge::Catalogue;

namespace {

// A name means all that are one under it, an id only itself.
Result<std::vector<knowledge::EntityRef>> all_meant(const Catalogue& catalogue, const std::string& name,
                                                    const knowledge::EntityRef& found) {
  auto same = KG_TRY(catalogue.same(found.id));
  const auto named = std::ranges::find(same, name, &knowledge::EntityRef::id);
  if (named != same.end()) return std::vector{*named};
  return same;
}

Result<std::map<std::string, std::vector<std::string>>> further_names(const Catalogue& catalogue,
                                                                      const std::vector<knowledge::EntityRef>& refs) {
  std::map<std::string, std::vector<std::string>> further;
  std::map<std::string, std::set<std::string>> seen;  // by id: names in lower case
  for (const knowledge::EntityRef& ref : refs) seen[ref.id] = {"", domain::lower_case(ref.name)};
  KG_CHECK(catalogue.each_name([&](const knowledge::EntityName& given) {
    const auto known = seen.find(given.entity);
    if (known == seen.end() || !known->second.insert(domain::lower_case(given.name)).second) return;
    further[given.entity].push_back(given.name);
  }));
  for (auto& [id, names] : further) std::ranges::sort(names);
  return further;
}

}  // namespace

Result<Answer> init(const Call&, Desk& desk) {
  const std::filesystem::path folder = desk.catalogue.value_or(desk.folder / kCatalogueFolder).lexically_normal();
  KG_CHECK(Catalogue::create(folder));
  return InitAnswer{folder.string()};
}

Result<Answer> import_catalogue(const Call& call, Desk& desk) {
  using knowledge::Disagreement;
  const Disagreement handling = call.has("remake") ? Disagreement::remake : Disagreement::refuse;
  Catalogue catalogue = KG_TRY(open_catalogue(desk, Catalogue::Access::write));
  TransferAnswer answer{TransferAnswer::Direction::in, call.text("path"),
                        KG_TRY(catalogue.import_from(call.text("path"), desk.actor, remaking(catalogue), handling))};
  keep_projection(desk, answer.counts.entities);
  return answer;
}

// All names are looked up before the first entity goes, and all go together: a mistyped name, a full disk or a
// killed process removes nothing.
Result<Answer> remove_entities(const Call& call, Desk& desk) {
  Catalogue catalogue = KG_TRY(open_catalogue(desk, Catalogue::Access::write));
  RemoveAnswer answer;
  for (const std::string& name : call.list("name")) {
    const knowledge::EntityRef found = KG_TRY(catalogue.find(name));
    for (const knowledge::EntityRef& one : KG_TRY(all_meant(catalogue, name, found))) {
      const bool twice = std::ranges::any_of(answer.removed, [&](const auto& ref) { return ref.id == one.id; });
      if (!twice) answer.removed.push_back(one);
    }
  }
  answer.further_names = KG_TRY(further_names(catalogue, answer.removed));
  std::vector<std::string> ids;
  for (const knowledge::EntityRef& ref : answer.removed) ids.push_back(ref.id);
  KG_CHECK(catalogue.remove_all(ids, desk.actor));
  return answer;
}

Result<Answer> log_changes(const Call& call, Desk& desk) {
  const Catalogue catalogue = KG_TRY(open_catalogue(desk, Catalogue::Access::read));
  return LogAnswer{KG_TRY(catalogue.log(static_cast<std::int64_t>(call.number("since", 0))))};
}

Result<Answer> verify(const Call&, Desk& desk) {
  const Catalogue catalogue = KG_TRY(open_catalogue(desk, Catalogue::Access::read));
  return VerifyAnswer{KG_TRY(catalogue.verify(remaking(catalogue)))};
}

}  // namespace kilograph::reply
