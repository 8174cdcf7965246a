// What `plan` answers.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "domain/model.hpp"
#include "inspect/optimise/optimisation.hpp"
#include "inspect/picture/labels.hpp"
#include "inspect/plan/memory_plan.hpp"
#include "match/figure.hpp"

namespace kilograph::reply {

// Whether the arena to provide fits the board's largest RAM region.
struct BoardFit {
  std::string id, name;
  std::vector<std::string> basis, assumed;       // what the target follows from; what the board does not state
  std::optional<match::RegionChoice> region{};   // absent: no RAM is stated
  std::vector<inspect::MemoryPlan> others{};     // with other kernels that the board's core can run
};

// Free bytes less the arena's (of an estimate less its upper bound, which alone can prove a yes).
struct RoomLeft {
  std::int64_t margin_bytes = 0;
  std::optional<bool> fits{};  // absent: bounds or a size that includes what is in use leave it open
};
// Nothing where the region or the arena is not known.
std::optional<RoomLeft> room_left(const BoardFit& board, const inspect::MemoryPlan& plan);

struct PlanAnswer {
  std::string id, name;  // of the model
  std::shared_ptr<const domain::Model> model;
  std::vector<inspect::MemoryPlan> plans;  // one, or several side by side
  std::optional<BoardFit> board{};  // only beside one plan
  std::optional<std::string> code{};  // C++ to paste
  std::string picture{};  // the SVG file that was written; empty: none
  std::optional<inspect::Optimisations> smaller{};  // what would shrink it; only beside one plan
  std::string copy{};                            // the smaller model that was written; empty: none

  bool is_refused = false;                       // code, a picture or savings were asked of a plan that has no arena

  bool is_single() const { return plans.size() == 1; }
};

nlohmann::ordered_json to_json(const PlanAnswer& answer);
nlohmann::ordered_json optimisations_json(const inspect::Optimisations& smaller);

}  // namespace kilograph::reply
