// Parts that several answers share, as JSON. An absent value is null; bytes are exact integers.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "domain/device_facts.hpp"
#include "domain/model_facts.hpp"
#include "domain/sensor_need.hpp"
#include "domain/source.hpp"

namespace kilograph::reply {

using Json = nlohmann::ordered_json;

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

inline Json or_null(const std::string& value) { return value.empty() ? Json(nullptr) : Json(value); }

inline Json source_json(const domain::Source& source) {
  return {{"basis", domain::name_of(source.basis)},
          {"by", or_null(source.by)},
          {"document", or_null(source.document)},
          {"place", or_null(source.place)}};
}

inline Json source_json(const std::optional<domain::Source>& source) {
  return source ? source_json(*source) : Json(nullptr);
}

template <class T, class F>
Json list_json(const std::vector<T>& values, F to_json_of) {
  Json list = Json::array();
  for (const T& value : values) list.push_back(to_json_of(value));
  return list;
}

inline Json sensor_json(const domain::Sensor& sensor) {
  return {{"class", sensor.sensor_class},
          {"info", or_null(sensor.info)},
          {"rate_hz", or_null(sensor.rate_hz)},
          {"axes", or_null(sensor.axes)},
          {"channels", or_null(sensor.channels)},
          {"width", or_null(sensor.width)},
          {"height", or_null(sensor.height)},
          {"resolution_bits", or_null(sensor.resolution_bits)},
          {"range_low", or_null(sensor.range_low)},
          {"range_high", or_null(sensor.range_high)},
          {"range_unit", or_null(sensor.range_unit)}};
}

// [] where it is stated that none is needed.
inline Json sensors_json(const std::vector<domain::Sensor>& sensors) {
  Json list = Json::array();
  for (const domain::Sensor& sensor : sensors) {
    if (!domain::is_no_sensor(sensor)) list.push_back(sensor_json(sensor));
  }
  return list;
}

}  // namespace kilograph::reply
