// Which devices of a fleet are meant: a text over their facts, three-valued.
//   ram_free >= 64KiB and class = Nano33 and not (label.site = "hall 3" or clock < 48MHz)
//   runtime is unknown
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/entity.hpp"

namespace kilograph::match {

enum class Truth { no, unknown, yes };  // in this order: `and` is the least, `or` the greatest

enum class SelectorFact {
  id,
  title,
  klass,
  ram_free,
  ram_total,
  flash_free,
  flash_total,
  clock,
  core,
  mcu,
  sensor,
  runtime,
  label,
};

enum class Comparison { equal, unequal, less, at_most, more, at_least, is_unknown };

// One step of a selector in postfix order.
struct SelectorStep {
  enum class Kind { test, both, either, negation };
  Kind kind = Kind::test;
  SelectorFact fact = SelectorFact::id;
  std::string label{};          // of a test of a label
  Comparison comparison = Comparison::equal;
  std::string text{};           // to compare with, in lower case; of a sensor, its class's name
  std::uint64_t number = 0;     // bytes or hertz
  std::size_t column = 0;       // of what it is compared with; of a label, of the label
};

struct Selector {
  std::vector<SelectorStep> steps;
};

// What a Thing Model is called, by its IRI; empty where that is not known.
using ClassName = std::function<std::string(const std::string& iri)>;

// At most 4,096 bytes, 64 parentheses deep. Errors: usage, with where = "column N", naming the facts, units or
// sensor classes that exist, the nearest first.
Result<Selector> parse_selector(std::string_view text);

// Whether each word is one: a class, MCU, runtime or core that some device has (or, of cores and runtimes, that is
// known at all), and a label that some device carries. Nothing is checked where there are no devices. Errors: usage,
// with where = "column N", naming those that there are, the nearest first.
Result<void> check_words(const Selector& selector, const std::vector<domain::DeviceEntity>& devices,
                         const ClassName& class_name, const std::vector<std::string>& runtimes);

// A fact that is not known selects neither yes nor no, but `is unknown` does. Free memory that is not stated lies
// between none and all of its region, which may suffice for an answer.
Truth selects(const Selector& selector, const domain::DeviceEntity& device, const ClassName& class_name);

}  // namespace kilograph::match
