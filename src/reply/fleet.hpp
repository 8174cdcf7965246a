// The devices that a call is about: a group, a selector, or all; and what is judged once for many of them.
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "knowledge/catalogue.hpp"
#include "match/projection/projection.hpp"
#include "match/selector.hpp"
#include "reply/answer/fleet.hpp"
#include "reply/call.hpp"

namespace kilograph::reply {

struct Fleet {
  Selection selection;
  std::vector<domain::DeviceEntity> devices;             // those that are in it, by name, then id
  std::vector<std::uint32_t> facts{};  // of each the place of its facts, which equal ones share; empty:
                                       // of a state of the ledger, not of a projection
  std::unordered_map<std::string, std::string> names;  // of every device of the catalogue, by id

  std::string name_of(const std::string& id) const;  // the id where it has none
  std::string kind_of(const domain::DeviceEntity& device) const;  // what it is based on; empty: nothing
};

// What others are based on.
std::unordered_set<std::string> bases_in(const std::vector<domain::DeviceEntity>& devices);
// Thing Models and what others are based on: kinds of device, and no devices.
std::unordered_set<std::string> kinds_in(const std::vector<domain::DeviceEntity>& devices);

// By --group or --where of the call; with neither, every device. Where one of them is given, Thing Models and what
// others are based on are no devices of the fleet. Errors: usage (both, a selector that is wrong), not_found.
Result<Fleet> fleet_of(const match::projection::Projection& all, const knowledge::Catalogue& catalogue,
                       const Call& call);
// Whether words that no device has (a class, a runtime, a label's name) are errors: as they are written, not in a
// group that was kept when some device had them.
enum class Words { checked, as_kept };
Result<Fleet> fleet_of(const match::projection::Projection& all, Selection selection, Words words);
// Which devices of a fleet further selections take. `everything` is the fleet of all devices; both must outlive it.
class FurtherSelections {
 public:
  FurtherSelections(const Fleet& fleet, const Fleet& everything);

  // Of each device of the fleet; Thing Models and what others are based on are not taken. It holds as long as this.
  // Errors: usage, for a selector that is wrong, or whose words no device at all has.
  Result<const std::vector<bool>*> taken_by(const Selection& selection, Words words);

 private:
  const Fleet &fleet_, &everything_;
  std::unordered_set<std::string> kinds_;
  std::map<std::pair<std::string, Words>, std::vector<bool>> known_;  // by selector
};

// Of two states: the devices that the selection takes in either of them, on each side as far as they are there. What
// the selections of the two fleets count is of their own side.
Result<std::pair<Fleet, Fleet>> fleets_of(std::vector<domain::DeviceEntity> left,
                                          std::vector<domain::DeviceEntity> right, const Selection& selection);
Result<Selection> selection_of(const knowledge::Catalogue& catalogue, const Call& call);

// Devices with the same facts, or documents about their hardware, which is all that a verdict depends on.
struct FleetClasses {
  std::vector<CapabilityClass> classes;
  std::vector<std::size_t> of;  // of each device
  std::vector<std::size_t> representatives;  // of each class, a device
};
// Those of `observed` (limits.hpp) are told apart by their ids.
FleetClasses classes_of(const Fleet& fleet, const std::vector<std::string>& observed = {});

// Of each model (outside) and class.
std::vector<domain::Verdict> verdicts_of(const std::vector<domain::ModelEntity>& models, const Fleet& fleet,
                                         const FleetClasses& classes, const match::Judge& judge);

}  // namespace kilograph::reply
