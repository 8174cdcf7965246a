// A linked program as its linker left it: what lies where, and the memory that it was linked for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "ingest/firmware/machine.hpp"

namespace kilograph::ingest::firmware {

// A stretch of memory of the linker script (`MEMORY`).
struct LinkRegion {
  std::string name;
  std::uint64_t origin = 0, bytes = 0;
  std::string attributes{};  // as written: "xrw"
};

// An output section that takes memory at run time.
struct Section {
  std::string name;
  std::uint64_t address = 0;       // where the program finds it
  std::uint64_t load_address = 0;  // where its content lies before the start; equal where nothing is copied
  std::uint64_t bytes = 0;
  bool has_content = false;        // false: zeroed or left as found (.bss, .noinit)
  bool is_writable = false;        // known of ELF only
};

// A symbol by which linker scripts say how much stack and heap they set aside.
struct ReserveSymbol {
  std::string name;
  std::uint64_t value = 0;
};

struct Image {
  Machine machine = Machine::unknown;  // of a map: by its line OUTPUT(…), which need not name a target
  std::vector<LinkRegion> regions{};  // empty for ELF, which has none
  std::vector<Section> sections{};
  std::vector<ReserveSymbol> symbols{};  // those of reserve_meaning() alone, each once
};

// What the value of such a symbol is.
enum class Meaning { size, address };
std::optional<Meaning> reserve_meaning(std::string_view symbol);

inline constexpr std::uint64_t kMaxImageBytes = 256ull << 20;

// By content: an ELF file or a map of GNU ld. Errors: unsupported (neither, another machine, not linked),
// bad_input (with the byte offset or the line), too_large.
Result<Image> read_image(ByteView bytes);

bool is_elf(ByteView bytes);
bool is_link_map(std::string_view text);

}  // namespace kilograph::ingest::firmware
