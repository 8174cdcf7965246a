#include "base/bytes.hpp"
#include "base/listing.hpp"
#include "domain/sensor_text.hpp"
#include "reply/naming.hpp"
#include "serve/cli/table.hpp"
#include "serve/cli/text/answer_text.hpp"
#include "serve/cli/text/memory_bar.hpp"
#include "serve/cli/text/phrase.hpp"

namespace kilograph::serve::cli {
namespace {

using namespace domain;
using D = DeviceFacts;

std::string clock_text(std::uint64_t hertz) {
  return hertz % 1'000'000 == 0 ? grouped(hertz / 1'000'000) + " MHz" : grouped(hertz) + " Hz";
}

// Rows of "label  value  [source]".
class Sheet {
 public:
  Sheet(const reply::DeviceAnswer& answer, Footnotes& notes) : answer_(answer), device_(answer.device), notes_(notes) {}

  void put(const std::string& label, const std::string& text, const std::optional<Source>& source = {}) {
    table_.add({{label, Tone::faint}, printable(text), {notes_.mark(source), Tone::faint}});
  }
  template <class T, class ToText>
  void put(const std::string& label, T D::* field, const ToText& to_text) {
    if (const auto value = device_.counted(field)) put(label, to_text(value->value), value->source);
  }
  template <class T, class ToText>
  void put_of_core(const std::string& label, T D::* field, const ToText& to_text) {
    if (const auto value = device_.counted(field))
      put(label, to_text(value->value), answer_.core_source(value->source));
  }
  std::string to_text(const Style& style) const { return table_.to_text(style, "  "); }

 private:
  const reply::DeviceAnswer& answer_;
  const DeviceEntity& device_;
  Footnotes& notes_;
  Table table_{{{""}, {""}, {""}}};
};

std::string as_it_is(const std::string& text) { return text; }
std::string yes_or_no(const std::optional<bool>& flag) { return *flag ? "yes" : "no"; }

// Why a base is missing: models that extend each other are followed only so far (docs/formats/thing_description.md).
std::string_view absence(const DeviceEntity& device) {
  constexpr std::size_t kMostFollowed = 16;
  return device.bases.size() < kMostFollowed
             ? "not kept here"
             : "not kept here, or more than 16 deep, where bases are followed no further";
}

void put_bases(Sheet& sheet, const DeviceEntity& device) {
  for (const auto& base : device.bases) sheet.put("based on", base->name + "  " + base->id);
  for (const std::string& id : device.missing_bases)
    sheet.put("based on", id + "  (" + std::string(absence(device)) + ")");
}

void put_accelerators(Sheet& sheet, const DeviceEntity& device) {
  const auto accelerators = device.counted(&D::accelerators);
  if (!accelerators) return;
  for (const Accelerator& accelerator : accelerators->value) {
    std::vector<std::string> formats;
    for (const TensorType type : accelerator.formats) formats.emplace_back(name_of(type));
    sheet.put("accelerator", accelerator.name + (formats.empty() ? "" : " (" + listed(formats) + ")"),
              accelerators->source);
  }
}

std::string facts_text(const reply::DeviceAnswer& answer, Footnotes& notes, const Style& style) {
  const DeviceEntity& device = answer.device;
  const DeviceCore& core = answer.core;
  Sheet sheet(answer, notes);
  sheet.put("id", device.id);
  for (const std::string& id : device.same_as) sheet.put("same as", id);
  if (device.stated(&D::is_thing_model)) sheet.put("kind", "a Thing Model: a class of devices");
  put_bases(sheet, device);
  sheet.put("title", &D::title, as_it_is);
  sheet.put("description", &D::description, as_it_is);
  sheet.put("manufacturer", &D::manufacturer, as_it_is);
  sheet.put_of_core("chip", &D::mcu, as_it_is);
  sheet.put_of_core("processor", &D::processor, as_it_is);
  if (!core.unresolved.empty()) sheet.put("core", core.unresolved, core.source);
  if (core.by_family)
    sheet.put("core", core.name + ", by the family of its MCU: " + std::string(core.family->source), core.source);
  if (core.unresolved.empty() && !core.by_family && !device.counted(&D::processor)) {
    sheet.put("core", device.counted(&D::isa)
                          ? "not resolved: only its architecture is stated, no processor and no chip"
                          : "not resolved: no processor and no chip is stated");
  }
  sheet.put_of_core("instructions", &D::isa, as_it_is);
  sheet.put_of_core("FPU", &D::has_fpu, yes_or_no);
  sheet.put_of_core("DSP", &D::has_dsp, yes_or_no);
  sheet.put_of_core("MVE", &D::has_mve, yes_or_no);
  sheet.put_of_core("clock", &D::clock_hz, [](const auto& hertz) { return clock_text(*hertz); });
  sheet.put_of_core("pointers", &D::pointer_bits, [](unsigned bits) { return std::to_string(bits) + " bit"; });
  put_accelerators(sheet, device);
  sheet.put("power", &D::power_source, as_it_is);
  const auto runtimes = device.counted(&D::runtimes);
  sheet.put("runtimes", runtimes ? listed(runtimes->value) : "none declared",
            runtimes ? std::optional(runtimes->source) : std::nullopt);
  sheet.put("runs now", &D::implements, [](const auto& models) { return listed(models); });
  if (const auto labels = device.stated(&D::labels)) {
    for (const Label& label : labels->value) sheet.put(label.name, label.value, labels->source);
  }
  return sheet.to_text(style);
}

std::string sensors_text(const reply::DeviceAnswer& answer, Footnotes& notes, const Style& style) {
  const auto sensors = answer.device.counted(&D::sensors);
  if (!sensors) return "\n  sensors are not known\n";
  Table table({{"sensor"}, {""}, {""}, {""}});
  for (std::size_t i = 0; i < sensors->value.size(); ++i) {
    const Sensor& sensor = sensors->value[i];
    table.add({sensor.sensor_class,
               printable(properties_text(sensor)),
               printable(sensor.info),
               {notes.mark(answer.sensor_source(sensors->source, i)), Tone::faint}});
  }
  return "\n" + table.to_text(style, "  ");
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
  Table table({{"affordance"}, {"name"}, {"title"}, {""}});
  constexpr const char* kinds[] = {"property", "action", "event"};
  for (const Affordance& affordance : affordances->value) {
    std::string links;
    if (!affordance.feeds.empty()) links += "feeds " + listed(affordance.feeds);
    if (!affordance.exposes.empty()) links += (links.empty() ? "" : "; ") + ("exposes " + listed(affordance.exposes));
    table.add({kinds[static_cast<int>(affordance.kind)], affordance.name, affordance.title, printable(links)});
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
  text += facts_text(answer, notes, style);
  text += sensors_text(answer, notes, style);
  text += regions_text(answer.device, notes, style);
  text += counted_text(answer, style);
  text += affordances_text(answer.device, style);
  text += contradictions_text(answer.contradictions) + "\n" + notes.list("  ");
  if (!answer.device.missing_bases.empty() && !options.quiet) {
    text += "It is based on what is " + std::string(absence(answer.device)) +
            ", so that what that states is unknown: `kilograph add` its description.\n";
  }
  return text;
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
