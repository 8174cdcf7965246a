// The models and the devices of the pairs that a call of `fit` asks for.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/entity.hpp"
#include "match/fit.hpp"
#include "reply/answer/fleet.hpp"
#include "reply/call.hpp"
#include "reply/desk.hpp"

namespace kilograph::reply {

// Those that share all that a verdict depends on are judged once.
struct DeviceSide {
  std::vector<domain::DeviceEntity> kinds{};  // one device of each
  std::vector<Named> names{};                 // of every device
  std::vector<std::uint32_t> of{};            // its kind
};

struct Sides {
  std::vector<domain::ModelEntity> models{};
  DeviceSide devices{};
  std::vector<std::string> notes{};  // of each model how its changed facts are known; empty: no model was changed
  Selection selection{};             // of the devices, where a group or a selector chose them

  std::string note(std::size_t model) const { return notes.empty() ? std::string() : notes[model]; }
  std::uint64_t pairs() const { return std::uint64_t{models.size()} * devices.of.size(); }
};

Named named(const domain::ModelEntity& model);

// By --model, --device, --need and --have of the call, which limits what is judged to what a need names; what is not
// named, all of the catalogue, or the devices of --group or --where. With the changes of --if made. Errors: usage,
// those of the catalogue and of files.
Result<Sides> sides_of(const Call& call, const Desk& desk, match::Judge& judge);

}  // namespace kilograph::reply
