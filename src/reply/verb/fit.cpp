// fit and why.
#include "base/bytes.hpp"
#include "inspect/runtime/runtimes.hpp"
#include "match/columns/scan.hpp"
#include "reply/naming.hpp"
#include "reply/need.hpp"
#include "reply/subject.hpp"
#include "reply/verb/functions.hpp"
#include "reply/verb/judging.hpp"
#include "reply/what_if.hpp"

namespace kilograph::reply {
namespace {

using knowledge::Catalogue;

// Both sides of the pairs that are asked for.
struct Sides {
  std::vector<domain::ModelEntity> models;
  std::vector<domain::DeviceEntity> devices;
};

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
  if (call.has("device")) sides.devices.push_back(KG_TRY(find_device(desk, call.text("device"))));
  if (call.has("need")) {
    const Need need = KG_TRY(need_in(call, "need"));
    judge.kinds = kinds_of(need);
    sides.models.push_back(model_of(need));
  }
  if (call.has("have")) sides.devices.push_back(device_of(KG_TRY(need_in(call, "have"))));
  if (!sides.models.empty() && !sides.devices.empty()) return sides;
  const Catalogue catalogue = KG_TRY(open_catalogue(desk, Catalogue::Access::read));
  if (sides.models.empty()) sides.models = without_hearsay(KG_TRY(catalogue.models()));
  if (sides.devices.empty()) sides.devices = KG_TRY(catalogue.devices());
  return sides;
}

// A catalogue is not needed for two files, and then offers no replacements.
Sides replacements(const Desk& desk) {
  const auto catalogue = open_catalogue(desk, Catalogue::Access::read);
  if (!catalogue) return {};
  return {without_hearsay(catalogue->models().value_or(std::vector<domain::ModelEntity>{})),
          catalogue->devices().value_or(std::vector<domain::DeviceEntity>{})};
}

template <class F>
std::vector<Named> names_of(const std::vector<domain::Entity<F>>& entities) {
  std::vector<Named> names;
  for (const auto& entity : entities) {
    names.push_back({entity.id, entity.name.empty() ? entity.id : entity.name, further_names(entity)});
  }
  return names;
}

}  // namespace

namespace {

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
  for (const Change& change : *changes) apply(change, sides.devices, judge);
  return {};
}

CountsAnswer counts_of(const Sides& sides, const match::Judge& judge) {
  match::columns::Columns columns(judge);
  match::columns::Number number = 0;
  for (const auto& device : sides.devices) columns.put(number++, device);
  number = 0;
  for (const auto& model : sides.models) columns.put(number++, model);
  const auto counts = match::columns::Scan(columns).counts_by_model();
  CountsAnswer answer{.rows = {}, .devices = sides.devices.size(), .facts = judge.facts};
  const auto names = names_of(sides.models);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto& [fits, unknown] = counts[i];
    answer.rows.push_back({names[i], fits, unknown, answer.devices - fits - unknown});
  }
  return answer;
}

Result<FitAnswer> pairs_of(const Call& call, const Sides& sides, const match::Judge& judge) {
  const std::uint64_t all = std::uint64_t{sides.models.size()} * sides.devices.size();
  if (all > kMostPairs && !call.has("limit")) {
    return fail(ErrorKind::too_large, "that is " + grouped(all) + " pairs", "", "at most " + grouped(kMostPairs),
                "`--counts` says how many devices each model fits; `--limit PAIRS` answers for the first pairs.");
  }
  const std::uint64_t most = call.number("limit", all);
  FitAnswer answer{
      .models = names_of(sides.models), .devices = names_of(sides.devices), .verdicts = {}, .facts = judge.facts};
  for (const auto& model : sides.models) {
    for (const auto& device : sides.devices) {
      if (answer.verdicts.size() == most) break;
      answer.verdicts.push_back(match::judge(model, device, judge));
    }
  }
  answer.left_out = all - answer.verdicts.size();
  return answer;
}

}  // namespace

Result<match::Judge> judge_for(const Call& call) {
  match::Judge judge{.runtimes = KG_TRY(inspect::runtimes()), .further_runtimes = KG_TRY(inspect::host_runtimes())};
  if (call.text("facts") == "published") judge.facts = match::FactSet::published;
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
  FitAnswer answer = KG_TRY(pairs_of(call, sides, judge));
  answer.what_if = call.text("if");
  return answer;
}

Result<Answer> why(const Call& call, Desk& desk) {
  const match::Judge judge = KG_TRY(judge_for(call));
  const domain::ModelEntity model = KG_TRY(find_model(desk, call.text("model")));
  const domain::DeviceEntity device = KG_TRY(find_device(desk, call.text("device")));
  WhyAnswer answer{match::judge(model, device, judge), {}, judge.facts, {}};
  answer.code_source = source_of_code(answer.verdict, judge);
  if (answer.verdict.answer != domain::Answer::fits) {
    const Sides others = replacements(desk);
    answer.remedies = match::remedies(model, device, judge, others.models, others.devices);
  }
  return answer;
}

}  // namespace kilograph::reply
