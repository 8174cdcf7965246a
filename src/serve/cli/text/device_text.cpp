#include "base/bytes.hpp"
#include "reply/naming.hpp"
#include "serve/cli/table.hpp"
#include "serve/cli/text/answer_text.hpp"
#include "serve/cli/text/phrase.hpp"

namespace kilograph::serve::cli {
namespace {

using namespace domain;
using D = DeviceFacts;

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::string clock_text(std::uint64_t hertz) {
  return hertz % 1'000'000 == 0 ? grouped(hertz / 1'000'000) + " MHz" : grouped(hertz) + " Hz";
}

std::string facts_text(const DeviceEntity& device, const DeviceCore& core, Footnotes& notes, const Style& style) {
  Table table({{""}, {""}, {""}});
  const auto put = [&](const char* label, const std::string& text, const std::optional<Source>& source) {
    table.add({{label, Tone::faint}, printable(text), {notes.mark(source), Tone::faint}});
  };
  put("id", device.id, {});
  for (const std::string& id : device.same_as) put("same as", id, {});
  for (const auto& [label, field] : {std::pair{"title", &D::title},
                                     {"description", &D::description},
                                     {"manufacturer", &D::manufacturer},
                                     {"processor", &D::processor}}) {
    if (const auto value = device.counted(field)) put(label, value->value, value->source);
  }
  if (!core.unresolved.empty()) put("core", core.unresolved, core.source);
  if (core.by_family)
    put("core", core.name + ", by the family of its MCU: " + std::string(core.family->source), core.source);
  if (const auto clock = device.counted(&D::clock_hz)) put("clock", clock_text(*clock->value), clock->source);
  if (const auto bits = device.counted(&D::pointer_bits))
    put("pointers", std::to_string(bits->value) + " bit", bits->source);
  const auto runtimes = device.counted(&D::runtimes);
  put("runtimes", runtimes ? joined(runtimes->value) : "none declared",
      runtimes ? std::optional(runtimes->source) : std::nullopt);
  if (const auto models = device.counted(&D::implements)) put("runs now", joined(models->value), models->source);
  return table.to_text(style, "  ");
}

std::string sensors_text(const DeviceEntity& device, Footnotes& notes, const Style& style) {
  const auto sensors = device.counted(&D::sensors);
  if (!sensors) return "\n  sensors are not known\n";
  Table table({{"sensor"}, {""}, {""}});
  for (const Sensor& sensor : sensors->value) {
    table.add({sensor.sensor_class, sensor.info, {notes.mark(sensors->source), Tone::faint}});
  }
  return "\n" + table.to_text(style, "  ");
}

std::string regions_text(const DeviceEntity& device, Footnotes& notes, const Style& style) {
  Table table({{"memory"}, {"kind"}, {"size", Align::right}, {"free", Align::right}, {""}});
  const auto bytes = [](const std::optional<std::uint64_t>& count) {
    return count ? grouped(*count) + " B" : "unknown";
  };
  for (const auto& document : device.documents) {
    for (const MemoryRegion& region : document.facts.regions) {
      Source source = document.source;
      source.basis = region.basis;
      if (!region.by.empty()) source.by = region.by;
      table.add({region.name,
                 region.kind == RegionKind::ram ? "RAM" : "flash",
                 bytes(region.size_bytes),
                 bytes(region.free_bytes),
                 {notes.mark(source), Tone::faint}});
    }
  }
  return table.empty() ? "\n  memory is not known\n" : "\n" + table.to_text(style, "  ");
}

// Which of the figures that stand side by side counts, and why.
std::string counted_text(const reply::DeviceAnswer& answer, const Style& style) {
  Table table({{""}, {""}});
  for (const match::RegionChoice& choice : answer.counted) {
    const std::string kind = choice.region.kind == RegionKind::ram ? "RAM" : "flash";
    std::string text = grouped(choice.bytes) + " B" + (choice.region.name.empty() ? "" : " of " + choice.region.name) +
                       ": " + std::string(name_of(choice.rule)) + ", by " + choice.source.by;
    if (!choice.reserve.empty()) text += ", less " + choice.reserve;
    if (choice.rule == match::RegionRule::total) text += "; shows only what does not fit";
    table.add({{"counted as " + kind, Tone::faint}, printable(text)});
  }
  return table.empty() ? "" : "\n" + table.to_text(style, "  ");
}

std::string affordances_text(const DeviceEntity& device, const Style& style) {
  const auto affordances = device.counted(&D::affordances);
  if (!affordances) return "";
  Table table({{"affordance"}, {"name"}, {"title"}});
  constexpr const char* kinds[] = {"property", "action", "event"};
  for (const Affordance& affordance : affordances->value) {
    table.add({kinds[static_cast<int>(affordance.kind)], affordance.name, affordance.title});
  }
  return "\n" + table.to_text(style, "  ");
}

}  // namespace

std::string text_of(const reply::DeviceAnswer& answer, const TextOptions& options) {
  const Style& style = options.style;
  Footnotes notes;
  std::string text =
      style.paint(printable(with_further(answer.device.name, reply::further_names(answer.device))), Tone::strong) +
      "  (device)\n";
  text += facts_text(answer.device, answer.core, notes, style);
  text += sensors_text(answer.device, notes, style);
  text += regions_text(answer.device, notes, style);
  text += counted_text(answer, style);
  text += affordances_text(answer.device, style);
  return text + "\n" + notes.list("  ");
}

std::string text_of(const reply::GraphAnswer& answer, const TextOptions& options) {
  return options.style.paint(printable(answer.name.empty() ? answer.id : answer.name), Tone::strong) + "  (graph)\n  " +
         answer.id + "\n  " + counted(answer.triples, "triple", "triples") + " kept as they came (" +
         answer.media_type + "), from " + printable(answer.place) + "\n";
}

std::string text_of(const reply::StatementAnswer& answer, const TextOptions& options) {
  const domain::SameStatement& statement = answer.statement;
  const auto named = [](const std::string& id, const std::string& name) {
    return printable(id) + "  " + (name.empty() ? "(not in this catalogue)" : printable(name)) + "\n";
  };
  std::string text = options.style.paint(printable(answer.name), Tone::strong) + "  (statement, " +
                     std::string(name_of(statement.status)) + ")\n  one " + std::string(name_of(statement.of)) +
                     " under two ids; the first is preferred:\n    " +
                     named(statement.preferred, answer.preferred_name) + "    " +
                     named(statement.other, answer.other_name) + "  because of\n";
  for (const std::string& sentence : statement.evidence) text += "    " + printable(sentence) + "\n";
  text += "  " + source_text(answer.source) + "\n";
  if (!options.quiet) text += "`kilograph remove " + printable(answer.name) + "` takes it back.\n";
  return text;
}

std::string text_of(const reply::DescriptionAnswer& answer, const TextOptions&) { return answer.text; }

}  // namespace kilograph::serve::cli
