#include "ingest/firmware/link_map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace kilograph::ingest::firmware {
namespace {

constexpr std::size_t kMostRegions = 4096, kMostSections = 65'536;

// Output sections that are in the file only.
constexpr std::array<std::string_view, 14> kFileOnly{
    ".debug",    ".comment", ".ARM.attributes", ".riscv.attributes", ".xtensa.info", ".xt.",      ".stab",
    ".note.GNU", ".symtab",  ".strtab",         ".shstrtab",         ".gnu",         "/DISCARD/", ".line"};
// Input sections without content.
constexpr std::array<std::string_view, 8> kEmpty{".bss",  ".sbss", "COMMON", ".noinit",
                                                 ".tbss", ".heap", ".stack", "*fill*"};
constexpr std::array<std::string_view, 5> kData{"BYTE", "SHORT", "LONG", "QUAD", "SQUAD"};

bool begins_with_any(std::string_view name, auto& beginnings) {
  return std::ranges::any_of(beginnings, [&](std::string_view one) { return name.starts_with(one); });
}

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  for (std::size_t at = line.find_first_not_of(" \t\r"); at != std::string_view::npos && words.size() < 8;) {
    const std::size_t end = std::min(line.find_first_of(" \t\r", at), line.size());
    words.push_back(line.substr(at, end - at));
    at = line.find_first_not_of(" \t\r", end);
  }
  return words;
}

std::optional<std::uint64_t> hex(std::string_view word) {
  if (!word.starts_with("0x")) return std::nullopt;
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(word.data() + 2, word.data() + word.size(), value, 16);
  if (error != std::errc{} || end != word.data() + word.size() || word.size() == 2) return std::nullopt;
  return value;
}

class MapReader {
 public:
  explicit MapReader(std::string_view text) : text_(text) {}

  Result<Image> image() {
    while (next()) {
      if (place_ != Place::before && line_.starts_with("Cross Reference Table")) break;
      KG_CHECK(take_line());
    }
    KG_CHECK(finish_section());
    if (image_.regions.empty()) return broken("the map names no region of memory");
    if (place_ != Place::sections || image_.sections.empty()) return broken("the map lists no section");
    if (!is_whole_) return broken("the map ends before its line OUTPUT(…)");
    return std::move(image_);
  }

 private:
  enum class Place { before, regions, sections };

  bool next() {
    if (at_ >= text_.size()) return false;
    const std::size_t end = std::min(text_.find('\n', at_), text_.size());
    line_ = text_.substr(at_, end - at_);
    if (line_.ends_with('\r')) line_.remove_suffix(1);
    at_ = end + 1;
    ++number_;
    return true;
  }

  tl::unexpected<Error> broken(std::string message) const {
    return fail(ErrorKind::bad_input, std::move(message), fmt::format("line {}", number_), {},
                "The map is cut or damaged; link again with `-Wl,-Map=app.map`.");
  }

  Result<void> take_line() {
    switch (place_) {
      case Place::before:
        if (line_ == "Memory Configuration") place_ = Place::regions;
        return {};
      case Place::regions:
        if (line_ == "Linker script and memory map") {
          place_ = Place::sections;
          return {};
        }
        return take_region();
      case Place::sections: return take_section_line();
    }
    return {};
  }

  Result<void> take_region() {
    const auto words = words_of(line_);
    if (words.empty() || words[0] == "*default*" || (words[0] == "Name" && words.size() > 1 && words[1] == "Origin")) {
      return {};
    }
    const auto origin = words.size() > 2 ? hex(words[1]) : std::nullopt;
    const auto bytes = words.size() > 2 ? hex(words[2]) : std::nullopt;
    if (!origin || !bytes) return broken("a region without origin and length");
    if (*bytes > ~std::uint64_t{0} - *origin) return broken("a region ends beyond all addresses");
    if (image_.regions.size() >= kMostRegions) return too_large("regions", kMostRegions);
    image_.regions.push_back({std::string(words[0]), *origin, *bytes, std::string(words.size() > 3 ? words[3] : "")});
    return {};
  }

  static tl::unexpected<Error> too_large(std::string_view what, std::size_t most) {
    return fail(ErrorKind::too_large, fmt::format("the map has too many {}", what), {},
                fmt::format("at most {}", most));
  }

