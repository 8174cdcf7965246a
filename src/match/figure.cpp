#include "match/figure.hpp"

#include <algorithm>

#include "domain/core_table.hpp"

namespace kilograph::match {
namespace {

using namespace domain;

bool is_let_in(const std::string& by, FactSet facts) {
  return facts == FactSet::best || by == kPublishedStudy || by == kAsker;
}

Source source_of(const Source& document, Basis basis, const std::string& by) {
  Source source = document;
  source.basis = basis;
  if (!by.empty()) source.by = by;
  return source;
}

// Observed or worked out from the file, not just said.
bool is_evident(const Figure& figure) {
  return figure.source.basis == Basis::measured || figure.source.basis == Basis::planned;
}

// A figure that states no ABI is one for the usual machine of its pointer width.
bool is_for(const FigureKey& key, const FigureKey& wanted) {
  return key.runtime == wanted.runtime && key.kernels == wanted.kernels && key.pointer_bits == wanted.pointer_bits &&
         (key.abi.empty() || key.abi == wanted.abi);
}

bool has_room_for(const FigureKey& key, const FigureKey& wanted) {
  return (key.runtime.empty() || key.runtime == wanted.runtime) &&
         (key.kernels.empty() || key.kernels == wanted.kernels) &&
         (key.pointer_bits == 0 || key.pointer_bits == wanted.pointer_bits) &&
         (key.abi.empty() || key.abi == wanted.abi);
}

std::optional<std::uint64_t> bytes_of(const MemoryRegion& region, FactSet facts) {
  if (region.free_bytes || facts == FactSet::published) return region.free_bytes;
  return region.size_bytes;
}

// The regions of one document that could be chosen, with their bytes.
std::vector<RegionChoice> choices_in(const DeviceEntity& device, std::size_t document, RegionKind kind, FactSet facts) {
  std::vector<RegionChoice> choices;
  const auto& [source, stated] = device.documents[document];
  for (std::size_t i = 0; i < stated.regions.size(); ++i) {
    const MemoryRegion& region = stated.regions[i];
    const auto bytes = bytes_of(region, facts);
    const std::string& by = region.by.empty() ? source.by : region.by;
    if (region.kind != kind || !bytes || !is_let_in(by, facts)) continue;
    choices.push_back(
        {region, source_of(source, region.basis, region.by), document, i, *bytes, region.free_bytes.has_value()});
  }
  return choices;
}

}  // namespace

FigureKey key_of(const MemoryRequirement& requirement) {
  return {requirement.runtime, requirement.kernels, requirement.pointer_bits, requirement.abi};
}

std::string to_text(const FigureKey& key) {
  std::string text = key.runtime.empty() ? "any runtime" : key.runtime;
  if (!key.kernels.empty()) text += ", " + key.kernels + " kernels";
  if (!key.abi.empty()) return text + ", " + key.abi;
  if (key.pointer_bits != 0) text += ", " + std::to_string(key.pointer_bits) + "-bit pointers";
  return text;
}

std::vector<Figure> figures_of(const ModelEntity& model, MemoryUse use, FactSet facts) {
  std::vector<Figure> figures;
  for (const auto& document : model.documents) {
    for (const MemoryRequirement& requirement : document.facts.memory) {
      const Source source = source_of(document.source, requirement.basis, requirement.by);
      if (requirement.use == use && is_let_in(source.by, facts)) figures.push_back({requirement, source});
    }
  }
  std::ranges::stable_sort(figures, {}, [](const Figure& figure) { return rank_of(figure.source); });
  return figures;
}

std::optional<Figure> working_figure(const std::vector<Figure>& figures, const FigureKey& key) {
  const Figure* exact = nullptr;
  const Figure* open = nullptr;
  for (const Figure& figure : figures) {
    const FigureKey own = key_of(figure.requirement);
    if (is_for(own, key)) {
      if (!exact || (is_evident(figure) && figure.requirement.bytes > exact->requirement.bytes)) exact = &figure;
    } else if (!open && has_room_for(own, key)) {
      open = &figure;
    }
  }
  const Figure* counted = exact ? exact : open;
  return counted ? std::optional(*counted) : std::nullopt;
}

std::optional<Figure> published_working_figure(const ModelEntity& model) {
  const auto figures = figures_of(model, MemoryUse::working, FactSet::published);
  return figures.empty() ? std::nullopt : std::optional(figures.front());
}

std::optional<Figure> program_figure(const ModelEntity& model, FactSet facts) {
  // The study's Flash is the file's size, so a model that it does not name is judged by its own file.
  for (const FactSet set : {facts, FactSet::best}) {
    for (const Figure& figure : figures_of(model, MemoryUse::program, set)) {
      if (figure.requirement.runtime.empty()) return figure;
    }
  }
  const auto file = model.counted(&ModelFacts::file_bytes);
  if (!file) return std::nullopt;
  return Figure{{.use = MemoryUse::program, .bytes = *file->value, .basis = file->source.basis, .by = file->source.by},
                file->source};
}

std::optional<RegionChoice> best_region(const DeviceEntity& device, RegionKind kind, FactSet facts) {
  std::vector<RegionChoice> candidates;
  for (std::size_t i = 0; i < device.documents.size(); ++i) {
    std::vector<RegionChoice> choices = choices_in(device, i, kind, facts);
    const bool states_free = std::ranges::any_of(choices, &RegionChoice::is_free);
    if (states_free) std::erase_if(choices, [](const RegionChoice& choice) { return !choice.is_free; });
    if (states_free || candidates.empty()) candidates = std::move(choices);
    if (states_free) break;
  }
  const auto best = std::ranges::max_element(candidates, {}, &RegionChoice::bytes);
  return best == candidates.end() ? std::nullopt : std::optional(*best);
}

Machine machine_of(const DeviceEntity& device) {
  const auto processor = device.counted(&DeviceFacts::processor);
  const auto width = device.counted(&DeviceFacts::pointer_bits);
  if (const CoreRow* core = processor ? core_row(processor->value) : nullptr) {
    return {core->abi == "host64" ? 64u : 32u, std::string(core->abi), {}};
  }
  if (!width) return {};
  return {width->value, width->value == 64 ? "host64" : "arm32", width->value == 64 ? "" : "an Arm core"};
}

}  // namespace kilograph::match
