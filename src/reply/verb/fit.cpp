// fit and why.
#include "inspect/runtime/runtimes.hpp"
#include "reply/naming.hpp"
#include "reply/need.hpp"
#include "reply/subject.hpp"
#include "reply/verb/functions.hpp"
#include "reply/verb/judging.hpp"

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

Result<match::Judge> judge_for(const Call& call) {
  match::Judge judge{.runtimes = KG_TRY(inspect::runtimes()), .further_runtimes = KG_TRY(inspect::host_runtimes())};
  if (call.text("facts") == "published") judge.facts = match::FactSet::published;
  return judge;
}

Result<Answer> fit(const Call& call, Desk& desk) {
  if (call.has("group") || call.has("where") || call.has("csv")) return fit_fleet(call, desk);
  KG_CHECK(only_one_of(call, "model", "need"));
  KG_CHECK(only_one_of(call, "device", "have"));
  match::Judge judge = KG_TRY(judge_for(call));
  const Sides sides = KG_TRY(sides_of(call, desk, judge));
  FitAnswer answer{names_of(sides.models), names_of(sides.devices), {}, judge.facts};
  for (const auto& model : sides.models) {
    for (const auto& device : sides.devices) answer.verdicts.push_back(match::judge(model, device, judge));
  }
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
