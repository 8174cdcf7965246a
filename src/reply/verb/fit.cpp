// fit and why.
#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/bytes.hpp"
#include "inspect/runtime/runtimes.hpp"
#include "match/columns/scan.hpp"
#include "match/smallest_set.hpp"
#include "reply/limits.hpp"
#include "reply/naming.hpp"
#include "reply/need.hpp"
#include "reply/projection.hpp"
#include "reply/subject.hpp"
#include "reply/verb/functions.hpp"
#include "reply/verb/judging.hpp"
#include "reply/what_if.hpp"

namespace kilograph::reply {
namespace {

using knowledge::Catalogue;

// Devices that are asked about: those that share all that a verdict depends on are judged once.
struct DeviceSide {
  std::vector<domain::DeviceEntity> kinds;  // one device of each
  std::vector<Named> names;                 // of every device
  std::vector<std::uint32_t> of;            // its kind
};

// Both sides of the pairs that are asked for.
struct Sides {
  std::vector<domain::ModelEntity> models;
  DeviceSide devices;
};

template <class Entity>
Named named(const Entity& entity) {
  return {entity.id, entity.name.empty() ? entity.id : entity.name, further_names(entity)};
}

DeviceSide one_device(domain::DeviceEntity device) { return {{device}, {named(device)}, {0}}; }

DeviceSide all_devices(const match::projection::Projection& all, const std::vector<std::string>& observed) {
  DeviceSide side;
  std::map<std::pair<std::uint32_t, std::string>, std::uint32_t>
      kinds;  // by place of the facts, and by whom is told apart
  for (const auto number : all.devices().in_order()) {
    const match::projection::Row& row = all.devices()[number];
    const std::string own = is_told_apart(row.id, row.same_as, observed) ? row.id : "";
    const auto [kind, is_new] = kinds.try_emplace({row.facts, own}, static_cast<std::uint32_t>(side.kinds.size()));
    if (is_new) side.kinds.push_back(all.device(number));
    side.names.push_back(named(row));
    side.of.push_back(kind->second);
  }
  return side;
}

Result<void> only_one_of(const Call& call, std::string_view one, std::string_view other) {
  if (!call.has(one) || !call.has(other)) return {};
  return fail(ErrorKind::usage, "--" + std::string(one) + " and --" + std::string(other) + " exclude each other");
}

Result<Need> need_in(const Call& call, std::string_view option) {
  auto need = parse_need(call.text(option));
  if (!need) return fail(std::move(need).error().in("--" + std::string(option)));
  return need;
}

Result<Sides> sides_of(const Call& call, const Desk& desk, match::Judge& judge) {
  Sides sides;
  if (call.has("model")) sides.models.push_back(KG_TRY(find_model(desk, call.text("model"))));
  if (call.has("device")) sides.devices = one_device(KG_TRY(find_device(desk, call.text("device"))));
  if (call.has("need")) {
    const Need need = KG_TRY(need_in(call, "need"));
    judge.kinds = kinds_of(need);
    sides.models.push_back(model_of(need));
  }
  if (call.has("have")) sides.devices = one_device(device_of(KG_TRY(need_in(call, "have"))));
  if (!sides.models.empty() && !sides.devices.names.empty()) return sides;
  const Catalogue catalogue = KG_TRY(open_catalogue(desk, Catalogue::Access::read));
  const Projected all = KG_TRY(projection_of(catalogue, desk));
  if (sides.models.empty()) sides.models = models_in(*all);
  if (sides.devices.names.empty()) sides.devices = all_devices(*all, observed_on(sides.models, judge.limits));
  return sides;
}

// A catalogue is not needed for two files, and then offers no replacements.
struct Replacements {
  std::vector<domain::ModelEntity> models;
  std::vector<domain::DeviceEntity> devices;
};

Replacements replacements(const Desk& desk) {
  const auto catalogue = open_catalogue(desk, Catalogue::Access::read);
  if (!catalogue) return {};
  return {without_hearsay(catalogue->models().value_or(std::vector<domain::ModelEntity>{})),
          catalogue->devices().value_or(std::vector<domain::DeviceEntity>{})};
}

}  // namespace

namespace {

std::optional<std::vector<domain::Remedy>> smallest_set_for(const domain::ModelEntity& model,
                                                            const domain::DeviceEntity& device,
                                                            const match::Judge& judge) {
  const auto changes = match::smallest_set(model, device, judge);
  if (!changes) return std::nullopt;
  std::vector<domain::Remedy> set;
  for (const match::Change& change : *changes) set.push_back(change.remedy);
  return set;
}

std::optional<domain::Source> source_of_code(const domain::Verdict& verdict, const match::Judge& judge) {
  const inspect::RuntimeDescription* runtime = inspect::runtime_description(verdict.runtime);
  if (!runtime) return {};
  for (const domain::RequirementLine& line : verdict.lines) {
    if (match::counts_code(line, runtime->runtime, judge.facts)) {
      return domain::Source{
          domain::Basis::measured, {}, {}, "code of " + verdict.runtime + ": " + runtime->code_source};
    }
  }
  return {};
}

}  // namespace

namespace {

constexpr std::uint64_t kMostPairs = 1'000'000;  // that are answered one by one without a limit asked for

Result<void> change_facts(const Call& call, Sides& sides, match::Judge& judge) {
  if (!call.has("if")) return {};
  const auto changes = parse_what_if(call.text("if"), judge.runtimes);
  if (!changes) return fail(Error(changes.error()).in("--if"));
  for (const Change& change : *changes) apply(change, sides.devices.kinds, judge);
  return {};
}

CountsAnswer counts_of(const Sides& sides, match::Judge judge) {
  judge.limits.observed_on = observed_on(sides.models, judge.limits);
  match::columns::Columns columns(judge);
  std::vector<std::string> keys;
  for (const auto& kind : sides.devices.kinds) {
    keys.push_back(match::columns::key_of(match::columns::capability_of(kind, judge)));
  }
  match::columns::Number number = 0;
  for (const std::uint32_t kind : sides.devices.of) columns.put_device(number++, keys[kind]);
  number = 0;
  for (const auto& model : sides.models) columns.put(number++, model);
  const auto counts = match::columns::Scan(columns).counts_by_model();
  CountsAnswer answer{.rows = {}, .devices = sides.devices.of.size(), .facts = judge.facts};
  for (std::size_t i = 0; i < sides.models.size(); ++i) {
    const auto& [fits, unknown] = counts[i];
    answer.rows.push_back({named(sides.models[i]), fits, unknown, answer.devices - fits - unknown});
  }
  return answer;
}

// The pairs of one model, as long as there is room.
void add_pairs(FitAnswer& answer, const domain::ModelEntity& model, const DeviceSide& devices,
               const match::Judge& judge, std::uint64_t most) {
  std::unordered_map<std::uint32_t, std::uint32_t> judged;  // by kind
  for (const std::uint32_t kind : devices.of) {
    if (answer.pairs.size() == most) return;
    const auto [place, is_new] = judged.try_emplace(kind, static_cast<std::uint32_t>(answer.verdicts.size()));
    if (is_new) answer.verdicts.push_back(match::judge(model, devices.kinds[kind], judge));
    answer.pairs.push_back(place->second);
  }
}

Result<FitAnswer> pairs_of(const Call& call, Sides sides, const match::Judge& judge) {
  const std::uint64_t all = std::uint64_t{sides.models.size()} * sides.devices.of.size();
  if (all > kMostPairs && !call.has("limit")) {
    return fail(ErrorKind::too_large, "that is " + grouped(all) + " pairs", "", "at most " + grouped(kMostPairs),
                "`--counts` says how many devices each model fits; `--limit PAIRS` answers for the first pairs.");
  }
  const std::uint64_t most = std::min(call.number("limit", all), all);
  FitAnswer answer{
      .models = {}, .devices = std::move(sides.devices.names), .verdicts = {}, .pairs = {}, .facts = judge.facts};
  for (const auto& model : sides.models) {
    answer.models.push_back(named(model));
    add_pairs(answer, model, sides.devices, judge, most);
  }
  answer.left_out = all - answer.pairs.size();
  return answer;
}

}  // namespace

Result<match::Judge> judge_for(const Call& call) {
  match::Judge judge{.runtimes = KG_TRY(inspect::runtimes()), .further_runtimes = KG_TRY(inspect::host_runtimes())};
  if (call.text("facts") == "published") judge.facts = match::FactSet::published;
  judge.limits = KG_TRY(limits_of(call));
  return judge;
}

Result<Answer> fit(const Call& call, Desk& desk) {
  for (const std::string_view fleet : {"group", "where", "csv"}) {
    for (const std::string_view other : {"counts", "limit", "if"}) KG_CHECK(only_one_of(call, fleet, other));
  }
  if (call.has("group") || call.has("where") || call.has("csv")) return fit_fleet(call, desk);
  KG_CHECK(only_one_of(call, "model", "need"));
  KG_CHECK(only_one_of(call, "device", "have"));
  match::Judge judge = KG_TRY(judge_for(call));
  KG_CHECK(only_one_of(call, "counts", "limit"));
  Sides sides = KG_TRY(sides_of(call, desk, judge));
  KG_CHECK(change_facts(call, sides, judge));
  if (call.has("counts")) {
    CountsAnswer answer = counts_of(sides, judge);
    answer.what_if = call.text("if");
    return answer;
  }
  FitAnswer answer = KG_TRY(pairs_of(call, std::move(sides), judge));
  answer.what_if = call.text("if");
  return answer;
}

Result<Answer> why(const Call& call, Desk& desk) {
  const match::Judge judge = KG_TRY(judge_for(call));
  const domain::ModelEntity model = KG_TRY(find_model(desk, call.text("model")));
  const domain::DeviceEntity device = KG_TRY(find_device(desk, call.text("device")));
  WhyAnswer answer{.verdict = match::judge(model, device, judge), .remedies = {}, .facts = judge.facts};
  answer.code_source = source_of_code(answer.verdict, judge);
  answer.smallest_set.emplace();
  if (answer.verdict.answer != domain::Answer::fits) {
    const Replacements others = replacements(desk);
    answer.remedies = match::remedies(model, device, judge, others.models, others.devices);
    answer.smallest_set = smallest_set_for(model, device, judge);
  }
  return answer;
}

}  // namespace kilograph::reply
