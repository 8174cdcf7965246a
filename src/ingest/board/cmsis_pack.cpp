#include <array>

#include "ingest/board/board_iri.hpp"
#include "ingest/board/pack_device.hpp"
#include "ingest/encoding.hpp"

namespace kilograph::ingest::board {
namespace {

constexpr std::string_view kPlatform = "cmsis-pack";

// "STMicroelectronics:13": the number is the vendor's in Arm's list.
std::string vendor_name(std::string_view text) { return std::string(text.substr(0, text.find(':'))); }

class PackReader {
 public:
  PackReader(const pugi::xml_node& package, PackText text, std::string_view file_name)
      : package_(package), text_(text), draft_(kPlatform, author_of(package), file_name) {}

  Result<BoardDefinitions> read() && {
    for (const pugi::xml_node& family : package_.child("devices").children("family")) {
      const std::string vendor = vendor_name(family.attribute("Dvendor").value());
      KG_CHECK(take_group(family, {}, vendor, 0));
    }
    for (const pugi::xml_node& board : package_.child("boards").children("board")) KG_CHECK(take_board(board));
    return std::move(draft_).take();
  }

 private:
  static constexpr std::array<const char*, 3> kGroups = {"family", "subFamily", "device"};

  static std::string author_of(const pugi::xml_node& package) {
    const std::string version = package.child("releases").child("release").attribute("version").value();
    return std::string("CMSIS-Pack ") + package.child_value("vendor") + "." + package.child_value("name") +
           (version.empty() ? "" : " " + version);
  }

  // Family, subfamily and device nest in that order; a subfamily may be left out.
  Result<void> take_group(const pugi::xml_node& group, PackLevel level, const std::string& vendor, std::size_t depth) {
    level.take(group, text_, draft_);
    for (std::size_t below = depth + 1; below < kGroups.size(); ++below) {
      for (const pugi::xml_node& child : group.children(kGroups[below])) {
        KG_CHECK(take_group(child, level, vendor, below));
      }
    }
    if (depth + 1 < kGroups.size()) return {};
    const auto variants = group.children("variant");
    if (variants.begin() == variants.end()) return take_device(group, "Dname", level, vendor);
    for (const pugi::xml_node& variant : variants) {
      PackLevel own = level;
      own.take(variant, text_, draft_);
      KG_CHECK(take_device(variant, "Dvariant", own, vendor));
    }
    return {};
  }

  Result<void> take_device(const pugi::xml_node& element, const char* attribute, const PackLevel& level,
                           const std::string& vendor) {
    const std::string name = element.attribute(attribute).value();
    if (name.empty()) {
      draft_.problem(text_.place_of(element), std::string("a device without ") + attribute);
      return {};
    }
    BoardDefinition& definition = *KG_TRY(draft_.add(vendor + "/" + name, text_.place_of(element)));
    definition.facts.title = name;
    definition.facts.mcu = name;
    definition.facts.manufacturer = vendor;
    level.state(definition.facts);
    if (definition.facts.regions.size() > kMostRegions) {
      return fail(ErrorKind::too_large, "the device " + name + " has too many regions of memory",
                  text_.place_of(element), "at most " + std::to_string(kMostRegions));
    }
    return {};
  }

  // A board holds as its mounted device states it, but for memory of its own.
  Result<void> take_board(const pugi::xml_node& board) {
    const std::string name = board.attribute("name").value();
    const std::string vendor = vendor_name(board.attribute("vendor").value());
    if (name.empty()) {
      draft_.problem(text_.place_of(board), "a board without a name");
      return {};
    }
    BoardDefinition& definition = *KG_TRY(draft_.add(vendor + "/board/" + name, text_.place_of(board)));
    domain::DeviceFacts& facts = definition.facts;
    facts.title = name;
    facts.manufacturer = vendor;
    facts.description = board.child_value("description");
    for (const pugi::xml_node& mounted : board.children("mountedDevice")) {
      const std::string device = mounted.attribute("Dname").value();
      if (device.empty()) {
        draft_.problem(text_.place_of(mounted), "a mounted device without Dname");
        continue;
      }
      const std::string maker = vendor_name(mounted.attribute("Dvendor").value());
      if (facts.mcu.empty()) facts.mcu = device;
      facts.based_on.push_back(board_iri(kPlatform, (maker.empty() ? vendor : maker) + "/" + device));
    }
    return {};
  }

  const pugi::xml_node package_;
  const PackText text_;
  Draft draft_;
};

}  // namespace

bool is_cmsis_pack(std::string_view xml) {
  const std::size_t root = xml.find("<package");
  if (root > 4096) return false;  // or nowhere
  const std::string_view tag = xml.substr(root, 2048);
  return tag.substr(0, tag.find('>')).find("schemaVersion") != std::string_view::npos;
}

Result<BoardDefinitions> read_cmsis_pack(std::string_view xml, std::string_view file_name) {
  pugi::xml_document document;
  // Entities of a document type are not expanded by this parser, and one is not read at all.
  const auto parsed = document.load_buffer(xml.data(), xml.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!parsed) {
    const auto offset = std::min(static_cast<std::size_t>(parsed.offset), xml.size());
    return fail(ErrorKind::bad_input, std::string("the XML is broken: ") + parsed.description(),
                line_and_column(xml, offset));
  }
  const pugi::xml_node package = document.child("package");
  BoardDefinitions definitions = KG_TRY(PackReader(package, {xml}, file_name).read());
  if (definitions.boards.empty()) {
    return fail(ErrorKind::bad_input, "the pack describes no device and no board", {},
                "family, subFamily and device elements below devices, or board elements below boards");
  }
  return definitions;
}

}  // namespace kilograph::ingest::board
