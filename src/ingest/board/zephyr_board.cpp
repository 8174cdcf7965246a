#include <array>

#include "domain/byte_limit.hpp"
#include "ingest/board/drafting.hpp"
#include "ingest/board/yaml_tree.hpp"

namespace kilograph::ingest::board {
namespace {

// Zephyr's names of architectures (its arch/ folder). `pointer_bits` 0: it does not follow from the name.
struct ArchitectureRow {
  std::string_view name, isa;
  unsigned pointer_bits;
};
constexpr auto kArchitectures = std::to_array<ArchitectureRow>({
    {"arm", "Arm, 32-bit", 32},
    {"arm64", "AArch64", 64},
    {"arc", "ARC", 0},
    {"mips", "MIPS", 0},
    {"nios2", "Nios II", 32},
    {"posix", "", 0},
    {"riscv", "RISC-V", 0},
    {"riscv32", "RV32", 32},
    {"riscv64", "RV64", 64},
    {"rx", "RX", 32},
    {"sparc", "SPARC", 32},
    {"x86", "x86", 0},
    {"xtensa", "Xtensa", 32},
});

constexpr std::uint64_t kKib = 1024;
// Those that are read, and those of Zephyr's test runner beside them (its board-schema).
constexpr auto kKeys = std::to_array<std::string_view>({"identifier", "name", "vendor", "type", "arch", "toolchain",
                                                        "ram", "flash", "supported", "testing", "twister", "simulation",
                                                        "simulation_exec", "sysbuild", "env", "tier", "variants"});

void take_region(const YamlNode& board, std::string_view key, domain::RegionKind kind, domain::DeviceFacts& facts,
                 Draft& draft) {
  const YamlNode* value = board.find(key);
  if (!value) return;
  const auto kib = value->kind == YamlNode::Kind::scalar ? number_in(value->text) : std::nullopt;
  if (!kib || *kib > domain::kMostBytes / kKib) {
    return draft.problem(value->place(), std::string(key) + " is '" + value->text + "', which is no number of KiB");
  }
  if (*kib == 0) return draft.problem(value->place(), std::string(key) + " is 0, which is taken as not known");
  facts.regions.push_back(region(key == "ram" ? "RAM" : "Flash", kind, *kib * kKib));
}

void take_architecture(const YamlNode& board, domain::DeviceFacts& facts, Draft& draft) {
  const YamlNode* value = board.find("arch");
  if (!value) return;
  for (const ArchitectureRow& row : kArchitectures) {
    if (row.name != value->text) continue;
    facts.isa = row.isa;
    facts.pointer_bits = row.pointer_bits;
    return;
  }
  draft.problem(value->place(), "arch '" + value->text + "' is not known here");
}

void take_supported(const YamlNode& board, domain::DeviceFacts& facts, Draft& draft) {
  const YamlNode* list = board.find("supported");
  if (!list || list->kind == YamlNode::Kind::null) return;
  if (list->kind != YamlNode::Kind::sequence) return draft.problem(list->place(), "supported is no list");
  for (const YamlNode& item : list->children) {
    if (item.kind == YamlNode::Kind::scalar) {
      facts.labels.push_back({"supported", item.text});
    } else {
      draft.problem(item.place(), "an item of supported is no plain text");
    }
  }
}

// "nrf5340dk/nrf5340/cpuapp", "pico@1.0/rp2040": the chip stands after the board, since Zephyr 3.7.
std::string chip_in(std::string_view identifier) {
  const std::size_t slash = identifier.find('/');
  if (slash == std::string_view::npos) return {};
  const std::string_view rest = identifier.substr(slash + 1);
  return std::string(rest.substr(0, rest.find('/')));
}

}  // namespace

bool is_zephyr_board(std::string_view yaml) {
  return has_outer_key(yaml, "identifier") && (has_outer_key(yaml, "arch") || has_outer_key(yaml, "toolchain"));
}

Result<BoardDefinitions> read_zephyr_board(std::string_view yaml, std::string_view file_name) {
  const YamlNode board = KG_TRY(read_yaml(yaml));
  const std::string_view identifier = board.text_of("identifier");
  if (identifier.empty()) {
    return fail(ErrorKind::bad_input, "the board has no identifier", board.place(), "identifier: BOARD or BOARD/CHIP");
  }
  Draft draft("zephyr", "Zephyr", file_name);
  BoardDefinition& definition = *KG_TRY(draft.add(std::string(identifier), board.place()));
  domain::DeviceFacts& facts = definition.facts;
  facts.title = board.text_of("name");
  if (facts.title.empty()) facts.title = identifier;
  facts.manufacturer = board.text_of("vendor");
  facts.mcu = chip_in(identifier);
  draft.check_whole(yaml, board);
  draft.check_keys(board, kKeys);
  if (!board.find("ram") && !board.find("flash")) {
    draft.problem(board.place(), "neither ram nor flash is stated: is the file whole?");
  }
  take_architecture(board, facts, draft);
  take_region(board, "ram", domain::RegionKind::ram, facts, draft);
  take_region(board, "flash", domain::RegionKind::flash, facts, draft);
  facts.labels.push_back({"framework", "zephyr"});
  if (const auto type = board.text_of("type"); !type.empty()) facts.labels.push_back({"type", std::string(type)});
  take_supported(board, facts, draft);
  return std::move(draft).take();
}

}  // namespace kilograph::ingest::board
