#include "reply/what_if.hpp"

#include <algorithm>

#include "base/listing.hpp"
#include "base/trimmed.hpp"
#include "domain/spelling.hpp"
#include "inspect/plan/memory_plan.hpp"
#include "match/figure.hpp"
#include "match/kernel_set.hpp"
#include "reply/need.hpp"

namespace kilograph::reply {
namespace {

using namespace domain;
using How = Change::How;
using What = Change::What;

constexpr std::size_t kMostText = 4096;

struct Row {
  std::string_view name;
  What what;
  std::string_view signs;  // that it takes
};
constexpr Row kRows[] = {{"device.ram", What::ram, "= += -="},  {"device.flash", What::flash, "= += -="},
                         {"device.sensor", What::sensor, "+="}, {"device.runtime", What::runtime, "="},
                         {"kernels", What::kernels, "="},       {"model.format", What::format, "="}};

std::string at(std::size_t column) { return "column " + std::to_string(column); }

// The nearest of them, else all.
std::string advice(std::string_view text, const std::vector<std::string>& known) {
  const auto near = nearest(text, known, 1);
  return near.empty() ? "" : "Did you mean " + near.front() + "?";
}

std::size_t blanks_before(std::string_view text) { return std::min(text.find_first_not_of(' '), text.size()); }

Result<const Row*> row_of(std::string_view name, std::size_t column) {
  std::vector<std::string> names;
  for (const Row& row : kRows) {
    if (row.name == name) return &row;
    names.emplace_back(row.name);
  }
  return fail(ErrorKind::usage, "nothing called '" + std::string(name) + "' can be changed", at(column), listed(names),
              advice(name, names));
}

tl::unexpected<Error> unknown_word(const char* what, const std::string& word, const std::vector<std::string>& known,
                                   std::size_t column) {
  return fail(ErrorKind::usage, std::string("unknown ") + what + " '" + word + "'", at(column), listed(known),
              advice(word, known));
}

// Of all runtimes for which memory can be planned.
std::vector<std::string> kernel_sets() {
  std::vector<std::string> names;
  for (const inspect::PlanTarget& target : inspect::plan_targets()) {
    if (std::ranges::find(names, target.kernels) == names.end()) names.push_back(target.kernels);
  }
  return names;
}

// That a model can be taken for.
const std::vector<std::string> kFormats{"int8"};

Result<void> check_word(const Change& change, const std::vector<Runtime>& runtimes, std::size_t column) {
  if (change.word.empty()) return fail(ErrorKind::usage, "a value is missing", at(column));
  if (change.what == What::kernels || change.what == What::format) {
    const bool is_format = change.what == What::format;
    const std::vector<std::string> known = is_format ? kFormats : kernel_sets();
    const bool is_known = std::ranges::find(known, change.word) != known.end();
    return is_known ? Result<void>{}
                    : unknown_word(is_format ? "number format" : "kernel set", change.word, known, column);
  }
  if (change.what != What::runtime) return {};
  std::vector<std::string> ids;
  for (const Runtime& runtime : runtimes) ids.push_back(runtime.id);
  if (std::ranges::find(ids, change.word) != ids.end()) return {};
  return unknown_word("runtime", change.word, ids, column);
}

Result<Change> parse_one(std::string_view text, std::size_t column, const std::vector<Runtime>& runtimes) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos) {
    return fail(ErrorKind::usage, "'" + std::string(trimmed(text)) + "' changes nothing", at(column),
                "NAME = VALUE, NAME += VALUE or NAME -= VALUE");
  }
  const char before = equals > 0 ? text[equals - 1] : ' ';
  Change change{.how = before == '+' ? How::add : before == '-' ? How::take : How::set};
  const std::string sign = change.how == How::set ? "=" : std::string(1, before) + "=";
  const Row* row = KG_TRY(row_of(trimmed(text.substr(0, equals + 1 - sign.size())), column));
  change.what = row->what;
  if ((" " + std::string(row->signs) + " ").find(" " + sign + " ") == std::string::npos) {
    return fail(ErrorKind::usage, std::string(row->name) + " does not take " + sign, at(column),
                std::string(row->signs));
  }
  const std::string_view value = text.substr(equals + 1);
  const std::size_t place = column + equals + 1 + blanks_before(value);
  if (change.what == What::ram || change.what == What::flash) {
    change.bytes = KG_TRY(parse_amount(trimmed(value), place));
    return change;
  }
  change.word = trimmed(value);
  if (change.what == What::sensor) {
    const SensorClassRow* sensor = sensor_class_by_name(change.word);
    if (!sensor) {
      return fail(ErrorKind::usage, "unknown sensor '" + change.word + "'", at(place), "a sensor class",
                  sensor_advice(change.word));
    }
    change.word = sensor->name;
  }
  KG_CHECK(check_word(change, runtimes, place));
  return change;
}

