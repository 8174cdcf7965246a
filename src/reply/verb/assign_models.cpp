#include "reply/verb/assign_models.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "base/listing.hpp"
#include "domain/spelling.hpp"
#include "match/rank.hpp"
#include "reply/naming.hpp"
#include "reply/subject.hpp"
#include "reply/task_models.hpp"

namespace kilograph::reply {
namespace {

using domain::ModelEntity;
using ingest::tasks::TaskFile, ingest::tasks::Word;
using knowledge::Catalogue;

constexpr double kQualitySteps = 10'000;  // of a percent

// The models that tasks name, each once; `all`: those of the catalogue, where a task chooses by words.
class Chosen {
 public:
  Chosen(const Desk& desk, const Result<Catalogue>& kept, std::vector<ModelEntity> all)
      : desk_(desk), kept_(kept), all_(std::move(all)) {}

  Result<std::vector<std::uint32_t>> models_of(const ingest::tasks::Task& task) {
    std::vector<std::uint32_t> numbers;
    const auto take = [&](std::uint32_t number) {
      if (std::ranges::find(numbers, number) == numbers.end()) numbers.push_back(number);
    };
    for (const Word& name : task.models) {
      take(KG_TRY(named(name)));
    }
    if (task.about.text.empty()) return numbers;
    const std::string wanted = domain::lower_case(task.about.text);
    for (const ModelEntity& model : all_) {
      if (is_about_task(model, wanted)) take(number_of(model));
    }
    if (numbers.empty()) return fail(placed(no_model_is_about(all_, task.about.text), task.about));
    return numbers;
  }

  const std::vector<ModelEntity>& models() const { return models_; }
  std::vector<ModelEntity> take() && { return std::move(models_); }

 private:
  // A name that several tasks give is looked up once.
  Result<std::uint32_t> named(const Word& name) {
    if (const auto found = by_name_.find(name.text); found != by_name_.end()) return found->second;
    const auto model = find_model(desk_, kept_, name.text);
    if (!model) return fail(placed(Error(model.error()), name));
    return by_name_[name.text] = number_of(*model);
  }

  std::uint32_t number_of(const ModelEntity& model) {
    const auto [found, is_new] = numbers_.try_emplace(model.id, static_cast<std::uint32_t>(models_.size()));
    if (is_new) models_.push_back(model);
    return found->second;
  }

  const Desk& desk_;
  const Result<Catalogue>& kept_;
  std::vector<ModelEntity> all_, models_;
  std::unordered_map<std::string, std::uint32_t> numbers_, by_name_;  // by id; by the name that tasks give
};

bool is_asked(const match::Group& group, const ingest::tasks::Task& task) {
  const auto holds = [](const std::string& text, const Word& word) {
    return word.text.empty() || domain::lower_case(text).find(domain::lower_case(word.text)) != std::string::npos;
  };
  return holds(group.measure, task.metric) && holds(group.dataset, task.dataset);
}

// The models' metrics of one kind on one data set; none where they have several, and none is asked for.
Result<void> compare(PreparedTask& one, const ingest::tasks::Task& task, const std::vector<ModelEntity>& models,
                     const match::Judge& judge) {
  std::vector<const ModelEntity*> members;
  for (const std::uint32_t number : one.wanted.models) members.push_back(&models[number]);
  auto ranking = match::rank(members, {}, judge.facts);
  std::vector<std::string> known;
  for (const match::Group& group : ranking.groups) known.push_back(group.measure + " on " + group.dataset);
  std::erase_if(ranking.groups, [&](const match::Group& group) { return !is_asked(group, task); });
  const Word& asked = task.metric.text.empty() ? task.dataset : task.metric;
  if (!asked.text.empty() && ranking.groups.empty()) {
    return fail(placed({ErrorKind::bad_input,
                        "no model of '" + task.name.text + "' has that metric on that data set",
                        {},
                        known.empty() ? "none of them has a metric" : listed(known)},
                       asked));
  }
  if (ranking.groups.empty()) one.shown.note = "no metric of its models is known: any that fits is as good";
  if (ranking.groups.size() > 1) {
    one.shown.note = "its models have metrics that cannot be compared (" + listed(known) +
                     "): any that fits is as good; `metric` and `dataset` of the task choose one";
  }
  if (ranking.groups.size() != 1) return {};
  one.shown.measure = ranking.groups.front().measure;
  one.shown.dataset = ranking.groups.front().dataset;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const auto found = std::ranges::find(ranking.groups.front().candidates, members[i]->id, &match::Candidate::model);
    if (found == ranking.groups.front().candidates.end()) continue;
    one.percent[i] = match::in_percent(found->metric->value);
    one.wanted.quality[i] =
        1 + static_cast<std::uint64_t>(std::llround(std::max(*one.percent[i], 0.0) * kQualitySteps));
  }
  return {};
}

Result<std::vector<PreparedTask>> prepared(const TaskFile& file, Chosen& chosen, const match::Judge& judge) {
  std::vector<PreparedTask> all;
  for (const ingest::tasks::Task& task : file.tasks) {
    PreparedTask one;
    one.wanted.task = {task.priority, task.devices};
    one.wanted.models = KG_TRY(chosen.models_of(task));
    one.wanted.quality.assign(one.wanted.models.size(), 0);
    one.percent.resize(one.wanted.models.size());
    one.shown = {.name = task.name.text, .priority = task.priority};
    KG_CHECK(compare(one, task, chosen.models(), judge));
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace

Error placed(Error error, const Word& word) {
  error.where = word.place + (error.where.empty() ? "" : ", " + error.where);
  if (error.kind == ErrorKind::usage) error.kind = ErrorKind::bad_input;
  return error;
}

Result<ChosenModels> chosen_models(const TaskFile& file, const Desk& desk, const Result<Catalogue>& catalogue,
                                   const match::Judge& judge) {
  const bool is_by_words = std::ranges::any_of(file.tasks, [](const auto& task) { return !task.about.text.empty(); });
  std::vector<ModelEntity> all;
  if (is_by_words) {
    if (!catalogue) return fail(Error(catalogue.error()));
    all = without_hearsay(KG_TRY(catalogue->models()));
  }
  Chosen chosen(desk, catalogue, std::move(all));
  auto tasks = KG_TRY(prepared(file, chosen, judge));
  return ChosenModels{std::move(tasks), std::move(chosen).take()};
}

}  // namespace kilograph::reply
