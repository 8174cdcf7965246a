// Which ids are one entity, by the statements that a catalogue keeps.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/entity.hpp"
#include "knowledge/ledger/moment.hpp"

namespace kilograph::knowledge {

class Sameness {
 public:
  // A statement about an entity that is not kept has no effect.
  static Result<Sameness> read(const ledger::Moment& moment);

  bool empty() const { return preferred_.empty(); }
  // The id that the entity goes by: itself, where no statement says otherwise.
  std::string preferred(std::string_view id) const;
  std::vector<std::string> members(std::string_view id) const;  // the preferred one first, the others in order

  // One entity where there were several: under the preferred id, its documents first among equals.
  template <class F>
  void unite(std::vector<domain::Entity<F>>& entities) const;

 private:
  void link(const domain::SameStatement& statement);

  std::map<std::string, std::string, std::less<>> preferred_;  // of ids that are not preferred
};

}  // namespace kilograph::knowledge
