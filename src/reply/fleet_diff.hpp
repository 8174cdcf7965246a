// Which devices of a fleet begin or cease to fit.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "match/fit.hpp"
#include "reply/answer/fleet.hpp"
#include "reply/fleet.hpp"
#include "reply/standpoint.hpp"

namespace kilograph::reply {

// Two models over one fleet.
FleetDiffAnswer diff_of_models(const domain::ModelEntity& left, const domain::ModelEntity& right, Fleet fleet,
                               const match::Judge& judge);

// The same models over two states of a fleet; of `models` each side takes what it knows of that id, and where neither
// knows it (a file of nobody's catalogue), what is given. Empty: all models of either side. The devices are those that
// the selection takes on either side. A pair whose device or model is absent on a side has no verdict there.
Result<FleetDiffAnswer> diff_of_states(const Standpoint& left, const Standpoint& right, const Selection& selection,
                                       std::vector<domain::ModelEntity> models, const match::Judge& judge);

}  // namespace kilograph::reply
