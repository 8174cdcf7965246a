// The text of `fit --if`: what is taken can be applied, to a device with memory and to one without.
#include <cstdint>
#include <cstdlib>

#include "reply/need.hpp"
#include "reply/what_if.hpp"

using namespace kilograph;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  domain::Runtime runtime;
  runtime.id = "tflm-2026-08";
  match::Judge with{{runtime}, match::FactSet::best, {}};
  const auto changes = reply::parse_what_if(text_of({data, size}), with.runtimes);
  if (!changes) {
    if (changes.error().kind != ErrorKind::usage || changes.error().message.empty()) std::abort();
    return 0;
  }
  if (changes->empty()) std::abort();
  const auto need = reply::parse_need("camera, ram=100kB, flash=1MB");
  std::vector<domain::DeviceEntity> devices{{}, reply::device_of(*need)};
  for (const reply::Change& change : *changes) reply::apply(change, devices, with);
  if (devices.size() != 2 || with.runtimes.size() != 1) std::abort();
  return 0;
}
