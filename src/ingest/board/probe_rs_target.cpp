#include <array>
#include <set>

#include "domain/byte_limit.hpp"
#include "ingest/board/drafting.hpp"
#include "ingest/board/yaml_tree.hpp"

namespace kilograph::ingest::board {
namespace {

// probe-rs's CoreType. It names the architecture, not the core.
struct CoreTypeRow {
  std::string_view name, isa;
  unsigned pointer_bits;
};
constexpr auto kCoreTypes = std::to_array<CoreTypeRow>({
    {"armv6m", "ARMv6-M", 32},
    {"armv7a", "ARMv7-A", 32},
    {"armv7em", "ARMv7E-M", 32},
    {"armv7m", "ARMv7-M", 32},
    {"armv8a", "ARMv8-A", 0},
    {"armv8m", "ARMv8-M", 32},
    {"riscv", "RISC-V", 32},
    {"xtensa", "Xtensa", 32},
});

const CoreTypeRow* core_type(std::string_view name) {
  for (const CoreTypeRow& row : kCoreTypes) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

// The first core is the one that a program starts on; the others stand in labels.
void take_cores(const YamlNode& variant, domain::DeviceFacts& facts, Draft& draft) {
  const YamlNode* cores = variant.find("cores");
  if (!cores) return;
  bool first = true;
  for (const YamlNode& core : cores->children) {
    const std::string type(core.text_of("type"));
    const CoreTypeRow* row = core_type(type);
    if (!row) draft.problem(core.place(), "core type '" + type + "' is not known here");
    if (first && row) {
      facts.isa = row->isa;
      facts.pointer_bits = row->pointer_bits;
    } else if (!first) {
      facts.labels.push_back({"further core", std::string(core.text_of("name")) + " " + type});
    }
    first = false;
  }
}

struct RangeText {
  std::string_view start, end;
};

RangeText range_of(const YamlNode& node) {
  const YamlNode* range = node.find("range");
  if (!range) return {};
  return {range->text_of("start"), range->text_of("end")};
}

void take_region(const YamlNode& node, std::string_view type, domain::DeviceFacts& facts, Draft& draft) {
  if (type != "Ram" && type != "Nvm") return;  // Generic: peripherals and the like
  const RangeText range = range_of(node);
  const auto start = number_in(range.start), end = number_in(range.end);
  if (!start || !end || *end <= *start || *end - *start > domain::kMostBytes) {
    return draft.problem(node.place(), "the range of a memory region is no start and a greater end");
  }
  const auto kind = type == "Ram" ? domain::RegionKind::ram : domain::RegionKind::flash;
  std::string name(node.text_of("name"));
  if (name.empty()) name = type == "Ram" ? "RAM" : "Flash";
  domain::MemoryRegion found = region(name, kind, *end - *start);
  found.medium = medium_in(name);
  found.contiguous = true;
  if (const YamlNode* access = node.find("access")) {
    const std::string_view execute = access->text_of("execute");
    if (!execute.empty()) found.executable = execute == "true";
  }
  facts.regions.push_back(std::move(found));
}

// "- !Ram {range: …}" since 2023, "- Ram: {range: …}" before.
void take_memory(const YamlNode& variant, domain::DeviceFacts& facts, Draft& draft) {
  const YamlNode* map = variant.find("memory_map");
  if (!map) return;
  if (map->kind != YamlNode::Kind::sequence) return draft.problem(map->place(), "memory_map is no list");
  for (const YamlNode& node : map->children) {
    if (!node.tag.empty()) {
      take_region(node, std::string_view(node.tag).substr(1), facts, draft);
    } else if (node.keys.size() == 1) {
      take_region(node.children.front(), node.keys.front(), facts, draft);
    } else {
      draft.problem(node.place(), "a memory region without its type, !Ram or !Nvm");
    }
  }
}

constexpr auto kFamilyKeys = std::to_array<std::string_view>({"name", "manufacturer", "variants", "flash_algorithms"});
constexpr auto kVariantKeys =
    std::to_array<std::string_view>({"name", "part", "cores", "memory_map", "flash_algorithms"});

// Each flash algorithm that a variant names is defined at the file's end: where one is not, the end is missing.
void check_algorithms(const std::set<std::string_view>& defined, const YamlNode& variant, Draft& draft) {
  const YamlNode* named = variant.find("flash_algorithms");
  if (!named) return;
  for (const YamlNode& one : named->children) {
    if (one.kind != YamlNode::Kind::scalar || defined.contains(one.text)) continue;
    return draft.problem(one.place(), "the flash algorithm '" + one.text + "' is not defined: was the file cut?");
  }
}

// "nordic" of {id: 0x02, cc: 0x44} is known to nobody but JEDEC, so that a manufacturer is not taken.
Result<void> take_variant(const YamlNode& variant, std::string_view family, Draft& draft) {
  const std::string name(variant.text_of("name"));
  if (name.empty()) {
    draft.problem(variant.place(), "a variant without a name");
    return {};
  }
  BoardDefinition& definition = *KG_TRY(draft.add(name, variant.place()));
  definition.facts.title = name;
  definition.facts.mcu = name;
  definition.facts.labels.push_back({"family", std::string(family)});
  draft.check_keys(variant, kVariantKeys);
  if (!variant.find("memory_map"))
    draft.problem(variant.place(), "'" + name + "' has no memory_map: is the file whole?");
  take_cores(variant, definition.facts, draft);
  take_memory(variant, definition.facts, draft);
  return {};
}

}  // namespace

bool is_probe_rs_target(std::string_view yaml) {
  return has_outer_key(yaml, "variants") && has_outer_key(yaml, "name");
}

Result<BoardDefinitions> read_probe_rs_target(std::string_view yaml, std::string_view file_name) {
  const YamlNode family = KG_TRY(read_yaml(yaml));
  const YamlNode* variants = family.find("variants");
  if (!variants || variants->kind != YamlNode::Kind::sequence || variants->children.empty()) {
    return fail(ErrorKind::bad_input, "the chip family has no list of variants", family.place(),
                "variants: a list with a name, cores and a memory_map each");
  }
  Draft draft("probe-rs", "probe-rs", file_name);
  draft.check_whole(yaml, family);
  draft.check_keys(family, kFamilyKeys);
  std::set<std::string_view> algorithms;
  if (const YamlNode* defined = family.find("flash_algorithms")) {
    for (const YamlNode& one : defined->children) algorithms.insert(one.text_of("name"));
  }
  for (const YamlNode& variant : variants->children) {
    KG_CHECK(take_variant(variant, family.text_of("name"), draft));
    check_algorithms(algorithms, variant, draft);
  }
  BoardDefinitions definitions = KG_TRY(std::move(draft).take());
  if (definitions.boards.empty()) {
    return fail(ErrorKind::bad_input, "no variant of the chip family has a name", variants->place());
  }
  return definitions;
}

}  // namespace kilograph::ingest::board
