// What differs: of two entities, of an entity or a fleet then and now, of two models over a fleet.
#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <stdlib.h>

#include "reply/fact_list.hpp"
#include "reply/fleet.hpp"
#include "reply/fleet_diff.hpp"
#include "reply/moment_text.hpp"
#include "reply/projection.hpp"
#include "reply/standpoint.hpp"
#include "reply/subject.hpp"
#include "reply/verb/functions.hpp"
#include "reply/verb/judging.hpp"

namespace kilograph::reply {
namespace {

namespace fs = std::filesystem;
using knowledge::Catalogue;

// An export read into a catalogue of its own, which goes with it.
class EarlierCatalogue {
 public:
  static Result<EarlierCatalogue> read(const fs::path& folder, const std::string& actor) {
    std::error_code error;
    const fs::path below = fs::temp_directory_path(error);
    std::string made = (below / "kilograph_earlier_XXXXXX").string();
    if (error || ::mkdtemp(made.data()) == nullptr) {
      return fail(ErrorKind::io, "no temporary folder can be made", below.string());
    }
    EarlierCatalogue earlier{fs::path(made)};
    const fs::path at = fs::path(made) / "catalogue";
    earlier.catalogue_.emplace(KG_TRY(Catalogue::create(at)));
    KG_CHECK(earlier.catalogue_->import_from(folder, actor));
    return earlier;
  }
  EarlierCatalogue(EarlierCatalogue&& other) noexcept
      : folder_(std::exchange(other.folder_, {})), catalogue_(std::move(other.catalogue_)) {}
  EarlierCatalogue& operator=(EarlierCatalogue&&) = delete;
  ~EarlierCatalogue() {
    catalogue_.reset();
    std::error_code error;
    if (!folder_.empty()) fs::remove_all(folder_, error);
  }
  const Catalogue& operator*() const { return *catalogue_; }

