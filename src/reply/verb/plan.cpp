// plan: the memory of a model, worked out without running it.
#include "base/file.hpp"
#include "inspect/picture/arena_svg.hpp"
#include "inspect/runtime/runtimes.hpp"
#include "inspect/snippet/program_text.hpp"
#include "inspect/target/board_target.hpp"
#include "reply/model_file.hpp"
#include "reply/subject.hpp"
#include "reply/verb/functions.hpp"

namespace kilograph::reply {
namespace {

using inspect::MemoryPlan;
using inspect::PlanTarget;

inspect::TargetWish wish_of(const Call& call) { return {call.text("runtime"), call.text("kernels"), call.text("abi")}; }

// These are about one target.
bool wants_one(const Call& call) { return call.has("svg") || call.has("code"); }

Result<std::vector<MemoryPlan>> plans_for(const ModelFile& file, const std::vector<PlanTarget>& targets) {
  std::vector<MemoryPlan> plans;
  for (const PlanTarget& target : targets) {
    auto planned = inspect::plan(*file.model, target);
    if (!planned) return fail(std::move(planned).error().in(file.place));
    plans.push_back(std::move(*planned));
  }
  return plans;
}

Result<void> plan_for_board(const Call& call, const Desk& desk, const ModelFile& file, PlanAnswer& answer) {
  const domain::DeviceEntity board = KG_TRY(find_device(desk, call.text("device")));
  const auto known = KG_TRY(inspect::runtimes());
  const auto found = KG_TRY(inspect::board_target(board, wish_of(call), known));
  answer.plans = KG_TRY(plans_for(file, {found.target}));
  answer.board = BoardFit{.id = board.id,
                          .name = board.name.empty() ? board.id : board.name,
                          .basis = found.basis,
                          .assumed = found.assumed,
                          .region = match::best_region(board, domain::RegionKind::ram, match::FactSet::best),
                          .others = KG_TRY(plans_for(file, found.others))};
  return {};
}

Result<void> plan_for_targets(const Call& call, const ModelFile& file, PlanAnswer& answer) {
  std::vector<PlanTarget> targets = KG_TRY(inspect::targets_for(wish_of(call)));
  if (wants_one(call)) targets.resize(1);
  answer.plans = KG_TRY(plans_for(file, targets));
  return {};
}

Result<void> draw(const std::string& path, PlanAnswer& answer) {
  const std::string svg = KG_TRY(inspect::arena_svg(*answer.model, answer.plans.front()));
  KG_CHECK(write_file(path, view_of(svg)));
  answer.picture = path;
  return {};
}

}  // namespace

std::optional<RoomLeft> room_left(const BoardFit& board, const MemoryPlan& plan) {
  if (!board.region || !plan.arena) return {};
  const auto available = static_cast<std::int64_t>(board.region->bytes);
  RoomLeft left{.margin_bytes = available - static_cast<std::int64_t>(plan.arena->minimum.high)};
  if (left.margin_bytes >= 0 && board.region->is_free) left.fits = true;
  if (available < static_cast<std::int64_t>(plan.arena->minimum.low)) left.fits = false;
  return left;
}

Result<Answer> plan(const Call& call, Desk& desk) {
  const ModelFile file = KG_TRY(find_model_file(desk, call.text("name")));
  PlanAnswer answer{.id = file.id, .name = file.name, .model = file.model, .plans = {}};
  KG_CHECK(call.has("device") ? plan_for_board(call, desk, file, answer) : plan_for_targets(call, file, answer));
  if (call.has("code")) answer.code = KG_TRY(inspect::program_text(*file.model, answer.plans.front()));
  if (call.has("svg")) KG_CHECK(draw(call.text("svg"), answer));
  return answer;
}

}  // namespace kilograph::reply
