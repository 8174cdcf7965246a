#include <algorithm>
#include <set>
#include <span>

#include "base/listing.hpp"
#include "domain/core_table.hpp"
#include "domain/spelling.hpp"
#include "match/figure.hpp"
#include "match/selector.hpp"

namespace kilograph::match {
namespace {

using namespace domain;

// What is known of a number: between these.
struct Between {
  std::uint64_t low = 0, high = 0;
};

std::optional<Between> free_bytes(const DeviceEntity& device, RegionKind kind) {
  const auto choice = best_region(device, kind, FactSet::best);
  if (!choice) return std::nullopt;
  return Between{choice->is_free ? choice->bytes : 0, choice->most_bytes};
}

// The largest region's size, of the first document that states sizes.
std::optional<Between> total_bytes(const DeviceEntity& device, RegionKind kind) {
  for (const auto& stated : device.all(&DeviceFacts::regions)) {
    std::uint64_t largest = 0;
    for (const MemoryRegion& region : stated.value) {
      if (region.kind == kind) largest = std::max(largest, region.size_bytes.value_or(0));
    }
    if (largest > 0) return Between{largest, largest};
  }
  return std::nullopt;
}

std::optional<Between> number_of(const SelectorStep& step, const DeviceEntity& device) {
  switch (step.fact) {
    case SelectorFact::ram_free: return free_bytes(device, RegionKind::ram);
    case SelectorFact::flash_free: return free_bytes(device, RegionKind::flash);
    case SelectorFact::ram_total: return total_bytes(device, RegionKind::ram);
    case SelectorFact::flash_total: return total_bytes(device, RegionKind::flash);
    default: break;
  }
  const auto clock = device.counted(&DeviceFacts::clock_hz);
  return clock ? std::optional(Between{*clock->value, *clock->value}) : std::nullopt;
}

Truth truth(bool yes) { return yes ? Truth::yes : Truth::no; }
Truth opposite(Truth one) { return one == Truth::unknown ? one : truth(one == Truth::no); }

// All of the range below the bound is yes, none of it no.
Truth below(const Between& value, std::uint64_t bound) {
  return value.high < bound ? Truth::yes : value.low >= bound ? Truth::no : Truth::unknown;
}

Truth compare(const Between& value, Comparison comparison, std::uint64_t bound) {
  switch (comparison) {
    case Comparison::less: return below(value, bound);
    case Comparison::at_least: return opposite(below(value, bound));
    case Comparison::at_most: return value.high <= bound ? Truth::yes : value.low > bound ? Truth::no : Truth::unknown;
    case Comparison::more: return opposite(compare(value, Comparison::at_most, bound));
    case Comparison::unequal: return opposite(compare(value, Comparison::equal, bound));
    default: break;
  }
  if (bound < value.low || bound > value.high) return Truth::no;
  return value.low == value.high ? Truth::yes : Truth::unknown;
}

std::string core_of(const std::string& processor) {
  const CoreRow* row = core_row(processor);
  return row ? std::string(row->name) : lower_case(processor);
}

// What the device has of that fact, in lower case; nothing where it is not known.
std::vector<std::string> words_of(const SelectorStep& step, const DeviceEntity& device, const ClassName& class_name) {
  std::vector<std::string> words;
  const auto put = [&](const std::string& word) {
    if (!word.empty()) words.push_back(lower_case(word));
  };
  switch (step.fact) {
    case SelectorFact::id: put(device.id); break;
    case SelectorFact::title: put(device.name); break;
    case SelectorFact::klass:
      for (const auto& stated : device.all(&DeviceFacts::based_on)) {
        for (const std::string& iri : stated.value) {
          put(iri);
          put(class_name(iri));
        }
      }
      break;
    case SelectorFact::core:
      if (const auto core = device.counted(&DeviceFacts::processor)) put(core_of(core->value));
      break;
    case SelectorFact::mcu:
      if (const auto mcu = device.counted(&DeviceFacts::mcu)) put(mcu->value);
      break;
    case SelectorFact::runtime:
      if (const auto runtimes = device.counted(&DeviceFacts::runtimes)) std::ranges::for_each(runtimes->value, put);
      break;
    case SelectorFact::label:
      for (const auto& document : device.documents) {
        for (const Label& label : document.facts.labels) {
          if (lower_case(label.name) == step.label) put(label.value);
        }
        if (!words.empty()) break;  // the label that counts
      }
      break;
    default: break;
  }
  return words;
}

Truth test_sensor(const SelectorStep& step, const DeviceEntity& device) {
  const auto sensors = device.counted(&DeviceFacts::sensors);
  if (!sensors) return step.comparison == Comparison::is_unknown ? Truth::yes : Truth::unknown;
  if (step.comparison == Comparison::is_unknown) return Truth::no;
  const bool has = std::ranges::any_of(
      sensors->value, [&](const Sensor& sensor) { return is_sensor_class_within(sensor.sensor_class, step.text); });
  return truth(has == (step.comparison == Comparison::equal));
}

Truth test_words(const SelectorStep& step, const DeviceEntity& device, const ClassName& class_name) {
  const auto words = words_of(step, device, class_name);
  if (step.comparison == Comparison::is_unknown) return truth(words.empty());
  if (words.empty()) return Truth::unknown;
  const std::string wanted = step.fact == SelectorFact::core ? core_of(step.text) : step.text;
  const bool has = std::ranges::find(words, wanted) != words.end();
  return truth(has == (step.comparison == Comparison::equal));
}

// How many of them an error names.
constexpr std::size_t kMostNamed = 12;

tl::unexpected<Error> no_such(const SelectorStep& step, std::string_view what, const std::string& word,
                              const std::set<std::string>& known) {
  const std::vector<std::string> all(known.begin(), known.end());
  const auto near = nearest(word, all, 1);
  std::string some = listed(std::span(all).first(std::min(all.size(), kMostNamed)));
  if (all.size() > kMostNamed) some += ", …";
  return fail(ErrorKind::usage, "no device has the " + std::string(what) + " '" + word + "'",
              "column " + std::to_string(step.column), all.empty() ? "" : "one of: " + some,
              near.empty() ? "" : "Did you mean '" + near.front() + "'?");
}

std::string_view name_of(SelectorFact fact) {
  switch (fact) {
    case SelectorFact::klass: return "class";
    case SelectorFact::core: return "core";
    case SelectorFact::mcu: return "mcu";
    case SelectorFact::runtime: return "runtime";
    default: return {};
  }
}

Result<void> check_label(const SelectorStep& step, const std::vector<DeviceEntity>& devices) {
  std::set<std::string> known;
  for (const DeviceEntity& device : devices) {
    for (std::size_t i = 0; i < device.document_count(); ++i) {
      for (const Label& label : device.document(i).facts.labels) known.insert(lower_case(label.name));
    }
  }
  return known.contains(step.label) ? Result<void>{} : no_such(step, "label", step.label, known);
}

bool is_known_at_all(const SelectorStep& step, const std::vector<std::string>& runtimes) {
  if (step.fact == SelectorFact::core) return core_row(step.text) != nullptr;
  const auto is_it = [&](const std::string& runtime) { return lower_case(runtime) == step.text; };
  return step.fact == SelectorFact::runtime && std::ranges::any_of(runtimes, is_it);
}

bool is_number(SelectorFact fact) { return fact >= SelectorFact::ram_free && fact <= SelectorFact::clock; }

Truth test(const SelectorStep& step, const DeviceEntity& device, const ClassName& class_name) {
  if (step.fact == SelectorFact::sensor) return test_sensor(step, device);
  if (!is_number(step.fact)) return test_words(step, device, class_name);
  const auto number = number_of(step, device);
  if (step.comparison == Comparison::is_unknown) return truth(!number || number->low != number->high);
  return number ? compare(*number, step.comparison, step.number) : Truth::unknown;
}

}  // namespace

Result<void> check_words(const Selector& selector, const std::vector<DeviceEntity>& devices,
                         const ClassName& class_name, const std::vector<std::string>& runtimes) {
  if (devices.empty()) return {};
  for (const SelectorStep& step : selector.steps) {
    if (step.kind != SelectorStep::Kind::test || step.comparison == Comparison::is_unknown) continue;
    if (step.fact == SelectorFact::label) KG_CHECK(check_label(step, devices));
    const std::string_view what = name_of(step.fact);
    if (what.empty() || is_known_at_all(step, runtimes)) continue;
    const std::string wanted = step.fact == SelectorFact::core ? core_of(step.text) : step.text;
    std::set<std::string> known;
    for (const DeviceEntity& device : devices) {
      for (std::string& word : words_of(step, device, class_name)) known.insert(std::move(word));
    }
    if (known.contains(wanted)) continue;
    if (step.fact == SelectorFact::runtime) known.insert(runtimes.begin(), runtimes.end());
    return no_such(step, what, step.text, known);
  }
  return {};
}

Truth selects(const Selector& selector, const DeviceEntity& device, const ClassName& class_name) {
  std::vector<Truth> stack;
  const auto pop = [&] {
    const Truth top = stack.back();
    stack.pop_back();
    return top;
  };
  for (const SelectorStep& step : selector.steps) {
    switch (step.kind) {
      case SelectorStep::Kind::test: stack.push_back(test(step, device, class_name)); break;
      case SelectorStep::Kind::negation: stack.push_back(opposite(pop())); break;
      case SelectorStep::Kind::both: stack.push_back(std::min(pop(), pop())); break;
      case SelectorStep::Kind::either: stack.push_back(std::max(pop(), pop())); break;
    }
  }
  return stack.empty() ? Truth::yes : stack.back();
}

}  // namespace kilograph::match
