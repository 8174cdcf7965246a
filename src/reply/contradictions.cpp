#include "reply/contradictions.hpp"

#include <algorithm>
#include <map>
#include <span>

#include "base/bytes.hpp"
#include "domain/spelling.hpp"
#include "match/figure.hpp"
#include "reply/fact_list.hpp"

namespace kilograph::reply {
namespace {

using namespace domain;
using Said = Contradiction::Said;

// By their names in fact_list.
constexpr std::string_view kOfModel[] = {"file bytes", "constant bytes", "parameters", "MACs",
                                         "inputs",     "outputs",        "sensors",    "operators"};
constexpr std::string_view kOfDevice[] = {"processor", "mcu", "isa", "clock in Hz", "pointer bits",
                                          "FPU",       "DSP", "MVE", "runtimes",    "sensors"};

// Why one document counts before another.
template <class F>
std::string rule_of(const Entity<F>& entity, std::size_t first, std::size_t other) {
  const std::size_t own = entity.documents.size();
  if (first < own && other >= own) return "what it states itself counts before what it is based on";
  const Basis one = entity.document(first).source.basis, two = entity.document(other).source.basis;
  if (one != two) return std::string(name_of(one)) + " counts before " + std::string(name_of(two));
  return first >= own ? "of what it is based on the nearest counts first" : "of equal standing, the newest counts";
}

void add(std::vector<Said>& others, const std::string& counted, Said said) {
  const auto same = [&](const Said& other) { return other.value == said.value; };
  if (said.value != counted && std::ranges::none_of(others, same)) others.push_back(std::move(said));
}

template <class F>
std::vector<Contradiction> plain(const Entity<F>& entity, const char* of, std::span<const std::string_view> facts) {
  std::vector<std::map<std::string, std::string>> said;  // by document
  for (std::size_t i = 0; i < entity.document_count(); ++i) {
    said.push_back(fact_list(Entity<F>{entity.id, entity.name, {entity.document(i)}}));
  }
  std::vector<Contradiction> found;
  for (const std::string_view fact : facts) {
    Contradiction one{of, std::string(fact), {}, {}, {}};
    std::size_t first = said.size();
    for (std::size_t i = 0; i < said.size(); ++i) {
      const auto value = said[i].find(one.fact);
      if (value == said[i].end()) continue;
      if (first == said.size()) {
        first = i;
        one.counted = {value->second, entity.document(i).source};
      } else {
        if (one.others.empty() && value->second != one.counted.value) one.rule = rule_of(entity, first, i);
        add(one.others, one.counted.value, {value->second, entity.document(i).source});
      }
    }
    if (!one.others.empty()) found.push_back(std::move(one));
  }
  return found;
}

std::string bytes_text(const MemoryRequirement& need) {
  return (need.is_exact() ? "" : grouped(need.low()) + " to ") + grouped(need.bytes) + " B";
}

// An estimate agrees with what lies within its bounds, and what a model used with a plan that gives it as much or more.
bool agree(const MemoryRequirement& one, const MemoryRequirement& other) {
  if (one.basis == Basis::measured && other.basis == Basis::planned) return one.bytes <= other.bytes;
  if (other.basis == Basis::measured && one.basis == Basis::planned) return other.bytes <= one.bytes;
  return one.low() <= other.bytes && other.low() <= one.bytes;
}

// A figure that states no ABI is for each of its pointer width (match/figure.hpp).
bool is_for(const match::FigureKey& figure, const match::FigureKey& wanted) {
  match::FigureKey there = figure;
  if (there.abi.empty()) there.abi = wanted.abi;
  return there == wanted;
}

// Each once; without an ABI only where no other has one.
std::vector<match::FigureKey> keys_of(const std::vector<match::Figure>& figures) {
  std::vector<match::FigureKey> keys;
  for (const match::Figure& figure : figures) {
    const match::FigureKey key = match::key_of(figure.requirement);
    const auto covers = [&](const match::Figure& other) {
      const match::FigureKey its = match::key_of(other.requirement);
      return key.abi.empty() && !its.abi.empty() && is_for(key, its);
    };
    if (std::ranges::find(keys, key) == keys.end() && std::ranges::none_of(figures, covers)) keys.push_back(key);
  }
  return keys;
}

// Figures for one key, of which match/figure.hpp says which counts.
void add_figures(std::vector<Contradiction>& found, const ModelEntity& model, MemoryUse use) {
  const auto figures = match::figures_of(model, use, match::FactSet::best);
  for (const match::FigureKey& key : keys_of(figures)) {
    std::vector<match::Figure> same;
    for (const match::Figure& figure : figures) {
      if (is_for(match::key_of(figure.requirement), key)) same.push_back(figure);
    }
    const bool is_working = use == MemoryUse::working;
    const auto counted = is_working ? match::working_figure(same, key) : std::optional(same.front());
    if (!counted) continue;
    Contradiction one{"model",
                      std::string(name_of(use)) + " for " + match::to_text(key),
                      {bytes_text(counted->requirement), counted->source},
                      {},
                      is_working ? "exact figures count before estimates, and of those that were measured or planned "
                                   "the largest; else measured, planned, predicted, declared, the newest first"
                                 : "measured, planned, predicted, declared, the newest first"};
    for (const match::Figure& figure : same) {
      if (agree(figure.requirement, counted->requirement)) continue;
      add(one.others, one.counted.value, {bytes_text(figure.requirement), figure.source});
    }
    if (!one.others.empty()) found.push_back(std::move(one));
  }
}

bool is_free(const match::RegionChoice& choice) {
  return choice.rule == match::RegionRule::measured_free || choice.rule == match::RegionRule::declared_free;
}

// One memory under one name, or under none.
bool is_same_memory(const MemoryRegion& one, const MemoryRegion& other) {
  return one.name.empty() || other.name.empty() || lower_case(one.name) == lower_case(other.name);
}

std::string bytes_text(const match::RegionChoice& choice) {
  return grouped(choice.bytes) + " B (" + std::string(name_of(choice.rule)) + ")";
}

void add_region(std::vector<Contradiction>& found, const DeviceEntity& device, RegionKind kind) {
  const auto counted = match::best_region(device, kind, match::FactSet::best);
  if (!counted) return;
  const bool is_ram = kind == RegionKind::ram;
  Contradiction one{"device", is_ram ? "RAM" : "flash", {bytes_text(*counted), counted->source}, {}, {}};
  for (const match::RegionChoice& other : match::region_choices(device, kind, match::FactSet::best)) {
    const bool is_about_it = other.document != counted->document && is_free(other) == is_free(*counted) &&
                             other.bytes != counted->bytes && is_same_memory(other.region, counted->region);
    if (!is_about_it) continue;
    if (one.others.empty()) {
      one.rule = other.rule == counted->rule
                     ? rule_of(device, counted->document, other.document)
                     : std::string(name_of(counted->rule)) + " counts before " + std::string(name_of(other.rule));
    }
    add(one.others, one.counted.value, {bytes_text(other), other.source});
  }
  if (!one.others.empty()) found.push_back(std::move(one));
}

}  // namespace

std::vector<Contradiction> contradictions_of(const ModelEntity& model) {
  auto found = plain(model, "model", kOfModel);
  add_figures(found, model, MemoryUse::working);
  add_figures(found, model, MemoryUse::program);
  return found;
}

std::vector<Contradiction> contradictions_of(const DeviceEntity& device) {
  auto found = plain(device, "device", kOfDevice);
  add_region(found, device, RegionKind::ram);
  add_region(found, device, RegionKind::flash);
  return found;
}

}  // namespace kilograph::reply
