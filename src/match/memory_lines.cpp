#include <set>

#include "base/bytes.hpp"
#include "base/listing.hpp"
#include "domain/code_range.hpp"
#include "match/requirement_lines.hpp"

namespace kilograph::match {
namespace {

using namespace domain;

void add_note(RequirementLine& line, const std::string& note) {
  if (!line.note.empty()) line.note += "; ";
  line.note += note;
}

std::string exact_bytes(std::uint64_t bytes) { return grouped(bytes) + " B"; }

struct OfferedBytes {
  bool is_free = false;      // what the line states is known to be free
  std::uint64_t most = 0;    // what exceeds this does not fit
};

// The device's side, against one region: regions are never summed.
OfferedBytes offer_region(RequirementLine& line, const DeviceEntity& device, RegionKind kind, FactSet facts) {
  const std::string memory = kind == RegionKind::ram ? "RAM" : "flash";
  const auto choice = best_region(device, kind, facts);
  if (!choice) {
    line.available = "unknown";
    add_note(line, facts == FactSet::published
                       ? "the study states no free " + memory + " for this device"
                       : "no " + memory + " region is stated; a device description with its free " + memory +
                             " settles it: `kilograph add FILE`");
    return {};
  }
  const std::string region = choice->region.name.empty() ? memory : choice->region.name;
  const bool is_estimate = choice->rule == RegionRule::less_reserve;
  line.available = exact_bytes(choice->bytes) +
                   (is_estimate       ? " usually free in "
                    : choice->is_free ? " free in "
                                      : " in all of ") +
                   region;
  line.available_bytes = choice->bytes;
  line.available_source = choice->source;
  if (is_estimate) {
    add_note(line, "estimated: " + region + " has " + exact_bytes(*choice->region.size_bytes) + ", less " +
                       choice->reserve + "; a description with its free bytes counts instead");
  }
  if (!choice->is_free) {
    add_note(line, "free " + memory +
                       " is not known: the region's whole size can only show what does not fit; a "
                       "description with its free bytes settles it");
  }
  return {choice->is_free, choice->most_bytes};
}

// A region's whole size bounds what is free in it: it can prove a no, never a yes.
void settle(RequirementLine& line, const ByteBounds& bounds, const OfferedBytes& offered) {
  if (!line.required_bytes || !line.available_bytes) return;
  const std::uint64_t available = *line.available_bytes;
  line.margin_bytes = static_cast<std::int64_t>(available) - static_cast<std::int64_t>(*line.required_bytes);
  if (offered.is_free && bounds.met_from && available >= *bounds.met_from) {
    line.status = Status::met;
  } else if (offered.most < bounds.unmet_below) {
    line.status = Status::unmet;
  } else if (available < bounds.unmet_below) {
    add_note(line, "a larger memory of " + exact_bytes(offered.most) +
                       " may hold it: a description with its free bytes settles it");
  }
}

std::string bytes_text(const MemoryRequirement& need) {
  return need.is_exact() ? exact_bytes(need.bytes) : grouped(need.low()) + " to " + exact_bytes(need.bytes);
}

void require(RequirementLine& line, const std::optional<Figure>& figure) {
  line.required = figure ? bytes_text(figure->requirement) : "unknown";
  if (!figure) return;
  line.required_bytes = figure->requirement.bytes;
  line.required_least_bytes = figure->requirement.least_bytes;
  line.required_source = figure->source;
}

// What a reader must know of two bounds.
void explain_estimate(RequirementLine& line) {
  if (!line.required_least_bytes) return;
  const std::string low = exact_bytes(*line.required_least_bytes), high = exact_bytes(*line.required_bytes);
  if (line.status != Status::unknown) return add_note(line, "an estimate: at least " + low + ", at most " + high);
  if (!line.available_bytes) return;
  add_note(line, "an estimate: from " + high + " free it surely starts, below " + low +
                     " surely not; between them a measured figure settles it");
}

// Two documents may state the same figure; people want it once.
std::string known_figures(const std::vector<Figure>& figures) {
  constexpr std::size_t kMostListed = 4;
  std::set<std::string> texts;
  std::string all;
  for (const Figure& figure : figures) {
    const std::string text = bytes_text(figure.requirement) + " (" + to_text(key_of(figure.requirement)) + ", " +
                             std::string(name_of(figure.source.basis)) + ")";
    if (texts.insert(text).second && texts.size() <= kMostListed) all += (all.empty() ? "" : "; ") + text;
  }
  return texts.size() <= kMostListed ? all : all + "; and " + std::to_string(texts.size() - kMostListed) + " more";
}

void explain_missing_figure(RequirementLine& line, const std::vector<Figure>& figures, const FigureKey& key,
                            const Machine& machine) {
  if (!figures.empty()) add_note(line, "known only: " + known_figures(figures));
  if (!machine.unresolved.empty()) return add_note(line, machine.unresolved);
  if (key.abi == "arm32" || key.abi == "host64") {
    return add_note(line,
                    "an arena figure for " + to_text(key) + " settles it: `kilograph add FILE` of a table of figures");
  }
  if (key.abi == "riscv32" || key.abi == "xtensa") {
    return add_note(line, "its bounds for " + to_text(key) + " follow from the model's file: `kilograph add FILE`");
  }
  add_note(line, "no runtime that is known here was built for " + key.abi);
}

void require_best(RequirementLine& line, const ModelEntity& model, const Machine& machine,
                  const RuntimeChoice& choice) {
  const FigureKey key{choice.runtime.id, choice.runtime.kernels, machine.pointer_bits, machine.abi};
  const auto figures = figures_of(model, MemoryUse::working, FactSet::best);
  const auto figure = working_figure(figures, key);
  require(line, figure);
  if (!figure) {
    const std::string refused = refused_formats(model, choice);
    const std::string not_there = "the model does not start on " + choice.runtime.id;
    if (!refused.empty()) return add_note(line, not_there + ", which does not run " + refused);
    if (refusal_of(model, choice.runtime)) return add_note(line, not_there);
    return explain_missing_figure(line, figures, key, machine);
  }
  add_note(line, "for " + to_text(key_of(figure->requirement)));
  if (!machine.assumed.empty() && figure->requirement.pointer_bits != 0) add_note(line, machine.assumed);
}

void require_published(RequirementLine& line, const ModelEntity& model) {
  const auto figure = published_working_figure(model);
  require(line, figure);
  if (figure) return add_note(line, "for " + to_text(key_of(figure->requirement)));
  add_note(line, "the study states no arena for this model; `--facts best` judges by the other figures");
}

// Asks for the upper bound of the code's bytes.
void add_code(RequirementLine& line, const std::vector<OperatorUse>& operators, const Runtime& runtime) {
  const std::uint64_t model_bytes = *line.required_bytes;
  const std::uint64_t least_bytes = line.required_least_bytes.value_or(model_bytes);
  const CodeRange code = code_range(names_of(operators), runtime.code);
  line.required_bytes = model_bytes + code.high;
  line.required_least_bytes = least_bytes + code.low;
  line.required = exact_bytes(*line.required_bytes);
  add_note(line, "the model's " + exact_bytes(model_bytes) + " and at most " + exact_bytes(code.high) +
                     " of code for " + runtime.id + " (at least " + exact_bytes(code.low) + ")");
  if (!code.unmeasured.empty()) {
    add_note(line, exact_bytes(runtime.code.unmeasured_operator) +
                       " allowed for what was not measured: " + listed(code.unmeasured));
  }
}

// Where the code's upper bound is not known, the model's bytes can prove a no, never a yes.
void require_at_least_the_model(RequirementLine& line, const std::string& why) {
  line.required = "more than " + line.required;
  add_note(line, why);
}

void withhold_yes(RequirementLine& line) {
  if (line.status == Status::unmet) return;
  line.status = Status::unknown;
  line.required_bytes.reset();
  line.required_least_bytes.reset();
  line.margin_bytes.reset();
}

}  // namespace

RequirementLine working_memory_line(const ModelEntity& model, const DeviceEntity& device, const Machine& machine,
                                    const RuntimeChoice& choice, FactSet facts) {
  RequirementLine line{.kind = RequirementKind::working_memory};
  if (facts == FactSet::published) {
    require_published(line, model);
  } else {
    require_best(line, model, machine, choice);
  }
  settle(line, working_memory_bounds(model, choice.runtime, machine, facts),
         offer_region(line, device, RegionKind::ram, facts));
  explain_estimate(line);
  return line;
}

bool counts_code(const RequirementLine& line, const Runtime& runtime, FactSet facts) {
  return line.kind == RequirementKind::program_memory && line.required_source && runtime.code.base != 0 &&
         has_code_beside(*line.required_source, facts);
}

RequirementLine program_memory_line(const ModelEntity& model, const DeviceEntity& device, const Machine& machine,
                                    const RuntimeChoice& choice, FactSet facts) {
  RequirementLine line{.kind = RequirementKind::program_memory};
  const auto figure = program_figure(model, facts);
  require(line, figure);
  const Runtime& runtime = choice.runtime;
  const bool has_code = figure && has_code_beside(*line.required_source, facts);
  const auto operators = model.counted(&ModelFacts::operators);
  const bool is_measured = knows_code(runtime, machine);
  if (!figure) {
    add_note(line,
             "the model's size is not known; its file, or a description with its size, settles it: "
             "`kilograph add FILE`");
  } else if (!has_code) {
    add_note(line, "runtime code not counted");
  } else if (!operators) {
    require_at_least_the_model(
        line, "the code of " + runtime.id + " comes on top; the model's operators are not known, its file settles it");
  } else if (!is_measured) {
    const std::string core = machine.abi.empty() ? "a core that is not known" : machine.abi;
    const std::string place = runtime.code.base == 0 ? "" : " for " + core;
    require_at_least_the_model(line, "the code of " + runtime.id + " comes on top; it was not measured" + place);
  } else {
    add_code(line, operators->value, runtime);
  }
  settle(line, program_memory_bounds(model, runtime, machine, facts),
         offer_region(line, device, RegionKind::flash, facts));
  if (has_code && (!operators || !is_measured)) withhold_yes(line);
  return line;
}

}  // namespace kilograph::match
