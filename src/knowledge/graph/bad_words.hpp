// Words of a device's description that stand for nothing known: the kind of a memory region, a basis, a
// sensor's class. Such a value is unknown; it is never taken for the nearest or the usual one.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "domain/device_facts.hpp"
#include "knowledge/graph/graph.hpp"
#include "knowledge/graph/view.hpp"

namespace kilograph::knowledge::graph {

// Absent where the region states no kind, one unknown to us, or two.
std::optional<domain::RegionKind> region_kind(const View& view, std::string_view region);

// Absent where the region states no medium, one unknown to us, or two.
std::optional<domain::RegionMedium> region_medium(const View& view, std::string_view region);

// Is the class a misspelt one: in a vocabulary whose sensor classes we know, and none of them?
bool is_misspelt_sensor(std::string_view klass);

// Every such word of the device, its controllers and their regions, with the known words and the nearest.
std::vector<BadValue> bad_words(const View& view, std::string_view device);

// Two values where one is meant are one defect, which names both.
std::vector<BadValue> with_several_named(std::vector<BadValue> values);

}  // namespace kilograph::knowledge::graph
