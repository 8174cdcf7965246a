// What differs: of two entities, of one entity and its earlier state in an export, of a fleet's verdicts.
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <stdlib.h>

#include "reply/fact_list.hpp"
#include "reply/fleet.hpp"
#include "reply/naming.hpp"
#include "reply/subject.hpp"
#include "reply/verb/functions.hpp"
#include "reply/verb/judging.hpp"

namespace kilograph::reply {
namespace {

namespace fs = std::filesystem;
using Verdict = domain::Answer;
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

Result<DiffAnswer> one_entity(const Desk& desk, const Catalogue& earlier, const std::string& name,
                              const std::string& folder) {
  const Subject now = KG_TRY(find_subject(desk, name));
  const FactList facts = KG_TRY(facts_of(now, name));
  if (const auto* device = std::get_if<domain::DeviceEntity>(&now.entity)) {
    const auto then = earlier.device(device->id);
    return DiffAnswer{"export " + folder, "now", rows_of(then ? fact_list(*then) : FactList{}, facts)};
  }
  const auto then = earlier.model(std::get<domain::ModelEntity>(now.entity).id);
  return DiffAnswer{"export " + folder, "now", rows_of(then ? fact_list(*then) : FactList{}, facts)};
}

// The verdict of each device, by its id.
struct Side {
  Fleet fleet;
  FleetClasses classes;
  std::vector<domain::Verdict> verdicts;

  Verdict answer(std::size_t model, std::size_t device) const {
    return verdicts[model * classes.classes.size() + classes.of[device]].answer;
  }
};

Side judged(Fleet fleet, const std::vector<domain::ModelEntity>& models, const match::Judge& judge) {
  FleetClasses classes = classes_of(fleet);
  std::vector<domain::Verdict> verdicts = verdicts_of(models, fleet, classes, judge);
  return {std::move(fleet), std::move(classes), std::move(verdicts)};
}

void add_change(FleetDiffAnswer& answer, const std::string& model, const Fleet& fleet, std::size_t device,
                Verdict before, Verdict after) {
  if (before == after) {
    ++answer.same;
    return;
  }
  const auto& one = fleet.devices[device];
  const std::string kind = fleet.kind_of(one);
  answer.changes.push_back(
      {model, one.name.empty() ? one.id : one.name, one.id, kind.empty() ? "" : fleet.name_of(kind), before, after});
}

// Two models over one fleet.
Result<FleetDiffAnswer> two_models(const Call& call, const Desk& desk, const Catalogue& catalogue) {
  const auto names = call.list("model");
  std::vector<domain::ModelEntity> models;
  for (const std::string& name : names) models.push_back(KG_TRY(find_model(desk, name)));
  const Side side = judged(KG_TRY(fleet_of(catalogue, call)), models, KG_TRY(judge_for(call)));
  FleetDiffAnswer answer{side.fleet.selection, names[0], names[1], {}};
  for (std::size_t i = 0; i < side.fleet.devices.size(); ++i) {
    add_change(answer, names[1], side.fleet, i, side.answer(0, i), side.answer(1, i));
  }
  return answer;
}

std::map<std::string, std::size_t> places_of(const Fleet& fleet) {
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < fleet.devices.size(); ++i) places[fleet.devices[i].id] = i;
  return places;
}

// The same models and selector, then and now; a device or model that is not there has no verdict: unknown.
Result<FleetDiffAnswer> two_dates(const Call& call, const Desk& desk, const Catalogue& catalogue,
                                  const Catalogue& earlier) {
  const match::Judge judge = KG_TRY(judge_for(call));
  const Selection selection = KG_TRY(selection_of(catalogue, call));
  std::vector<domain::ModelEntity> models = without_hearsay(KG_TRY(catalogue.models()));
  if (call.has("model")) models = {KG_TRY(find_model(desk, call.text("model")))};
  std::vector<domain::ModelEntity> models_then;
  for (const auto& model : models) {
    models_then.push_back(earlier.model(model.id).value_or(domain::ModelEntity{model.id, model.name, {}}));
  }
  const Side now = judged(KG_TRY(fleet_of(catalogue, selection)), models, judge);
  const Side then = judged(KG_TRY(fleet_of(earlier, selection)), models_then, judge);
  const auto now_at = places_of(now.fleet), then_at = places_of(then.fleet);
  FleetDiffAnswer answer{now.fleet.selection, "export " + call.text("with"), "now", {}};
  for (std::size_t m = 0; m < models.size(); ++m) {
    const std::string name = models[m].name.empty() ? models[m].id : models[m].name;
    for (const auto& [id, i] : now_at) {
      const auto before = then_at.find(id);
      add_change(answer, name, now.fleet, i,
                 before == then_at.end() ? Verdict::unknown : then.answer(m, before->second), now.answer(m, i));
    }
    for (const auto& [id, i] : then_at) {
      if (!now_at.contains(id)) add_change(answer, name, then.fleet, i, then.answer(m, i), Verdict::unknown);
    }
  }
  return answer;
}

tl::unexpected<Error> wrong_use() {
  return fail(ErrorKind::usage, "what is to be compared is not said", "",
              "two names; one name and --with EXPORT; --group or --where with two --model, or with --with EXPORT",
              "The catalogue keeps no old versions: an export made at the earlier date is that date.");
}

}  // namespace

Result<reply::Answer> diff(const Call& call, Desk& desk) {
  const auto names = call.list("name");
  const bool is_fleet = call.has("group") || call.has("where") || (names.empty() && call.has("with"));
  if (names.size() > 2 || (is_fleet && !names.empty())) return wrong_use();
  if (names.size() == 2 && !call.has("with")) return KG_TRY(two_entities(desk, names[0], names[1]));
  const bool has_two_models = call.list("model").size() == 2 && !call.has("with");
  const bool compares_dates = call.has("with") && call.list("model").size() < 2;
  if (is_fleet ? !has_two_models && !compares_dates : !(names.size() == 1 && call.has("with"))) return wrong_use();
  const Catalogue catalogue = KG_TRY(open_catalogue(desk, Catalogue::Access::read));
  if (has_two_models) return KG_TRY(two_models(call, desk, catalogue));
  const EarlierCatalogue earlier = KG_TRY(EarlierCatalogue::read(call.text("with"), desk.actor));
  if (is_fleet) return KG_TRY(two_dates(call, desk, catalogue, *earlier));
  return KG_TRY(one_entity(desk, *earlier, names[0], call.text("with")));
}

}  // namespace kilograph::reply
