#include "match/sensor_offer.hpp"

#include <algorithm>

#include "base/bytes.hpp"
#include "domain/sensor_text.hpp"

namespace kilograph::match {
namespace {

using namespace domain;

struct Count {
  const char *name, *key, *unit;
  std::optional<unsigned> Sensor::* field;
};

constexpr Count kCounts[] = {{"number of axes", "axes", "", &Sensor::axes},
                             {"number of channels", "channels", "", &Sensor::channels},
                             {"width", "width", " pixels", &Sensor::width},
                             {"height", "height", " pixels", &Sensor::height},
                             {"resolution", "resolutionBits", " bit", &Sensor::resolution_bits}};

void compare(std::vector<Shortfall>& found, Shortfall shortfall, bool is_stated, bool is_enough) {
  if (is_stated && is_enough) return;
  shortfall.status = is_stated ? Status::unmet : Status::unknown;
  if (!is_stated) shortfall.offered.clear();
  found.push_back(std::move(shortfall));
}

void compare_range(std::vector<Shortfall>& found, const Sensor& need, const Sensor& offer) {
  if (!need.range_low && !need.range_high) return;
  const Shortfall shortfall{"range", "rangeLow, rangeHigh and rangeUnit", range_text(need), range_text(offer)};
  const bool is_stated = (!need.range_low || offer.range_low) && (!need.range_high || offer.range_high) &&
                         need.range_unit == offer.range_unit;
  const bool is_within = is_stated && (!need.range_low || *need.range_low >= *offer.range_low) &&
                         (!need.range_high || *need.range_high <= *offer.range_high);
  compare(found, shortfall, is_stated, is_within);
}

}  // namespace

Status class_status(const std::string& required, const std::string& offered) {
  if (required == kOtherSensor || offered == kOtherSensor) return Status::unknown;
  if (offered == required || is_sensor_class_within(offered, required)) return Status::met;
  // A class above the one required may be it; a class nobody described may be anything.
  const bool vague =
      is_sensor_class_within(required, offered) || !sensor_class_by_name(offered) || !sensor_class_by_name(required);
  return vague ? Status::unknown : Status::unmet;
}

std::vector<Shortfall> shortfalls(const Sensor& need, const Sensor& offer) {
  std::vector<Shortfall> found;
  if (need.rate_hz) {
    compare(found,
            {"rate", "rateHz", number_text(*need.rate_hz) + " Hz", number_text(offer.rate_hz.value_or(0)) + " Hz"},
            offer.rate_hz.has_value(), offer.rate_hz.value_or(0) >= *need.rate_hz);
  }
  for (const Count& count : kCounts) {
    const auto &required = need.*count.field, &offered = offer.*count.field;
    if (!required) continue;
    compare(found, {count.name, count.key, grouped(*required) + count.unit, grouped(offered.value_or(0)) + count.unit},
            offered.has_value(), offered.value_or(0) >= *required);
  }
  compare_range(found, need, offer);
  return found;
}

std::vector<Sensor> distinct_needs(const std::vector<Sensor>& sensors) {
  std::vector<Sensor> needs;
  for (Sensor sensor : sensors) {
    sensor.info.clear();
    if (std::ranges::find(needs, sensor) == needs.end()) needs.push_back(std::move(sensor));
  }
  return needs;
}

}  // namespace kilograph::match
