#include <algorithm>
#include <set>

#include "domain/sensor.hpp"
#include "domain/spelling.hpp"
#include "match/requirement_lines.hpp"
#include "reply/naming.hpp"
#include "reply/need.hpp"
#include "reply/subject.hpp"
#include "reply/task_models.hpp"
#include "reply/verb/functions.hpp"
#include "reply/verb/judging.hpp"

namespace kilograph::reply {
namespace {

using domain::ModelEntity;
using domain::ModelFacts;
using knowledge::Catalogue;

bool contains(const std::string& text, const std::string& lower_part) {
  return domain::lower_case(text).find(lower_part) != std::string::npos;
}

bool is_about_dataset(const ModelEntity& model, const std::string& dataset) {
  return std::ranges::any_of(model.documents, [&](const auto& document) {
    return contains(document.facts.training_dataset, dataset) ||
           std::ranges::any_of(document.facts.metrics,
                               [&](const auto& metric) { return contains(metric.dataset, dataset); });
  });
}

bool needs_sensor(const ModelEntity& model, std::string_view sensor_class) {
  const auto sensors = model.counted(&ModelFacts::sensors);
  return sensors && std::ranges::any_of(sensors->value, [&](const auto& sensor) {
           return domain::is_sensor_class_within(sensor.sensor_class, sensor_class);
         });
}

Result<std::string_view> sensor_class_in(const Call& call) {
  if (!call.has("sensor")) return std::string_view{};
  if (const auto* row = domain::sensor_class_by_name(call.text("sensor"))) return row->name;
  return fail(ErrorKind::usage, "unknown sensor '" + call.text("sensor") + "'", "--sensor", "a sensor class",
              sensor_advice(call.text("sensor")));
}

// A data set named narrows the groups too: a model may be measured on several.
void keep_dataset(match::Ranking& ranking, const std::string& dataset) {
  std::erase_if(ranking.groups, [&](const match::Group& group) { return !contains(group.dataset, dataset); });
}

match::FigureKey preferred_key(const match::Judge& judge) {
  const domain::Runtime& first = judge.runtimes.front();
  return {first.id, first.kernels, 32, "arm32"};
}

match::FigureKey key_on(const domain::DeviceEntity& device, const domain::Verdict& verdict, const match::Judge& judge) {
  const auto runtime = std::ranges::find(judge.runtimes, verdict.runtime, &domain::Runtime::id);
  const match::Machine machine = match::machine_of(device);
  return {verdict.runtime, runtime == judge.runtimes.end() ? "" : runtime->kernels, machine.pointer_bits, machine.abi};
}

Result<void> check(const Call& call) {
  for (const char* option : {"deadline", "energy"}) {
    if (!call.has(option) || call.has("device")) continue;
    return fail(ErrorKind::usage, "what an answer takes is a fact of a model on a device, and none is named",
                "--" + std::string(option), "a device beside it", "Name one: --device NAME.");
  }
  return {};
}

// Judges one model: what surely is not asked for is left out, what may not be is open.
class Choice {
 public:
  Choice(const match::Judge& judge, const std::optional<domain::DeviceEntity>& device, RankAnswer& answer)
      : judge_(judge), device_(device), answer_(answer), key_(preferred_key(judge)) {}

  void offer(const ModelEntity& model) {
    if (device_ ? fits(model) : is_allowed(model)) {
      chosen_.push_back(&model);
    } else {
      ++answer_.left_out;
    }
  }

  match::Ranking ranked() const {
    const auto places = device_ ? match::places_of(*device_) : std::vector<std::string>{};
    return match::rank(chosen_, key_, judge_.facts, places, open_);
  }

 private:
  bool fits(const ModelEntity& model) {
    const domain::Verdict verdict = match::judge(model, *device_, judge_);
    if (chosen_.empty()) key_ = key_on(*device_, verdict, judge_);
    if (verdict.answer == domain::Answer::does_not_fit) return false;
    if (verdict.answer == domain::Answer::unknown) open_.insert(model.id);
    answer_.verdicts[model.id] = verdict.answer;
    return true;
  }

  bool is_allowed(const ModelEntity& model) {
    if (!answer_.is_by_licence) return true;
    const domain::Status status = match::licence_line(model, judge_.limits).status;
    if (status == domain::Status::unmet) return false;
    if (status == domain::Status::unknown) open_.insert(model.id);
    answer_.licences[model.id] = status;
    return true;
  }

  const match::Judge& judge_;
  const std::optional<domain::DeviceEntity>& device_;
  RankAnswer& answer_;
  match::FigureKey key_;
  std::vector<const ModelEntity*> chosen_;
  std::set<std::string> open_;
};

}  // namespace

Result<Answer> rank(const Call& call, Desk& desk) {
  KG_CHECK(check(call));
  const match::Judge judge = KG_TRY(judge_for(call));
  const std::string_view sensor_class = KG_TRY(sensor_class_in(call));
  const std::string task = domain::lower_case(call.text("task")), dataset = domain::lower_case(call.text("dataset"));
  const Catalogue catalogue = KG_TRY(open_catalogue(desk, Catalogue::Access::read));
  const auto models = without_hearsay(KG_TRY(catalogue.models()));
  std::optional<domain::DeviceEntity> device;
  if (call.has("device")) device = KG_TRY(find_device(desk, call.text("device")));

  RankAnswer answer{.ranking = {},
                    .device = device ? device->name : "",
                    .verdicts = {},
                    .is_by_licence = !device && !judge.limits.licences.empty(),
                    .licences = {}};
  Choice choice(judge, device, answer);
  for (const ModelEntity& model : models) {
    if (!task.empty() && !is_about_task(model, task)) continue;
    if (!dataset.empty() && !is_about_dataset(model, dataset)) continue;
    if (!sensor_class.empty() && !needs_sensor(model, sensor_class)) continue;
    choice.offer(model);
  }
  const auto is_meant = [&](const ModelEntity& model) { return is_about_task(model, task); };
  if (!task.empty() && std::ranges::none_of(models, is_meant)) {
    const Error none = no_model_is_about(models, call.text("task"));
    answer.hint = none.message + (none.expected.empty() ? "" : "; models are about " + none.expected) +
                  (none.advice.empty() ? "" : ". " + none.advice);
  }
  answer.ranking = choice.ranked();
  if (!dataset.empty()) keep_dataset(answer.ranking, dataset);
  return answer;
}

}  // namespace kilograph::reply
