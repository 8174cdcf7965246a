#include <algorithm>
#include <set>

#include "match/columns/profile.hpp"
#include "match/columns/sensor_key.hpp"
#include "match/figure.hpp"

namespace kilograph::match::columns {
namespace {

using namespace domain;

// Who says a figure matters where it is the asker, and with the study's figures the study.
std::string bare_author(const std::string& by) {
  return by == kAsker || by == kPublishedStudy ? by : std::string("a source");
}

MemoryRequirement bare_figure(const Figure& figure) {
  MemoryRequirement requirement = figure.requirement;
  const bool is_evident = figure.source.basis == Basis::measured || figure.source.basis == Basis::planned;
  requirement.basis = is_evident ? Basis::measured : Basis::declared;
  requirement.by = bare_author(figure.source.by);
  return requirement;
}

// Evident figures come before others in `figures_of`, so that their order stands when it is asked again.
std::vector<MemoryRequirement> bare_figures(const std::vector<Figure>& figures) {
  std::vector<MemoryRequirement> bare;
  for (const Figure& figure : figures) {
    MemoryRequirement one = bare_figure(figure);
    if (std::ranges::find(bare, one) == bare.end()) bare.push_back(std::move(one));
  }
  return bare;
}

// Without reasons, which change no answer; each once.
std::vector<StartRefusal> bare_refusals(const ModelEntity& model) {
  std::set<std::pair<std::string, std::string>> each;
  for (const auto& document : model.documents) {
    for (const StartRefusal& refusal : document.facts.refusals) each.emplace(refusal.runtime, refusal.kernels);
  }
  std::vector<StartRefusal> bare;
  for (const auto& [runtime, kernels] : each) bare.push_back({.runtime = runtime, .kernels = kernels});
  return bare;
}

// Of each place and runtime those that count before others, without words.
std::vector<Observation> bare_observations(const ModelEntity& model, const Limits& limits) {
  std::vector<Observation> bare;
  for (const auto& document : model.documents) {
    for (Observation one : document.facts.observations) {
      if (!(one.property == ObservedProperty::latency ? limits.seconds : limits.joules)) continue;
      Source source = document.source;
      source.basis = one.basis;
      one.low = one.least();
      one.value = one.most();
      one.high.reset();
      one.basis = source.basis;
      one.by.clear();
      one.method.clear();
      if (std::ranges::find(bare, one) == bare.end()) bare.push_back(std::move(one));
    }
  }
  return bare;
}

void write(KeyWriter& to, const Observation& one) {
  to.number(static_cast<std::uint64_t>(one.property));
  to.real(one.value);
  to.real(one.least());
  to.text(one.device);
  to.text(one.runtime);
  to.text(one.kernels);
  to.number(static_cast<std::uint64_t>(one.basis));
}

Observation read_observation(KeyReader& from) {
  Observation one;
  one.property = from.number() == 0 ? ObservedProperty::latency : ObservedProperty::energy;
  one.value = from.real();
  one.low = from.real();
  one.device = from.text();
  one.runtime = from.text();
  one.kernels = from.text();
  one.basis = static_cast<Basis>(std::min<std::uint64_t>(from.number(), static_cast<std::uint64_t>(Basis::declared)));
  return one;
}

ModelEntity entity_of(ModelFacts facts) {
  ModelEntity entity;
  entity.documents.push_back({{}, std::move(facts)});
  return entity;
}

void write(KeyWriter& to, const MemoryRequirement& figure) {
  to.number(static_cast<std::uint64_t>(figure.use));
  to.number(figure.bytes);
  to.text(figure.runtime);
  to.text(figure.kernels);
  to.number(figure.pointer_bits);
  to.text(figure.abi);
  to.number(static_cast<std::uint64_t>(figure.basis));
  to.text(figure.by);
  to.number(figure.is_exact() ? 0 : 1);
  to.number(figure.low());
}

MemoryRequirement read_figure(KeyReader& from) {
  MemoryRequirement figure;
  figure.use = from.number() == 0 ? MemoryUse::working : MemoryUse::program;
  figure.bytes = from.number();
  figure.runtime = from.text();
  figure.kernels = from.text();
  figure.pointer_bits = static_cast<unsigned>(from.number());
  figure.abi = from.text();
  figure.basis = from.number() == static_cast<std::uint64_t>(Basis::measured) ? Basis::measured : Basis::declared;
  figure.by = from.text();
  const bool is_exact = from.number() == 0;
  const std::uint64_t least = from.number();
  if (!is_exact) figure.least_bytes = least;
  return figure;
}

}  // namespace

ModelEntity requirement_of(const ModelEntity& model, const Judge& with) {
  const FactSet facts = with.facts;
  ModelFacts bare_facts;
  if (!with.limits.licences.empty()) {
    if (const auto licence = model.counted(&ModelFacts::licence)) bare_facts.licence = licence->value;
  }
  bare_facts.observations = bare_observations(model, with.limits);
  if (const auto sensors = model.counted(&ModelFacts::sensors)) bare_facts.sensors = bare(sensors->value);
  bare_facts.memory = bare_figures(figures_of(model, MemoryUse::working, facts));
  if (const auto figure = program_figure(model, facts)) bare_facts.memory.push_back(bare_figure(*figure));
  if (facts == FactSet::published) {
    // Only the first figure of the study counts, whatever it was worked out for.
    const auto first = published_working_figure(model);
    std::erase_if(bare_facts.memory, [](const auto& figure) { return figure.use == MemoryUse::working; });
    if (first) {
      bare_facts.memory.push_back({.bytes = first->requirement.bytes,
                                   .by = bare_author(first->source.by),
                                   .least_bytes = first->requirement.least_bytes});
    }
    return entity_of(std::move(bare_facts));
  }
  bare_facts.refusals = bare_refusals(model);
  if (const auto operators = model.counted(&ModelFacts::operators)) {
    std::set<std::pair<std::string, std::int32_t>> each;
    for (const OperatorUse& use : operators->value) each.emplace(use.name, use.version);
    for (const auto& [name, version] : each) bare_facts.operators.push_back({name, version});
  }
  if (const auto formats = model.counted(&ModelFacts::number_formats)) {
    const std::set<TensorType> each(formats->value.begin(), formats->value.end());
    bare_facts.number_formats.assign(each.begin(), each.end());
  }
  return entity_of(std::move(bare_facts));
}

std::string key_of(const ModelEntity& requirement) {
  const ModelFacts& facts = requirement.documents.front().facts;
  KeyWriter key;
  write_all(key, facts.sensors);
  key.number(facts.memory.size());
  for (const MemoryRequirement& figure : facts.memory) write(key, figure);
  key.number(facts.refusals.size());
  for (const StartRefusal& refusal : facts.refusals) {
    key.text(refusal.runtime);
    key.text(refusal.kernels);
  }
  key.number(facts.operators.size());
  for (const OperatorUse& use : facts.operators) {
    key.text(use.name);
    key.number(static_cast<std::uint32_t>(use.version));
  }
  key.number(facts.number_formats.size());
  for (const TensorType type : facts.number_formats) key.number(static_cast<std::uint64_t>(type));
  key.text(facts.licence);
  key.number(facts.observations.size());
  for (const Observation& one : facts.observations) write(key, one);
  return key.take();
}

std::optional<ModelEntity> requirement_from(std::string_view key) {
  KeyReader from(key);
  ModelFacts facts;
  facts.sensors = read_sensors(from);
  facts.memory.resize(from.count());
  for (MemoryRequirement& figure : facts.memory) figure = read_figure(from);
  facts.refusals.resize(from.count());
  for (StartRefusal& refusal : facts.refusals) {
    refusal.runtime = from.text();
    refusal.kernels = from.text();
  }
  facts.operators.resize(from.count());
  for (OperatorUse& use : facts.operators) {
    use.name = from.text();
    use.version = static_cast<std::int32_t>(from.number());
  }
  facts.number_formats.resize(from.count());
  for (TensorType& type : facts.number_formats) {
    const std::uint64_t code = from.number();
    if (code > static_cast<std::uint64_t>(TensorType::unknown)) return std::nullopt;
    type = static_cast<TensorType>(code);
  }
  facts.licence = from.text();
  facts.observations.resize(from.count());
  for (Observation& one : facts.observations) one = read_observation(from);
  if (from.failed() || !from.is_done()) return std::nullopt;
  return entity_of(std::move(facts));
}

}  // namespace kilograph::match::columns
