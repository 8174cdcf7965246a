#include "domain/model_facts.hpp"

#include <fmt/format.h>

#include <iterator>

#include "domain/name_table.hpp"

namespace kilograph::domain {
namespace {

constexpr NameRow<MemoryUse> kUses[] = {
    {MemoryUse::working, "working memory"},
    {MemoryUse::program, "program memory"},
};

constexpr NameRow<ObservedProperty> kProperties[] = {
    {ObservedProperty::latency, "time"},
    {ObservedProperty::energy, "energy"},
};

}  // namespace

std::string amount_text(ObservedProperty property, double amount) {
  constexpr struct {
    double factor;
    std::string_view letter;
  } kSteps[] = {{1, ""}, {1e-3, "m"}, {1e-6, "u"}, {1e-9, "n"}};
  const auto* step = std::begin(kSteps);
  while (step + 1 != std::end(kSteps) && amount != 0 && amount < step->factor) ++step;
  const char* unit = property == ObservedProperty::latency ? "s" : "J";
  return fmt::format("{:.6g} {}{}", amount / step->factor, step->letter, unit);
}

std::string amount_text(const Observation& one) {
  const std::string value = amount_text(one.property, one.value);
  if (!one.low && !one.high) return value;
  return value + " (" + amount_text(one.property, one.least()) + " to " + amount_text(one.property, one.most()) + ")";
}

std::string_view name_of(ObservedProperty property) { return name_in(kProperties, property); }
std::string_view name_of(MemoryUse use) { return name_in(kUses, use); }

}  // namespace kilograph::domain
