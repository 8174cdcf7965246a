#include "reply/need.hpp"

#include <algorithm>
#include <cctype>

#include "base/trimmed.hpp"
#include "domain/spelling.hpp"
#include "match/fit.hpp"

namespace kilograph::reply {
namespace {

constexpr std::size_t kMostText = 4096;
constexpr std::size_t kMostDigits = 12;  // before and after the point: no amount overflows 64 bits

struct Unit {
  std::string_view name;
  std::uint64_t bytes;
};
constexpr Unit kUnits[] = {{"B", 1}, {"kB", 1'000}, {"KiB", 1'024}, {"MB", 1'000'000}, {"MiB", 1'048'576}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// One item with its place, without the spaces around it.
struct Item {
  std::string_view text;
  std::size_t column;

  std::string where() const { return "column " + std::to_string(column); }
};

Item trimmed(std::string_view text, std::size_t column) {
  const std::string_view words = kilograph::trimmed(text);
  const std::size_t before = words.empty() ? text.size() : static_cast<std::size_t>(words.data() - text.data());
  return {words, column + before};
}

Result<std::uint64_t> unit_bytes(std::string_view name, const Item& item) {
  for (const Unit& unit : kUnits) {
    if (unit.name == name) return unit.bytes;
  }
  if (name.empty()) {
    return fail(ErrorKind::usage, "the amount '" + std::string(item.text) + "' has no unit", item.where(),
                "B, kB (1,000 B), KiB (1,024 B), MB or MiB", "Write for example 116kB or 128KiB.");
  }
  std::vector<std::string> units;
  for (const Unit& unit : kUnits) units.emplace_back(unit.name);
  const auto near = domain::nearest(name, units, 1);
  return fail(ErrorKind::usage, "unknown unit '" + std::string(name) + "'", item.where(),
              "B, kB (1,000 B), KiB (1,024 B), MB or MiB", near.empty() ? "" : "Did you mean " + near.front() + "?");
}

std::string_view take_digits(std::string_view& text) {
  const auto end = std::ranges::find_if_not(text, is_digit);
  const std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(digits.size());
  return digits;
}

std::uint64_t to_number(std::string_view digits) {
  std::uint64_t number = 0;
  for (const char digit : digits) number = number * 10 + static_cast<std::uint64_t>(digit - '0');
  return number;
}

// "94.128kB" is 94,128: a whole number of bytes, or an error.
Result<std::uint64_t> amount(const Item& item) {
  std::string_view rest = item.text;
  const std::string_view whole = take_digits(rest);
  std::string_view fraction;
  if (rest.starts_with('.')) {
    rest.remove_prefix(1);
    fraction = take_digits(rest);
  }
  if (whole.empty() || whole.size() > kMostDigits || fraction.size() > kMostDigits) {
    return fail(ErrorKind::usage, "'" + std::string(item.text) + "' is no amount of memory", item.where(),
                "a decimal number and a unit, as 116kB");
  }
  const std::uint64_t factor = KG_TRY(unit_bytes(trimmed(rest, 0).text, item));
  while (fraction.ends_with('0')) fraction.remove_suffix(1);
  std::uint64_t parts = to_number(fraction) * factor;
  for (std::size_t i = 0; i < fraction.size(); ++i) {
    if (parts % 10 != 0) {
      return fail(ErrorKind::usage, "'" + std::string(item.text) + "' is no whole number of bytes", item.where());
    }
    parts /= 10;
  }
  return to_number(whole) * factor + parts;
}

Result<void> take_memory(Need& need, std::string_view key, const Item& value) {
  const std::string name = domain::lower_case(key);
  std::optional<std::uint64_t>* target = name == "ram"     ? &need.ram_bytes
                                         : name == "flash" ? &need.flash_bytes
                                                           : nullptr;
  if (!target) {
    const auto near = domain::nearest(name, {"ram", "flash"}, 1);
    return fail(ErrorKind::usage, "unknown quantity '" + std::string(key) + "'", value.where(), "ram or flash",
                near.empty() ? "" : "Did you mean " + near.front() + "?");
  }
  if (*target) return fail(ErrorKind::usage, name + " is stated twice", value.where());
  *target = KG_TRY(amount(value));
  return {};
}

Result<void> take_sensor(Need& need, const Item& item) {
  const auto* row = domain::sensor_class_by_name(item.text);
  if (!row) {
    return fail(ErrorKind::usage, "unknown sensor '" + std::string(item.text) + "'", item.where(),
                "a sensor class, ram=AMOUNT or flash=AMOUNT", sensor_advice(item.text));
  }
  const std::string name(row->name);
  if (std::ranges::find(need.sensor_classes, name) == need.sensor_classes.end()) need.sensor_classes.push_back(name);
  return {};
}

Result<void> take(Need& need, const Item& item) {
  const auto equals = item.text.find('=');
  if (equals == std::string_view::npos) return take_sensor(need, item);
  const Item value = trimmed(item.text.substr(equals + 1), item.column + equals + 1);
  return take_memory(need, trimmed(item.text.substr(0, equals), item.column).text, value);
}

domain::Source asker() { return {domain::Basis::declared, std::string(match::kAsker), {}, {}}; }

std::vector<domain::Sensor> sensors_of(const Need& need) {
  std::vector<domain::Sensor> sensors;
  for (const std::string& name : need.sensor_classes) sensors.push_back({name});
  return sensors;
}

}  // namespace

Result<std::uint64_t> parse_amount(std::string_view text, std::size_t column) { return amount(trimmed(text, column)); }

std::string sensor_advice(std::string_view text) {
  const std::string near = domain::nearest_sensor_class(text);
  if (!near.empty()) return "Did you mean " + near + "?";
  std::string list;
  for (const domain::SensorClassRow& row : domain::sensor_classes()) {
    list.append(list.empty() ? "The classes are " : ", ").append(row.name);
  }
  return list + ".";
}

Result<Need> parse_need(std::string_view text) {
  if (text.size() > kMostText) {
    return fail(ErrorKind::usage, "the text is longer than 4,096 bytes", "", "a few sensors and amounts");
  }
  Need need;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const Item item = trimmed(text.substr(begin, end - begin), begin + 1);
    if (item.text.empty()) {
      return fail(ErrorKind::usage, "an item is empty", item.where(), "a sensor class, ram=AMOUNT or flash=AMOUNT");
    }
    KG_CHECK(take(need, item));
    begin = end + 1;
  }
  return need;
}

domain::ModelEntity model_of(const Need& need) {
  domain::ModelFacts facts;
  facts.sensors = sensors_of(need);
  const auto require = [&](domain::MemoryUse use, const std::optional<std::uint64_t>& bytes) {
    if (!bytes) return;
    facts.memory.push_back({.use = use, .bytes = *bytes, .by = std::string(match::kAsker)});
  };
  require(domain::MemoryUse::working, need.ram_bytes);
  require(domain::MemoryUse::program, need.flash_bytes);
  return {"", "the need", {{asker(), std::move(facts)}}};
}

domain::DeviceEntity device_of(const Need& need) {
  domain::DeviceFacts facts;
  facts.sensors = sensors_of(need);
  const auto offer = [&](std::string name, domain::RegionKind kind, const std::optional<std::uint64_t>& bytes) {
    if (!bytes) return;
    facts.regions.push_back(
        {.name = std::move(name), .kind = kind, .free_bytes = bytes, .by = std::string(match::kAsker)});
  };
  offer("RAM", domain::RegionKind::ram, need.ram_bytes);
  offer("flash", domain::RegionKind::flash, need.flash_bytes);
  return {"", "the offer", {{asker(), std::move(facts)}}};
}

std::vector<domain::RequirementKind> kinds_of(const Need& need) {
  std::vector<domain::RequirementKind> kinds;
  if (!need.sensor_classes.empty()) kinds.push_back(domain::RequirementKind::sensor);
  if (need.ram_bytes) kinds.push_back(domain::RequirementKind::working_memory);
  if (need.flash_bytes) kinds.push_back(domain::RequirementKind::program_memory);
  return kinds;
}

}  // namespace kilograph::reply