  Result<void> take_section_line() {
    const auto words = words_of(line_);
    if (words.empty()) return {};
    const bool is_continued = line_.starts_with("    ");
    if (!line_.starts_with(' ')) return begin_section(words);
    if (!is_continued) return take_input(words);
    if (wants_numbers_) return take_numbers(words, 0);
    if (!input_.empty()) {
      const std::string name = std::exchange(input_, {});
      return take_input_numbers(name, words, 0);
    }
    return take_symbol_or_data(words);
  }

  Result<void> begin_section(const std::vector<std::string_view>& words) {
    KG_CHECK(finish_section());
    if (line_.starts_with("OUTPUT(")) take_output(words);
    input_.clear();
    section_ = Section{.name = std::string(words[0])};
    wants_numbers_ = words.size() == 1;
    if (!wants_numbers_) return take_numbers(words, 1);
    return {};
  }

  // "OUTPUT(app.elf elf32-littlearm)"; the name of the file may have spaces.
  void take_output(const std::vector<std::string_view>& words) {
    is_whole_ = true;
    std::string_view target = words.back();
    if (target.ends_with(')')) target.remove_suffix(1);
    image_.machine = machine_of_target(target);
  }

  // Address and size of the section begun; a line that has none was no section ("LOAD app.o").
  Result<void> take_numbers(const std::vector<std::string_view>& words, std::size_t from) {
    wants_numbers_ = false;
    const auto address = words.size() > from + 1 ? hex(words[from]) : std::nullopt;
    const auto bytes = words.size() > from + 1 ? hex(words[from + 1]) : std::nullopt;
    if (!address || !bytes) {
      section_.reset();
      return {};
    }
    if (*bytes > ~std::uint64_t{0} - *address)
      return broken("section '" + section_->name + "' ends beyond all addresses");
    section_->address = section_->load_address = *address;
    section_->bytes = *bytes;
    const bool is_copied = words.size() > from + 4 && words[from + 2] == "load" && words[from + 3] == "address";
    if (is_copied) section_->load_address = hex(words[from + 4]).value_or(*address);
    if (section_->load_address > ~std::uint64_t{0} - *bytes) return broken("a load address beyond all addresses");
    return {};
  }

  Result<void> finish_section() {
    if (!section_) return {};
    const Section section = *std::exchange(section_, {});
    const bool takes_memory = !wants_numbers_ && section.bytes > 0 && !begins_with_any(section.name, kFileOnly);
    wants_numbers_ = false;
    if (!takes_memory) return {};
    if (image_.sections.size() >= kMostSections) return too_large("sections", kMostSections);
    image_.sections.push_back(section);
    return {};
  }

  Result<void> take_input(const std::vector<std::string_view>& words) {
    input_.clear();
    if (words.size() == 1) {
      input_ = words[0];
      return {};
    }
    return take_input_numbers(std::string(words[0]), words, 1);
  }

  Result<void> take_input_numbers(const std::string& name, const std::vector<std::string_view>& words,
                                  std::size_t from) {
    const auto bytes = words.size() > from + 1 ? hex(words[from + 1]) : std::nullopt;
    const bool has_address = words.size() > from && hex(words[from]);
    if (!has_address || !bytes || *bytes == 0 || !section_) return {};
    if (!begins_with_any(name, kEmpty)) section_->has_content = true;
    return {};
  }

  // "0x20000400 _Min_Stack_Size = 0x400", "0x20001000 PROVIDE (end = .)", "0x08000000 0x4 LONG 0x1".
  Result<void> take_symbol_or_data(const std::vector<std::string_view>& words) {
    const auto value = hex(words[0]);
    if (!value || words.size() < 2) return {};
    if (words.size() > 2 && hex(words[1]) && std::ranges::find(kData, words[2]) != kData.end()) {
      if (section_) section_->has_content = true;
      return {};
    }
    const bool is_provided = words[1] == "PROVIDE" && words.size() > 2;
    std::string name(is_provided ? words[2] : words[1]);
    if (name.starts_with('(')) name.erase(0, 1);
    const auto known = std::ranges::find(image_.symbols, name, &ReserveSymbol::name);
    if (reserve_meaning(name) && known == image_.symbols.end()) image_.symbols.push_back({name, *value});
    return {};
  }

  std::string_view text_, line_;
  std::size_t at_ = 0, number_ = 0;
  Place place_ = Place::before;
  Image image_;
  std::optional<Section> section_;  // that lines are read of
  bool is_whole_ = false;           // its last line of sections was there
  bool wants_numbers_ = false;      // its name was long, and stood alone
  std::string input_;               // the same of an input section
};

}  // namespace

Result<Image> read_link_map(std::string_view text) { return MapReader(text).image(); }

}  // namespace kilograph::ingest::firmware
