#include "ingest/firmware/elf.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kilograph::ingest::firmware {
namespace {

constexpr std::size_t kHeaderBytes = 52, kSegmentBytes = 32, kSectionBytes = 40, kSymbolBytes = 16;
constexpr std::uint32_t kLoad = 1;                                            // PT_LOAD
constexpr std::uint32_t kSymbols = 2, kNoBits = 8;                            // SHT_SYMTAB, SHT_NOBITS
constexpr std::uint32_t kWrite = 1, kAlloc = 2, kThreadLocal = 0x400;         // SHF_WRITE, SHF_ALLOC, SHF_TLS
constexpr std::uint16_t kExecutable = 2;                                      // ET_EXEC
constexpr std::size_t kMaxNameBytes = 256;

tl::unexpected<Error> broken(std::string message, std::uint64_t offset) {
  return fail(ErrorKind::bad_input, std::move(message), fmt::format("byte {}", offset), {},
              "The file is cut or damaged; link it again.");
}

struct SectionHeader {
  std::uint32_t name = 0, type = 0, flags = 0, address = 0, offset = 0, bytes = 0, link = 0;
};

struct Segment {
  std::uint32_t address = 0, load_address = 0, bytes = 0;
};

class Reader {
 public:
  explicit Reader(ByteView bytes) : bytes_(bytes) {}

  Result<Image> image() {
    KG_CHECK(read_header());
    KG_CHECK(read_segments());
    KG_CHECK(read_sections());
    for (const SectionHeader& header : headers_) KG_CHECK(take(header));
    for (const SectionHeader& header : headers_) {
      if (header.type == kSymbols) KG_CHECK(take_symbols(header));
    }
    if (image_.sections.empty()) return broken("it has no section that takes memory", 0);
    return std::move(image_);
  }

 private:
  std::uint32_t word(std::uint64_t at) const {
    return std::uint32_t{bytes_[at]} | std::uint32_t{bytes_[at + 1]} << 8 | std::uint32_t{bytes_[at + 2]} << 16 |
           std::uint32_t{bytes_[at + 3]} << 24;
  }
  std::uint16_t half(std::uint64_t at) const { return static_cast<std::uint16_t>(bytes_[at] | bytes_[at + 1] << 8); }
  bool holds(std::uint64_t at, std::uint64_t count) const { return at <= bytes_.size() && count <= bytes_.size() - at; }

  Result<void> read_header() {
    if (bytes_.size() < kHeaderBytes) return broken("the ELF header is cut", bytes_.size());
    if (bytes_[4] != 1) return unsupported("is not of 32 bits");
    if (bytes_[5] != 1) return unsupported("is not little-endian");
    const auto row = std::ranges::find(machine_rows(), half(18), &MachineRow::elf);
    if (half(18) == 0 || row == machine_rows().end()) {
      return unsupported(fmt::format("is for machine number {}", half(18)));
    }
    if (half(16) != kExecutable) {
      return fail(ErrorKind::unsupported, "the ELF file is not a linked program", "byte 16", "an executable",
                  "Give the linked .elf, not an object file.");
    }
    image_.machine = row->machine;
    return {};
  }

  static tl::unexpected<Error> unsupported(const std::string& what) {
    return fail(ErrorKind::unsupported, "the ELF file " + what, {},
                "32-bit little-endian Arm, RISC-V or Xtensa, as microcontrollers have");
  }

  // A table of `count` entries of at least `least` bytes each, wholly in the file.
  Result<void> check_table(std::string_view what, std::uint64_t at, std::uint64_t count, std::uint64_t entry,
                           std::uint64_t least) const {
    if (count == 0) return {};
    if (entry < least) return broken(fmt::format("an entry of the {} has {} bytes", what, entry), at);
    if (!holds(at, count * entry)) return broken(fmt::format("the {} reaches beyond the file", what), at);
    return {};
  }

  Result<void> read_segments() {
    const std::uint64_t at = word(28), entry = half(42), count = half(44);
    KG_CHECK(check_table("table of segments", at, count, entry, kSegmentBytes));
    for (std::uint64_t i = 0; i < count; ++i) {
      const std::uint64_t here = at + i * entry;
      if (word(here) == kLoad) segments_.push_back({word(here + 8), word(here + 12), word(here + 20)});
    }
    return {};
  }

  Result<void> read_sections() {
    const std::uint64_t at = word(32), entry = half(46), count = half(48), names = half(50);
    if (count == 0) return broken("it has no section headers; was it stripped of them?", 48);
    KG_CHECK(check_table("table of sections", at, count, entry, kSectionBytes));
    if (names >= count) return broken("the names of the sections are not there", 50);
    for (std::uint64_t i = 0; i < count; ++i) {
      const std::uint64_t here = at + i * entry;
      headers_.push_back({word(here), word(here + 4), word(here + 8), word(here + 12), word(here + 16), word(here + 20),
                          word(here + 24)});
      const SectionHeader& header = headers_.back();
      const bool is_in_file = header.type != kNoBits && header.type != 0;
      if (is_in_file && !holds(header.offset, header.bytes)) {
        return broken(fmt::format("section {} reaches beyond the file", i), here);
      }
    }
    names_ = headers_[names];
    if (names_.type == kNoBits) return broken("the names of the sections are not there", 50);
    return {};
  }

  std::string text_at(const SectionHeader& table, std::uint32_t offset) const {
    if (offset >= table.bytes || table.type == kNoBits || table.type == 0) return {};
    const std::string_view all = text_of(bytes_).substr(table.offset + offset, table.bytes - offset);
    return std::string(all.substr(0, std::min(all.find('\0'), kMaxNameBytes)));
  }

  Result<void> take(const SectionHeader& header) {
    const bool takes_memory = (header.flags & kAlloc) != 0 && header.bytes > 0;
    const bool is_template = header.type == kNoBits && (header.flags & kThreadLocal) != 0;  // .tbss has no place
    if (!takes_memory || is_template) return {};
    Section section{text_at(names_, header.name), header.address, header.address, header.bytes, header.type != kNoBits,
                    (header.flags & kWrite) != 0};
    if (section.address + section.bytes > 1ull << 32) {
      return broken("section '" + section.name + "' ends beyond 4 GiB", header.offset);
    }
    for (const Segment& segment : segments_) {
      const bool within = header.address >= segment.address && header.address - segment.address < segment.bytes;
      if (within) section.load_address = std::uint64_t{header.address} - segment.address + segment.load_address;
    }
    image_.sections.push_back(std::move(section));
    return {};
  }

  Result<void> take_symbols(const SectionHeader& table) {
    if (table.link >= headers_.size()) return broken("the symbols' names are not there", table.offset);
    const SectionHeader& texts = headers_[table.link];
    for (std::uint64_t at = table.offset; at + kSymbolBytes <= std::uint64_t{table.offset} + table.bytes;
         at += kSymbolBytes) {
      std::string name = text_at(texts, word(at));
      const auto same = [&](const ReserveSymbol& known) { return known.name == name; };
      if (!reserve_meaning(name) || std::ranges::any_of(image_.symbols, same)) continue;
      image_.symbols.push_back({std::move(name), word(at + 4)});
    }
    return {};
  }

  ByteView bytes_;
  Image image_;
  std::vector<Segment> segments_;
  std::vector<SectionHeader> headers_;
  SectionHeader names_;
};

}  // namespace

Result<Image> read_elf(ByteView bytes) { return Reader(bytes).image(); }

}  // namespace kilograph::ingest::firmware
