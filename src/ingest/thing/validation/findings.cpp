#include "ingest/thing/validation/findings.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace kilograph::ingest::thing {

std::string_view name_of(Edition edition) {
  constexpr std::array<std::string_view, 3> kNames{"TD 1.0", "TD 1.1", "Thing Model 1.1"};
  return kNames[static_cast<std::size_t>(edition)];
}

std::string_view prefix_of(Edition edition) {
  constexpr std::array<std::string_view, 3> kPrefixes{"td-1.0", "td-1.1", "tm-1.1"};
  return kPrefixes[static_cast<std::size_t>(edition)];
}

std::string_view name_of(Level level) { return level == Level::error ? "error" : "warning"; }

std::string pointer_to(const Place& place) {
  if (place.above == nullptr) return {};
  return pointer_to(*place.above) + "/" +
         (place.in_list ? std::to_string(place.position) : json::pointer_token(place.name));
}

bool Findings::has_room(Level level) {
  ++(level == Level::error ? report_.errors : report_.warnings);
  if (report_.findings.size() < limit_) return true;
  ++report_.further;
  return false;
}

void Findings::keep(Level level, std::string rule, const Place& place, std::size_t offset, std::string message) {
  report_.findings.push_back({level, std::move(rule), pointer_to(place), std::move(message), {}});
  offsets_.push_back(offset);
}

Report Findings::report(std::string_view text) && {
  const auto positions = json::positions_of(text, offsets_);
  std::vector<std::size_t> order(offsets_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return offsets_[i]; });
  std::vector<Finding> sorted;
  sorted.reserve(order.size());
  for (const std::size_t i : order) {
    sorted.push_back(std::move(report_.findings[i]));
    sorted.back().position = positions[i];
  }
  report_.findings = std::move(sorted);
  return std::move(report_);
}

}  // namespace kilograph::ingest::thing
