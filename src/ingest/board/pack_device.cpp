#include "ingest/board/pack_device.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "domain/byte_limit.hpp"
#include "domain/spelling.hpp"
#include "ingest/encoding.hpp"

namespace kilograph::ingest::board {
namespace {

// One blank between words, none around them.
std::string spaced(std::string_view text) {
  std::string words;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank) {
      words += c;
    } else if (!words.empty() && words.back() != ' ') {
      words += ' ';
    }
  }
  if (!words.empty() && words.back() == ' ') words.pop_back();
  return words;
}

void replace_if_stated(std::string& field, const pugi::xml_node& element, const char* attribute) {
  if (const auto stated = element.attribute(attribute)) field = stated.value();
}

// "IRAM1" and "IROM2" are the old ids; since schema 1.4 a name and the access it allows: "rwx", "rx".
bool is_working(const std::string& name, std::string_view access) {
  if (name.starts_with("IRAM")) return true;
  if (name.starts_with("IROM")) return false;
  return access.find('w') != std::string_view::npos;
}

domain::RegionMedium medium_of(const std::string& name) {
  if (name.starts_with("IRAM")) return domain::RegionMedium::sram;
  return name.starts_with("IROM") ? domain::RegionMedium::flash : medium_in(name);
}

// "NO_FPU" and "0" deny; "FPU", "SP_FPU", "DP_FPU" and "1" affirm; what is not stated stays unknown.
std::optional<bool> stated(const std::string& value, std::string_view denial) {
  if (value.empty()) return std::nullopt;
  return value != denial && value != "0";
}

constexpr auto kElements = std::to_array<std::string_view>({"processor", "memory", "description"});
constexpr auto kProcessorKeys = std::to_array<std::string_view>(
    {"Pname", "Dcore", "DcoreVersion", "Dfpu", "Dmpu", "Ddsp", "Dmve", "Dtz", "Dendian", "Dclock", "Punits"});
constexpr auto kMemoryKeys = std::to_array<std::string_view>(
    {"Pname", "id", "name", "access", "start", "size", "default", "startup", "init", "uninit", "alias"});

void check_attributes(const pugi::xml_node& element, std::span<const std::string_view> known, const PackText& text,
                      Draft& draft) {
  for (const pugi::xml_attribute& one : element.attributes()) {
    draft.check_key([&] { return text.place_of(element); }, one.name(), known);
  }
}

}  // namespace

std::string PackText::place_of(const pugi::xml_node& element) const {
  const auto offset = element.offset_debug();
  return offset < 0 ? std::string() : line_and_column(text, static_cast<std::size_t>(offset));
}

void PackLevel::take(const pugi::xml_node& element, const PackText& text, Draft& draft) {
  for (const pugi::xml_node& child : element.children()) {
    const std::string_view name = child.name();
    draft.check_key([&] { return text.place_of(child); }, name, kElements);
    if (name == "processor") {
      check_attributes(child, kProcessorKeys, text, draft);
      take_processor(child);
    }
    if (name == "memory") take_memory(child, text, draft);
    if (name == "description") description_ = spaced(child.child_value());
  }
}

void PackLevel::take_processor(const pugi::xml_node& element) {
  const std::string name = element.attribute("Pname").value();
  auto known = std::ranges::find(processors_, name, &PackProcessor::name);
  if (known == processors_.end()) {
    // The attributes of a processor without a name hold for all of them.
    PackProcessor added;
    if (const auto common = std::ranges::find(processors_, "", &PackProcessor::name); common != processors_.end()) {
      added = *common;
      if (added.core.empty() || !name.empty()) processors_.erase(common);
    }
    added.name = name;
    known = processors_.insert(processors_.end(), std::move(added));
  }
  replace_if_stated(known->core, element, "Dcore");
  replace_if_stated(known->fpu, element, "Dfpu");
  replace_if_stated(known->dsp, element, "Ddsp");
  replace_if_stated(known->mve, element, "Dmve");
  replace_if_stated(known->clock, element, "Dclock");
  replace_if_stated(known->units, element, "Punits");
}

void PackLevel::take_memory(const pugi::xml_node& element, const PackText& text, Draft& draft) {
  check_attributes(element, kMemoryKeys, text, draft);
  const auto id = element.attribute("id");
  const std::string name = id ? id.value() : element.attribute("name").value();
  if (element.attribute("alias")) return;  // a second address of a region that stands here too
  const auto bytes = number_in(element.attribute("size").value());
  if (name.empty() || !bytes || *bytes == 0 || *bytes > domain::kMostBytes) {
    return draft.problem(
        text.place_of(element),
        "memory '" + name + "' has the size '" + element.attribute("size").value() + "', which is no number of bytes");
  }
  const std::string_view access = element.attribute("access").value();
  const auto kind = is_working(name, access) ? domain::RegionKind::ram : domain::RegionKind::flash;
  domain::MemoryRegion found = region(name, kind, *bytes);
  found.medium = medium_of(name);
  found.contiguous = true;
  if (!access.empty()) found.executable = access.find('x') != std::string_view::npos;
  const auto known = std::ranges::find(regions_, name, &domain::MemoryRegion::name);
  if (known == regions_.end()) {
    regions_.push_back(std::move(found));
  } else {
    *known = std::move(found);
  }
}

void PackLevel::state(domain::DeviceFacts& facts) const {
  facts.description = description_;
  facts.regions = regions_;
  const auto clock = [](const PackProcessor& processor) { return number_in(processor.clock).value_or(0); };
  const auto main = std::ranges::max_element(processors_, {}, clock);
  if (main == processors_.end()) return;
  facts.processor = core_name(main->core);
  if (const auto hertz = clock(*main); hertz != 0) facts.clock_hz = hertz;
  facts.has_fpu = stated(main->fpu, "NO_FPU");
  facts.has_dsp = stated(main->dsp, "NO_DSP");
  facts.has_mve = stated(main->mve, "NO_MVE");
  for (const PackProcessor& processor : processors_) {
    if (&processor == &*main) continue;
    facts.labels.push_back({"further core", spaced(processor.name + " " + core_name(processor.core))});
  }
}

}  // namespace kilograph::ingest::board
