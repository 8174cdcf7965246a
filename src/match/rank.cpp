#include "match/rank.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "match/requirement_lines.hpp"

namespace kilograph::match {
namespace {

using namespace domain;

// Measures of which more is better. Any other is of a kind that nobody stated, and is not compared.
constexpr std::string_view kUpwards[] = {"Top_1_accuracy", "Top_5_accuracy", "AUC"};

using GroupKey = std::pair<std::string, std::string>;
using Members = std::vector<std::pair<const ModelEntity*, Candidate>>;

// Shares all: none is above the whole, whatever unit it is written in.
bool is_comparable(const Metric& metric) {
  return metric.value.has_value() && std::ranges::find(kUpwards, metric.measure) != std::end(kUpwards) &&
         in_percent(metric) >= 0 && in_percent(metric) <= 100;
}

std::string reason_for(const Metric& metric) {
  if (!metric.value) return "the value of its " + metric.measure + " is not known";
  if (std::ranges::find(kUpwards, metric.measure) != std::end(kUpwards)) {
    return "its " + metric.measure + " cannot be: it is not from 0 to 1, or to 100 percent";
  }
  return metric.measure + " is of no stated kind";
}

// A metric whose data set is not stated is taken to be of the one that the same document names for
// the model, as the published graph means it.
std::vector<Sourced<Metric>> metrics_of(const ModelEntity& model) {
  std::vector<Sourced<Metric>> metrics;
  for (const auto& document : model.documents) {
    for (const Metric& metric : document.facts.metrics) {
      Source source = document.source;
      source.basis = metric.basis;
      if (!metric.by.empty()) source.by = metric.by;
      metrics.push_back({metric, source});
      if (metric.dataset.empty()) metrics.back().value.dataset = document.facts.training_dataset;
    }
  }
  std::ranges::stable_sort(metrics, {}, [](const auto& metric) { return rank_of(metric.source); });
  return metrics;
}

Candidate candidate_of(const ModelEntity& model, FactSet facts) {
  Candidate candidate{.model = model.id, .name = model.name, .program = program_figure(model, facts)};
  if (const auto macs = model.counted(&ModelFacts::macs)) candidate.macs = {*macs->value, macs->source};
  return candidate;
}

// The first comparable metric of each data set; the model is unranked when it has none.
void place(const ModelEntity& model, FactSet facts, std::map<GroupKey, Members>& groups,
           std::vector<Candidate>& unranked) {
  Candidate candidate = candidate_of(model, facts);
  const auto metrics = metrics_of(model);
  bool placed = false;
  for (const Sourced<Metric>& metric : metrics) {
    if (!is_comparable(metric.value)) continue;
    Members& members = groups[{metric.value.measure, metric.value.dataset}];
    if (!members.empty() && members.back().first == &model) continue;
    candidate.metric = metric;
    members.push_back({&model, candidate});
    placed = true;
  }
  if (placed) return;
  candidate.reason = metrics.empty() ? "no metric is known" : reason_for(metrics.front().value);
  if (!metrics.empty()) candidate.metric = metrics.front();
  unranked.push_back(std::move(candidate));
}

// Estimates are not compared: which of two is smaller is open where their bounds overlap.
std::optional<Figure> exact_figure(const ModelEntity& model, const FigureKey& key, FactSet facts) {
  auto figure = working_figure(figures_of(model, MemoryUse::working, facts), key);
  if (figure && !figure->requirement.is_exact()) figure.reset();
  return figure;
}

// The preferred key where every member has a figure for it, else the one that most have.
std::optional<FigureKey> common_key(const Members& members, const FigureKey& preferred, FactSet facts) {
  std::vector<FigureKey> keys{preferred};
  for (const auto& [model, candidate] : members) {
    for (const Figure& figure : figures_of(*model, MemoryUse::working, facts)) {
      const FigureKey key = key_of(figure.requirement);
      if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
    }
  }
  const auto coverage = [&](const FigureKey& key) {
    return std::ranges::count_if(
        members, [&](const auto& member) { return exact_figure(*member.first, key, facts).has_value(); });
  };
  const auto best = std::ranges::max_element(keys, {}, coverage);
  return coverage(*best) > 0 ? std::optional(*best) : std::nullopt;
}

auto order_of(const Candidate& candidate) {
  const auto bytes = [](const std::optional<Figure>& figure) {
    return figure ? figure->requirement.bytes : UINT64_MAX;
  };
  return std::tuple(-in_percent(candidate.metric->value), bytes(candidate.working), bytes(candidate.program),
                    candidate.name, candidate.model);
}

// 64-bit counts are whole in a long double.
std::optional<long double> downwards(const std::optional<Figure>& figure) {
  return figure ? std::optional(-static_cast<long double>(figure->requirement.bytes)) : std::nullopt;
}

std::optional<long double> downwards(const std::optional<Sourced<Observation>>& one) {
  return one ? std::optional(-static_cast<long double>(one->value.most())) : std::nullopt;
}

void mark_pareto(std::vector<Candidate>& candidates) {
  std::vector<Merits> merits;
  for (const Candidate& one : candidates) {
    const std::optional<long double> macs =
        one.macs ? std::optional(-static_cast<long double>(one.macs->value)) : std::nullopt;
    merits.push_back({in_percent(one.metric->value), downwards(one.working), downwards(one.program), macs});
  }
  for (const auto observed : {&Candidate::time, &Candidate::energy}) {
    if (std::ranges::none_of(candidates, [&](const Candidate& one) { return (one.*observed).has_value(); })) continue;
    for (std::size_t i = 0; i < candidates.size(); ++i) merits[i].push_back(downwards(candidates[i].*observed));
  }
  std::vector<bool> is_open;
  for (const Candidate& one : candidates) is_open.push_back(one.is_open);
  const auto answers = pareto_of(merits, is_open);
  for (std::size_t i = 0; i < candidates.size(); ++i) candidates[i].pareto = answers[i];
}

Runtime runtime_of(const FigureKey& key) {
  Runtime runtime;
  runtime.id = key.runtime;
  runtime.kernels = key.kernels;
  return runtime;
}

Group group_of(const GroupKey& key, Members members, const FigureKey& preferred, FactSet facts,
               const std::vector<std::string>& places, const std::set<std::string>& open) {
  const Runtime runtime = runtime_of(preferred);
  Group group{.measure = key.first,
              .dataset = key.second,
              .unit = members.front().second.metric->value.unit,
              .working_key = common_key(members, preferred, facts),
              .candidates = {}};
  for (auto& [model, candidate] : members) {
    if (group.working_key) {
      candidate.working = exact_figure(*model, *group.working_key, facts);
    }
    candidate.is_open = open.contains(candidate.model);
    candidate.time = observed(*model, ObservedProperty::latency, places, runtime);
    candidate.energy = observed(*model, ObservedProperty::energy, places, runtime);
    group.candidates.push_back(std::move(candidate));
  }
  std::ranges::sort(group.candidates, {}, order_of);
  mark_pareto(group.candidates);
  return group;
}

}  // namespace

double in_percent(const Metric& metric) { return metric.unit == "ratio" ? *metric.value * 100 : *metric.value; }

Ranking rank(const std::vector<const ModelEntity*>& models, const FigureKey& preferred, FactSet facts,
             const std::vector<std::string>& places, const std::set<std::string>& open) {
  Ranking ranking;
  std::map<GroupKey, Members> groups;
  for (const ModelEntity* model : models) place(*model, facts, groups, ranking.unranked);
  for (auto& [key, members] : groups)
    ranking.groups.push_back(group_of(key, std::move(members), preferred, facts, places, open));
  std::ranges::stable_sort(ranking.groups, std::greater<>{},
                           [](const Group& group) { return group.candidates.size(); });
  return ranking;
}

}  // namespace kilograph::match
