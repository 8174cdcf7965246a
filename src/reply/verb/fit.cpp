// fit and why.
#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/bytes.hpp"
#include "inspect/runtime/runtimes.hpp"
#include "match/columns/scan.hpp"
#include "match/smallest_set.hpp"
#include "reply/contradictions.hpp"
#include "reply/limits.hpp"
#include "reply/naming.hpp"
#include "reply/pair_stream.hpp"
#include "reply/sides.hpp"
#include "reply/subject.hpp"
#include "reply/verb/functions.hpp"
#include "reply/verb/judging.hpp"

namespace kilograph::reply {
namespace {

using knowledge::Catalogue;

Result<void> only_one_of(const Call& call, std::string_view one, std::string_view other) {
  if (!call.has(one) || !call.has(other)) return {};
  return fail(ErrorKind::usage, "--" + std::string(one) + " and --" + std::string(other) + " exclude each other");
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
    answer.rows.push_back({named(sides.models[i]), fits, unknown, answer.devices - fits - unknown, sides.note(i)});
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

FitAnswer pairs_of(Sides sides, const match::Judge& judge, std::uint64_t most) {
  const std::uint64_t all = sides.pairs();
  FitAnswer answer{
      .models = {}, .devices = std::move(sides.devices.names), .verdicts = {}, .pairs = {}, .facts = judge.facts};
  answer.notes = std::move(sides.notes);
  for (const auto& model : sides.models) {
    answer.models.push_back(named(model));
    add_pairs(answer, model, sides.devices, judge, most);
  }
  answer.left_out = all - answer.pairs.size();
  return answer;
}

Error too_many(std::uint64_t pairs, const Desk& desk) {
  return {ErrorKind::too_large, "that is " + grouped(pairs) + " pairs", "", "at most " + grouped(desk.most_pairs),
          "`--counts` says how many devices each model fits; `--limit PAIRS` answers for the first pairs."};
}

// A person's screen is not filled for hours without being asked for.
Result<void> agree(std::uint64_t pairs, const Call& call, const Desk& desk) {
  if (!desk.is_terminal || pairs <= desk.most_pairs || call.has("yes") || call.has("limit")) return {};
  Error refusal = too_many(pairs, desk);
  refusal.expected = "--yes, which prints them all, or a limit";
  if (!desk.ask) return fail(std::move(refusal));
  Question question{.key = "pairs"};
  question.text = "That is " + grouped(pairs) + " pairs. Print them all?";
  question.known = refusal.advice;
  question.otherwise = "no";
  question.words = {"yes", "no"};
  const std::string answer = KG_TRY(desk.ask(question));
  if (answer.starts_with('y') || answer.starts_with('Y')) return {};
  return fail(std::move(refusal));
}

// With --stream, and where there are more pairs than an answer holds, they go one by one to a desk that takes them; to
// programs always.
Result<Answer> pairs_for(const Call& call, Sides sides, const match::Judge& judge, const Desk& desk) {
  const std::uint64_t most = std::min(call.number("limit", sides.pairs()), sides.pairs());
  KG_CHECK(agree(most, call, desk));
  if (desk.paired && (call.has("stream") || desk.for_programs || most > desk.most_pairs)) {
    PairStreamAnswer answer = stream_pairs(sides, judge, most, desk);
    answer.what_if = call.text("if");
    return answer;
  }
  if (most > desk.most_pairs) return fail(too_many(most, desk));
  FitAnswer answer = pairs_of(std::move(sides), judge, most);
  answer.what_if = call.text("if");
  return answer;
}

// What does not go together.
Result<void> check_options(const Call& call, const Desk& desk) {
  constexpr std::pair<std::string_view, std::string_view> kApart[] = {
      {"model", "need"}, {"device", "have"},  {"counts", "limit"}, {"counts", "stream"},
      {"counts", "csv"}, {"group", "device"}, {"group", "have"},   {"where", "device"},
      {"where", "have"}, {"group", "counts"}, {"where", "counts"}};
  for (const auto& [one, other] : kApart) KG_CHECK(only_one_of(call, one, other));
  if (call.has("stream")) {
    if (!call.has("csv") || desk.paired) return {};
    return fail(ErrorKind::usage, "a row a pair is given by the command line alone", "--csv");
  }
  for (const std::string_view fleet : {"group", "where", "csv"}) {
    for (const std::string_view other : {"limit", "if"}) {
      if (!call.has(fleet) || !call.has(other)) continue;
      return fail(ErrorKind::usage, "--" + std::string(fleet) + " and --" + std::string(other) + " exclude each other",
                  "", "", "With --stream, which gives a line a pair, they go together.");
    }
  }
  return {};
}

}  // namespace

Result<match::Judge> judge_for(const Call& call) {
  match::Judge judge{.runtimes = KG_TRY(inspect::runtimes()), .further_runtimes = KG_TRY(inspect::host_runtimes())};
  if (call.text("facts") == "published") judge.facts = match::FactSet::published;
  judge.limits = KG_TRY(limits_of(call));
  return judge;
}

Result<Answer> fit(const Call& call, Desk& desk) {
  KG_CHECK(check_options(call, desk));
  const bool is_of_fleet = call.has("group") || call.has("where") || call.has("csv");
  if (is_of_fleet && !call.has("stream")) return fit_fleet(call, desk);
  match::Judge judge = KG_TRY(judge_for(call));
  Sides sides = KG_TRY(sides_of(call, desk, judge));
  if (!call.has("counts")) return pairs_for(call, std::move(sides), judge, desk);
  CountsAnswer answer = counts_of(sides, judge);
  answer.what_if = call.text("if");
  return answer;
}

Result<Answer> why(const Call& call, Desk& desk) {
  match::Judge judge = KG_TRY(judge_for(call));
  const Sides sides = KG_TRY(sides_of(call, desk, judge));
  const domain::ModelEntity& model = sides.models.front();
  const domain::DeviceEntity& device = sides.devices.kinds.front();
  WhyAnswer answer{.verdict = match::judge(model, device, judge), .remedies = {}, .facts = judge.facts};
  answer.what_if = call.text("if");
  answer.note = sides.note(0);
  answer.contradictions = contradictions_of(model);
  for (Contradiction& one : contradictions_of(device)) answer.contradictions.push_back(std::move(one));
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
