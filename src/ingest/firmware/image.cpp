#include "ingest/firmware/image.hpp"

#include <algorithm>
#include <array>

#include "ingest/encoding.hpp"
#include "ingest/firmware/elf.hpp"
#include "ingest/firmware/link_map.hpp"

namespace kilograph::ingest::firmware {
namespace {

struct MeaningRow {
  std::string_view symbol;
  Meaning meaning;
};

// Of ST's, Nordic's, Raspberry Pi's, Arm's (CMSIS) and SiFive's start-up files and linker scripts.
constexpr std::array kMeanings{
    MeaningRow{"_Min_Stack_Size", Meaning::size}, MeaningRow{"_Min_Heap_Size", Meaning::size},
    MeaningRow{"__STACK_SIZE", Meaning::size},    MeaningRow{"__HEAP_SIZE", Meaning::size},
    MeaningRow{"__stack_size", Meaning::size},    MeaningRow{"__heap_size", Meaning::size},
    MeaningRow{"__stack_size__", Meaning::size},  MeaningRow{"__heap_size__", Meaning::size},
    MeaningRow{"__StackLimit", Meaning::address}, MeaningRow{"__StackTop", Meaning::address},
    MeaningRow{"_estack", Meaning::address},      MeaningRow{"__heap_start", Meaning::address},
    MeaningRow{"__heap_end", Meaning::address},   MeaningRow{"__HeapBase", Meaning::address},
    MeaningRow{"__HeapLimit", Meaning::address},
};

}  // namespace

std::optional<Meaning> reserve_meaning(std::string_view symbol) {
  const auto row = std::ranges::find(kMeanings, symbol, &MeaningRow::symbol);
  return row == kMeanings.end() ? std::nullopt : std::optional(row->meaning);
}

bool is_elf(ByteView bytes) {
  return text_of(bytes).starts_with(
      "\x7f"
      "ELF");
}

bool is_link_map(std::string_view text) {
  constexpr std::string_view kHeading = "Memory Configuration";
  for (std::size_t at = text.find(kHeading); at != std::string_view::npos; at = text.find(kHeading, at + 1)) {
    const std::size_t end = at + kHeading.size();
    const bool begins = at == 0 || text[at - 1] == '\n';
    if (begins && end < text.size() && (text[end] == '\n' || text[end] == '\r')) return true;
  }
  return false;
}

Result<Image> read_image(ByteView bytes) {
  if (bytes.size() > kMaxImageBytes) {
    return fail(ErrorKind::too_large, "the file has " + grouped(bytes.size()) + " bytes", {},
                "at most " + grouped(kMaxImageBytes));
  }
  if (is_elf(bytes)) return read_elf(bytes);
  if (is_link_map(text_of(bytes))) return read_link_map(KG_TRY(utf8_text(bytes)));
  return fail(ErrorKind::unsupported, "is neither an ELF file nor a map of GNU ld", {},
              "an ELF file, or a map with its section `Memory Configuration`",
              "The linker writes a map with `-Wl,-Map=app.map`.");
}

}  // namespace kilograph::ingest::firmware
