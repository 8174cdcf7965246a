#include "match/figure.hpp"

#include <algorithm>

#include "base/bytes.hpp"
#include "domain/device_core.hpp"
#include "domain/platform_reserve.hpp"

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

std::optional<RegionChoice> choice_of(const DeviceFacts& stated, const MemoryRegion& region, FactSet facts) {
  RegionChoice choice;
  choice.region = region;
  if (region.contiguous == false) {
    const auto bytes = region.free_bytes ? region.free_bytes : region.size_bytes;
    if (!bytes) return std::nullopt;
    choice.bytes = *bytes;
    return choice;
  }
  if (region.free_bytes) {
    choice.rule = region.basis == Basis::measured ? RegionRule::measured_free : RegionRule::declared_free;
    choice.bytes = *region.free_bytes;
    choice.is_free = true;
    return choice;
  }
  if (!region.size_bytes || facts == FactSet::published) return std::nullopt;
  choice.bytes = *region.size_bytes;
  const auto usual = usual_reserve(stated, region.kind);
  if (!region.reserved_bytes && !usual) return choice;
  const std::uint64_t reserve = region.reserved_bytes ? *region.reserved_bytes : usual->bytes;
  choice.rule = RegionRule::less_reserve;
  choice.bytes -= std::min(choice.bytes, reserve);
  choice.is_free = true;
  choice.reserve = grouped(reserve) + " B";
  if (!region.reserved_bytes) {
    choice.reserve +=
        " that " + std::string(usual->framework) + " usually takes (" + std::string(usual->evidence) + ")";
  } else {
    choice.reserve += " that are stated to be reserved";
  }
  return choice;
}

// A store beside the memory that a program runs from, such as a flash behind a serial bus.
bool holds_no_code(const RegionChoice& choice) {
  return choice.region.kind == RegionKind::flash && choice.region.executable == false;
}

// The regions of one document that could be chosen, with their bytes.
std::vector<RegionChoice> choices_in(const DeviceEntity& device, std::size_t document, RegionKind kind, FactSet facts) {
  std::vector<RegionChoice> choices;
  const auto& [source, stated] = device.document(document);
  for (std::size_t i = 0; i < stated.regions.size(); ++i) {
    const MemoryRegion& region = stated.regions[i];
    const std::string& by = region.by.empty() ? source.by : region.by;
    if (region.kind != kind || !is_let_in(by, facts)) continue;
    auto choice = choice_of(stated, region, facts);
    if (!choice) continue;
    choice->source = source_of(source, region.basis, region.by);
    choice->document = document;
    choice->index = i;
    choices.push_back(std::move(*choice));
  }
  return choices;
}

struct DocumentSpan {
  std::size_t first, end;
};

std::vector<RegionChoice> choices_among(const DeviceEntity& device, DocumentSpan documents, RegionKind kind,
                                        FactSet facts) {
  std::vector<RegionChoice> all;
  for (std::size_t i = documents.first; i < documents.end; ++i) {
    for (RegionChoice& choice : choices_in(device, i, kind, facts)) all.push_back(std::move(choice));
  }
  return all;
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
  const Figure* own = nullptr;
  const Figure* bounds = nullptr;
  const Figure* open = nullptr;
  for (const Figure& figure : figures) {
    const FigureKey subject = key_of(figure.requirement);
    if (!is_for(subject, key)) {
      if (!open && has_room_for(subject, key)) open = &figure;
    } else if (!figure.requirement.is_exact()) {
      if (!bounds) bounds = &figure;
    } else if (!own || (is_evident(figure) && figure.requirement.bytes > own->requirement.bytes)) {
      own = &figure;
    }
  }
  const Figure* counted = own ? own : bounds ? bounds : open;
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

std::string_view name_of(RegionRule rule) {
  constexpr std::string_view kNames[] = {"measured free", "declared free", "size less usual reserve", "size"};
  return kNames[static_cast<std::size_t>(rule)];
}

std::vector<RegionChoice> region_choices(const DeviceEntity& device, RegionKind kind, FactSet facts) {
  return choices_among(device, {0, device.document_count()}, kind, facts);
}

std::optional<RegionChoice> best_region(const DeviceEntity& device, RegionKind kind, FactSet facts) {
  const std::size_t own = device.documents.size();
  std::vector<RegionChoice> all = choices_among(device, {0, own}, kind, facts);
  if (all.empty()) all = choices_among(device, {own, device.document_count()}, kind, facts);
  if (!std::ranges::all_of(all, holds_no_code)) std::erase_if(all, holds_no_code);
  const auto first = std::ranges::min_element(all, {}, &RegionChoice::rule);
  if (first == all.end()) return std::nullopt;
  const RegionRule rule = first->rule;
  const std::size_t document = first->document;
  std::erase_if(all, [&](const RegionChoice& choice) { return choice.document != document; });
  const std::uint64_t most = std::ranges::max_element(all, {}, &RegionChoice::bytes)->bytes;
  std::erase_if(all, [&](const RegionChoice& choice) { return choice.rule != rule; });
  RegionChoice best = *std::ranges::max_element(all, {}, &RegionChoice::bytes);
  best.most_bytes = std::max(best.bytes, most);
  return best;
}

Machine machine_of(const DeviceEntity& device) {
  const DeviceCore core = core_of(device);
  if (core.row) return {core.row->pointer_bits, std::string(core.row->abi), {}, {}, core.name, core.kernels};
  const auto width = device.counted(&DeviceFacts::pointer_bits);
  if (!core.unresolved.empty()) return {0, {}, {}, core.unresolved};
  if (!width) return {};
  return {width->value, width->value == 64 ? "host64" : "arm32", width->value == 64 ? "" : "an Arm core is assumed"};
}

}  // namespace kilograph::match
