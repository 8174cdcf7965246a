// Parts that several answers share, as JSON. An absent value is null; bytes are exact integers.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "domain/device_facts.hpp"
#include "domain/model_facts.hpp"
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
  return {{"class", sensor.sensor_class}, {"info", or_null(sensor.info)}};
}

}  // namespace kilograph::reply