std::uint64_t changed(std::uint64_t bytes, const Change& change) {
  switch (change.how) {
    case How::set: return change.bytes;
    case How::add: return bytes + change.bytes;
    case How::take: return bytes - std::min(bytes, change.bytes);
  }
  return bytes;
}

void change_region(const Change& change, DeviceEntity& device, match::FactSet facts) {
  const RegionKind kind = change.what == What::ram ? RegionKind::ram : RegionKind::flash;
  const auto choice = match::best_region(device, kind, facts);
  if (choice) {
    const std::size_t own = device.documents.size();
    device = device.with_bases();  // the region may be a base's
    for (std::size_t i = own; i < device.documents.size(); ++i)
      device.documents[i].facts.title.clear();  // not its name
    MemoryRegion& region = device.documents[choice->document].facts.regions[choice->index];
    auto& bytes = region.free_bytes || change.how == How::set ? region.free_bytes : region.size_bytes;
    bytes = changed(bytes.value_or(0), change);
    if (bytes == region.free_bytes && change.how == How::set) region.by = match::kAsker;
    return;
  }
  if (change.how != How::set) return;
  if (device.documents.empty()) device.documents.emplace_back();
  device.documents.front().facts.regions.push_back({.name = kind == RegionKind::ram ? "RAM" : "flash",
                                                    .kind = kind,
                                                    .free_bytes = change.bytes,
                                                    .by = std::string(match::kAsker)});
}

void change_device(const Change& change, DeviceEntity& device, match::FactSet facts) {
  if (change.what == What::ram || change.what == What::flash) return change_region(change, device, facts);
  if (device.documents.empty()) device.documents.emplace_back();
  for (auto& document : device.documents) {
    if (change.what == What::runtime) document.facts.runtimes = {change.word};
    // Where nobody states any sensor, one more leaves the others as unknown as they were.
    if (change.what == What::sensor && !document.facts.sensors.empty()) document.facts.sensors.push_back({change.word});
  }
}

}  // namespace

Result<std::vector<Change>> parse_what_if(std::string_view text, const std::vector<Runtime>& runtimes) {
  if (text.size() > kMostText)
    return fail(ErrorKind::usage, "the text is longer than 4,096 bytes", "", "a few changes");
  std::vector<Change> changes;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const std::string_view part = text.substr(begin, end - begin);
    const std::size_t blanks = blanks_before(part);
    changes.push_back(KG_TRY(parse_one(part.substr(blanks), begin + blanks + 1, runtimes)));
    begin = end + 1;
  }
  return changes;
}

void apply(const Change& change, std::vector<DeviceEntity>& devices, match::Judge& with) {
  if (change.what == What::kernels) {
    for (Runtime& runtime : with.runtimes) runtime = match::with_kernels(std::move(runtime), change.word);
    return;
  }
  if (change.what == What::format) return;
  for (DeviceEntity& device : devices) change_device(change, device, with.facts);
}

}  // namespace kilograph::reply
