// One group of the answer of `assign`: what its devices do, and why not the rest.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/entity.hpp"
#include "match/assign/candidates.hpp"
#include "reply/answer/assigning.hpp"
#include "reply/verb/assign_models.hpp"

namespace kilograph::reply {

// Devices of the fleet that are alike, on which the same tasks are wanted.
struct AssignKinds {
  Selection selection;
  std::vector<match::assign::Kind> kinds;
  std::vector<std::vector<Named>> devices;  // of each
  std::vector<std::string> names;           // of what they are based on
};

// All of it must outlive this.
class AssignGroups {
 public:
  AssignGroups(const ChosenModels& chosen, const AssignKinds& kinds, const match::assign::Candidates& candidates,
               const match::Judge& judge)
      : tasks_(chosen.tasks), models_(chosen.models), kinds_(kinds), candidates_(candidates), judge_(judge) {}

  AssignAnswer::Group of(const match::assign::Part& part, std::vector<Named> devices) const;
  // Errors: internal, where what was assigned does not fit together by the facts.
  Result<void> check(const match::assign::Part& part) const;

 private:
  AssignAnswer::Placed placed(std::uint32_t task, const match::assign::Option& option) const;
  AssignAnswer::Unserved unserved(const match::assign::Part& part, std::uint32_t task) const;

  const std::vector<PreparedTask>& tasks_;
  const std::vector<domain::ModelEntity>& models_;
  const AssignKinds& kinds_;
  const match::assign::Candidates& candidates_;
  const match::Judge& judge_;
};

}  // namespace kilograph::reply