 private:
  explicit EarlierCatalogue(fs::path folder) : folder_(std::move(folder)) {}
  fs::path folder_;
  std::optional<Catalogue> catalogue_{};
};

using FactList = std::map<std::string, std::string>;

std::vector<DiffRow> rows_of(const FactList& left, const FactList& right) {
  std::set<std::string> names;
  for (const auto* side : {&left, &right}) {
    for (const auto& [name, value] : *side) names.insert(name);
  }
  const auto value_in = [](const FactList& facts, const std::string& name) {
    const auto found = facts.find(name);
    return found == facts.end() ? std::string() : found->second;
  };
  std::vector<DiffRow> rows;
  for (const std::string& name : names) {
    DiffRow row{name, value_in(left, name), value_in(right, name)};
    if (row.left != row.right) rows.push_back(std::move(row));
  }
  return rows;
}

Result<FactList> facts_of(const Subject& subject, const std::string& name) {
  if (const auto* model = std::get_if<domain::ModelEntity>(&subject.entity)) return fact_list(*model);
  if (const auto* device = std::get_if<domain::DeviceEntity>(&subject.entity)) return fact_list(*device);
  return fail(ErrorKind::usage, "'" + name + "' is neither a model nor a device");
}

Result<DiffAnswer> two_entities(const Desk& desk, const std::string& left, const std::string& right) {
  const Subject one = KG_TRY(find_subject(desk, left)), other = KG_TRY(find_subject(desk, right));
  if (one.entity.index() != other.entity.index()) {
    return fail(ErrorKind::usage, "'" + left + "' and '" + right + "' are of different kinds", "",
                "two models or two devices");
  }
  return DiffAnswer{left, right, rows_of(KG_TRY(facts_of(one, left)), KG_TRY(facts_of(other, right)))};
}

// By id or name among what was there then; for what is not there any more.
Result<Subject> gone_entity(const Standpoint& then, const std::string& name, Error not_found) {
  const auto is_it = [&](const auto& entity) { return entity.id == name || entity.name == name; };
  const auto devices = KG_TRY(then.devices());
  if (const auto one = std::ranges::find_if(devices, is_it); one != devices.end()) return Subject{*one};
  const auto models = KG_TRY(then.models());
  if (const auto one = std::ranges::find_if(models, is_it); one != models.end()) return Subject{*one};
  return fail(std::move(not_found));
}

template <class Entity>
DiffAnswer sides_of(const Standpoint& left, const Standpoint& right, const std::optional<Entity>& then,
                    const std::optional<Entity>& now) {
  DiffAnswer answer{left.words(), right.words(),
                    rows_of(then ? fact_list(*then) : FactList{}, now ? fact_list(*now) : FactList{})};
  answer.absent = !then ? Absent::left : !now ? Absent::right : Absent::neither;
  return answer;
}

Result<DiffAnswer> one_entity(const Desk& desk, const Standpoint& left, const Standpoint& right,
                              const std::string& name) {
  auto kept = find_subject(desk, name);
  if (!kept && kept.error().kind == ErrorKind::not_found) kept = gone_entity(left, name, kept.error());
  const Subject subject = KG_TRY(std::move(kept));
  if (const auto* device = std::get_if<domain::DeviceEntity>(&subject.entity)) {
    const auto then = KG_TRY(left.device(device->id)), now = KG_TRY(right.device(device->id));
    return sides_of(left, right, then, now);
  }
  if (const auto* model = std::get_if<domain::ModelEntity>(&subject.entity)) {
    const auto then = KG_TRY(left.model(model->id)), now = KG_TRY(right.model(model->id));
    return sides_of(left, right, then, now);
  }
  return fail(ErrorKind::usage, "'" + name + "' is neither a model nor a device");
}

Result<FleetDiffAnswer> two_states(const Call& call, const Desk& desk, const Catalogue& catalogue,
                                   const Standpoint& left, const Standpoint& right) {
  std::vector<domain::ModelEntity> models;
  if (call.has("model")) models.push_back(KG_TRY(find_model(desk, call.text("model"))));
  return diff_of_states(left, right, KG_TRY(selection_of(catalogue, call)), std::move(models), KG_TRY(judge_for(call)));
}

Result<FleetDiffAnswer> two_models(const Call& call, const Desk& desk, const Catalogue& catalogue) {
  const auto names = call.list("model");
  const auto left = KG_TRY(find_model(desk, names[0])), right = KG_TRY(find_model(desk, names[1]));
  const match::Judge judge = KG_TRY(judge_for(call));
  const Projected all = KG_TRY(projection_of(catalogue, desk));
  return diff_of_models(left, right, KG_TRY(fleet_of(*all, catalogue, call)), judge);
}

tl::unexpected<Error> wrong_use() {
  return fail(
      ErrorKind::usage, "what is to be compared is not said", "",
      "two names; a name, a selection or nothing with --since DATE or --with EXPORT; a selection with two --model");
}

Result<std::int64_t> change_of(const Catalogue& catalogue, const Call& call, const char* option, Day day) {
  auto change = change_at(catalogue, call.text(option), day);
  if (!change) return fail(std::move(change).error().in(std::string("--") + option));
  return *change;
}

Standpoint standpoint_at(const Catalogue& catalogue, const std::string& text, std::int64_t change) {
  return {catalogue, text.find('-') == std::string::npos ? "change " + text : text, change};
}

// One entity, or a fleet, between two states.
Result<reply::Answer> between(const Call& call, const Desk& desk, const Catalogue& catalogue, const Standpoint& left,
                              const Standpoint& right) {
  if (call.has("name")) return one_entity(desk, left, right, call.text("name"));
  return two_states(call, desk, catalogue, left, right);
}

}  // namespace

Result<reply::Answer> diff(const Call& call, Desk& desk) {
  const std::size_t names = call.list("name").size(), models = call.list("model").size();
  const bool selects = call.has("group") || call.has("where"), has_dates = call.has("since") || call.has("with");
  if (call.has("since") && call.has("with")) return fail(ErrorKind::usage, "--since and --with exclude each other");
  if (call.has("until") && !call.has("since")) return fail(ErrorKind::usage, "--until needs --since");
  if (has_dates    ? names > 1 || models > 1 || (names == 1 && (selects || models > 0))
      : names == 2 ? selects || models > 0
                   : names != 0 || models != 2) {
    return wrong_use();
  }
  if (names == 2) return two_entities(desk, call.list("name")[0], call.list("name")[1]);
  const Catalogue catalogue = KG_TRY(open_catalogue(desk, Catalogue::Access::read));
  if (!has_dates) return two_models(call, desk, catalogue);
  const Standpoint now(catalogue, "now");
  if (call.has("with")) {
    const EarlierCatalogue earlier = KG_TRY(EarlierCatalogue::read(call.text("with"), desk.actor));
    return between(call, desk, catalogue, Standpoint(*earlier, "export " + call.text("with")), now);
  }
  const std::int64_t since = KG_TRY(change_of(catalogue, call, "since", Day::begins));
  const Standpoint left = standpoint_at(catalogue, call.text("since"), since);
  if (!call.has("until")) return between(call, desk, catalogue, left, now);
  const std::int64_t until = KG_TRY(change_of(catalogue, call, "until", Day::ends));
  if (until < since) {
    return fail(ErrorKind::usage, call.text("until") + " is before " + call.text("since"), "--until",
                "a moment that is not before that of --since");
  }
  return between(call, desk, catalogue, left, standpoint_at(catalogue, call.text("until"), until));
}

}  // namespace kilograph::reply
