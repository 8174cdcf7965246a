// The text of `fit --need`: what is taken is a known sensor class or a sum of bytes that reads back.
#include <cstdint>
#include <cstdlib>

#include "domain/sensor.hpp"
#include "reply/need.hpp"

using namespace kilograph;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto need = reply::parse_need(text_of({data, size}));
  if (!need) {
    if (need.error().kind != ErrorKind::usage || need.error().message.empty()) std::abort();
    return 0;
  }
  std::string again;
  for (const std::string& name : need->sensor_classes) {
    if (!domain::sensor_class_by_name(name)) std::abort();
    again += name + ",";
  }
  if (need->ram_bytes) again += "ram=" + std::to_string(*need->ram_bytes) + "B,";
  if (need->flash_bytes) again += "flash=" + std::to_string(*need->flash_bytes) + "B,";
  again.pop_back();
  const auto same = reply::parse_need(again);
  // An amount of more digits than the language takes is the only thing that cannot be written in bytes.
  const bool is_long = need->ram_bytes.value_or(0) > 999'999'999'999 || need->flash_bytes.value_or(0) > 999'999'999'999;
  if (!is_long && (!same || same->ram_bytes != need->ram_bytes || same->flash_bytes != need->flash_bytes ||
                   same->sensor_classes != need->sensor_classes)) {
    std::abort();
  }
  return 0;
}
