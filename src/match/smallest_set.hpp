// The counter-question in whole: the smallest set of changes that makes a pair fit.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "match/fit.hpp"

namespace kilograph::match {

// A change of the device alone, as a document that says so would make it.
struct Change {
  domain::Remedy remedy;
  domain::DeviceFacts facts{};  // what that document says
};

// Kinds of changes, the smaller first. Of two sets the one with fewer changes is smaller; of equal ones the one
// whose kinds come first; then the one with fewer bytes.
//   other-runtime      install that runtime
//   free-memory        free so many bytes more of the region, which is large enough
//   state-free-memory  state that so many bytes are free: it is not known, but nothing speaks against it
//   add-sensor         a sensor of the class, with the properties that the need states
//   state-sensor       state that it has one: its sensors are not known
//   larger-memory      a region with so many free bytes: the stated one is smaller
//
// The search goes over the runtimes (the device's own, and each known one) and asks of each the line that is not met
// what would meet it; each line has one such change, so that what is found is the smallest set for that runtime. It
// is checked by judging again with all of them, and with each of them left out. Nothing: no set of these makes it
// fit (a fact of the model is missing, or no known runtime runs it).
std::optional<std::vector<Change>> smallest_set(const domain::ModelEntity& model, const domain::DeviceEntity& device,
                                                const Judge& with);

// The device with a newest, measured document that says all of it.
domain::DeviceEntity with_changes(const domain::DeviceEntity& device, const std::vector<Change>& changes);

}  // namespace kilograph::match
