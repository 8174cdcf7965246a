#include "knowledge/graph/bad_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "domain/sensor.hpp"
#include "domain/spelling.hpp"
#include "knowledge/graph/json_places.hpp"
#include "knowledge/graph/terms.hpp"
#include "knowledge/graph/vocabulary.hpp"

namespace kilograph::knowledge::graph {
namespace {

using Words = std::vector<std::string>;

const Words kKinds = {"working", "program"};
const Words kMedia = {"SRAM", "TCM", "PSRAM", "flash", "external flash"};
const Words kFormats = {"int8", "uint8", "int16", "int4", "float16", "float32"};  // those that accelerators run
const Words kBases = {"measured", "planned", "predicted", "declared"};

std::string described(std::string_view key, const rdf::Term& value, const Words& known, std::string_view outcome) {
  const std::string word(local_name(value.value));
  const auto near = domain::nearest(word, known, 1);
  const std::string hint = near.empty() ? "" : fmt::format(" (the nearest is {})", near.front());
  return fmt::format("{} is \"{}\"; expected one of {}{}. {}; correct it and add the file again.", key, word,
                     fmt::join(known, ", "), hint, outcome);
}

std::string several_named(std::string_view key, const View::Terms& values, const Words& known,
                          std::string_view outcome) {
  Words words;
  for (const rdf::Term* value : values) words.emplace_back(word_of(value->value));
  return fmt::format("{} has {} values: {}; expected one of {}. {}; keep the right one and add the file again.", key,
                     values.size(), fmt::join(words, ", "), fmt::join(known, ", "), outcome);
}

bool is_kind(const rdf::Term& value) { return value.value == kg::WorkingMemory || value.value == kg::ProgramMemory; }
bool is_medium(const rdf::Term& value) {
  return value.kind == rdf::Term::Kind::literal && domain::region_medium_from(value.value).has_value();
}
bool is_basis(const rdf::Term& value) { return basis_from(value.value).has_value(); }

void check_region(const View& view, std::string_view region, std::vector<BadValue>& bad) {
  const auto take = [&](std::string_view property, std::string_view key, const Words& known,
                        bool (*is_known)(const rdf::Term&), std::string_view outcome) {
    const View::Terms values = view.objects(region, property);
    if (values.size() > 1) {
      bad.push_back({std::string(region), std::string(property), values.front()->value,
                     several_named(key, values, known, outcome)});
      return;
    }
    for (const rdf::Term* value : values) {
      if (is_known(*value)) continue;
      bad.push_back({std::string(region), std::string(property), value->value, described(key, *value, known, outcome)});
    }
  };
  take(kg::regionKind, "kind", kKinds, is_kind, "The region is left out, so that its memory is unknown");
  take(kg::medium, "medium", kMedia, is_medium, "It is left out, so that it is unknown");
  take(kg::basis, "basis", kBases, is_basis, "It is left out, and the figures count as declared");
}

void check_accelerator(const View& view, std::string_view accelerator, std::vector<BadValue>& bad) {
  for (const rdf::Term* format : view.objects(accelerator, kg::acceptsFormat)) {
    if (number_format_from(format->value)) continue;
    bad.push_back({std::string(accelerator), std::string(kg::acceptsFormat), format->value,
                   described("formats", *format, kFormats, "The accelerator's formats are left out")});
  }
}

void check_sensor(const View& view, std::string_view part, std::vector<BadValue>& bad) {
  for (const rdf::Term* type : view.objects(part, rdf_term::type)) {
    if (!is_misspelt_sensor(type->value)) continue;
    Words known{"MicroController"};
    for (const auto& row : domain::sensor_classes()) known.emplace_back(row.name);
    bad.push_back({std::string(part), std::string(rdf_term::type), type->value,
                   described("@type", *type, known, "The sensor counts as one of unknown class (OtherSensor)")});
  }
}

}  // namespace

std::optional<domain::RegionKind> region_kind(const View& view, std::string_view region) {
  const View::Terms values = view.objects(region, kg::regionKind);
  if (values.size() != 1 || !is_kind(*values.front())) return std::nullopt;
  return values.front()->value == kg::ProgramMemory ? domain::RegionKind::flash : domain::RegionKind::ram;
}

std::optional<domain::RegionMedium> region_medium(const View& view, std::string_view region) {
  const View::Terms values = view.objects(region, kg::medium);
  if (values.size() != 1 || !is_medium(*values.front())) return std::nullopt;
  return domain::region_medium_from(values.front()->value);
}

bool is_misspelt_sensor(std::string_view klass) {
  if (domain::sensor_class_by_iri(klass) || klass == kg::OtherSensor) return false;
  return std::ranges::any_of(std::initializer_list<std::string_view>{kTd, kKg, kSosaExtend},
                             [&](std::string_view name_space) { return klass.starts_with(name_space); });
}

std::vector<BadValue> bad_words(const View& view, std::string_view device) {
  std::vector<BadValue> bad;
  for (const rdf::Term* part : view.objects(device, other::hasSubSystem)) {
    if (part->kind != rdf::Term::Kind::iri) continue;
    if (!view.has_type(part->value, other::MicroController)) {
      check_sensor(view, part->value, bad);
      continue;
    }
    for (const rdf::Term* region : view.objects(part->value, kg::hasMemoryRegion)) {
      check_region(view, region->value, bad);
    }
    for (const rdf::Term* accelerator : view.objects(part->value, kg::hasAccelerator)) {
      check_accelerator(view, accelerator->value, bad);
    }
  }
  return bad;
}

std::vector<BadValue> with_several_named(std::vector<BadValue> values) {
  std::vector<BadValue> once;
  for (BadValue& value : values) {
    const auto same = [&](const BadValue& one) { return one.node == value.node && one.property == value.property; };
    if (std::ranges::any_of(once, same)) continue;
    Words all;
    for (const BadValue& one : values) {
      if (same(one)) all.push_back(one.value);
    }
    if (all.size() > 1) {
      value.message = fmt::format(
          "{} has {} values: {}; expected one. They are left out, so that it is unknown; keep the right one and add "
          "the file again.",
          key_of(value.property), all.size(), fmt::join(all, ", "));
    }
    once.push_back(value);
  }
  return once;
}

}  // namespace kilograph::knowledge::graph
