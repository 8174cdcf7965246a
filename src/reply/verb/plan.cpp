// plan: the memory of a model, worked out without running it.
#include <algorithm>
#include <fstream>

#include "base/file.hpp"
#include "ingest/tflite/model_writer.hpp"
#include "inspect/picture/arena_svg.hpp"
#include "inspect/runtime/runtimes.hpp"
#include "inspect/snippet/program_text.hpp"
#include "inspect/target/board_target.hpp"
#include "reply/model_file.hpp"
#include "reply/subject.hpp"
#include "reply/verb/functions.hpp"
#include "reply/verb/judging.hpp"

namespace kilograph::reply {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostCopyBytes = 128ull << 20;  // a copy is a little larger than the model

using inspect::MemoryPlan;
using inspect::PlanTarget;

inspect::TargetWish wish_of(const Call& call) { return {call.text("runtime"), call.text("kernels"), call.text("abi")}; }

// These are about one target.
bool wants_one(const Call& call) {
  return call.has("svg") || call.has("code") || call.has("optimise") || call.has("write");
}

Result<std::vector<MemoryPlan>> plans_for(const ModelFile& file, const std::vector<PlanTarget>& targets) {
  std::vector<MemoryPlan> plans;
  for (const PlanTarget& target : targets) {
    auto planned = inspect::plan(*file.model, target);
    if (!planned) return fail(std::move(planned).error().in(file.place));
    plans.push_back(std::move(*planned));
  }
  return plans;
}

// Of several runtimes that a board declares the one that `why` judges by; empty: the board has no choice, or no memory
// is planned for that one.
Result<std::string> judged_runtime(const Desk& desk, const Call& call, const domain::DeviceEntity& board) {
  const auto declared = board.counted(&domain::DeviceFacts::runtimes);
  if (call.has("runtime") || !declared || declared->value.size() < 2) return std::string();
  const auto model = find_model(desk, call.text("name"));
  if (!model) return std::string();
  const std::string runtime = match::judge(*model, board, KG_TRY(judge_for(call))).runtime;
  const auto targets = inspect::plan_targets();
  return std::ranges::find(targets, runtime, &PlanTarget::runtime) == targets.end() ? std::string() : runtime;
}

Result<void> plan_for_board(const Call& call, const Desk& desk, const ModelFile& file, PlanAnswer& answer) {
  const domain::DeviceEntity board = KG_TRY(find_device(desk, call.text("device")));
  const auto known = KG_TRY(inspect::runtimes());
  inspect::TargetWish wish = wish_of(call);
  const std::string judged = KG_TRY(judged_runtime(desk, call, board));
  if (!judged.empty()) wish.runtime = judged;
  auto found = KG_TRY(inspect::board_target(board, wish, known));
  if (!judged.empty()) {
    found.basis.insert(found.basis.begin(),
                       "runtime " + judged + ": of those that the board declares, the one that `why` judges by");
  }
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

bool is_same_file(const std::string& one, const std::string& other) {
  std::error_code error;
  return fs::equivalent(one, other, error);  // by device and inode; false where one is not there
}

bool is_same_path(const std::string& one, const std::string& other) {
  std::error_code error;
  return fs::weakly_canonical(fs::absolute(one, error), error) ==
         fs::weakly_canonical(fs::absolute(other, error), error);
}

Error would_destroy(const std::string& path, const std::string& what) {
  return {ErrorKind::usage, "the output would replace " + what, path, "a file of its own", "Name a new file."};
}

// Or empty, as a program makes one to hold its place.
bool is_picture(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string beginning(inspect::kArenaSvgBeginning, '\0');
  file.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
  beginning.resize(static_cast<std::size_t>(file.gcount()));
  return file.is_open() && (beginning.empty() || inspect::is_arena_svg(beginning));
}

// What is read stays as it is: an output is a file of its own. A picture may replace an older one, a copy nothing.
Result<void> check_outputs(const Call& call, const ModelFile& file) {
  for (const char* option : {"svg", "write"}) {
    if (!call.has(option)) continue;
    const std::string path = call.text(option);
    if (is_same_file(path, file.place)) return fail(would_destroy(path, "the model itself"));
    if (call.has("device") && is_same_file(path, call.text("device"))) {
      return fail(would_destroy(path, "the description of the board"));
    }
    std::error_code error;
    const fs::file_status status = fs::symlink_status(path, error);
    if (!fs::exists(status)) continue;
    if (option == std::string_view("write")) return fail(would_destroy(path, "a file that is there already"));
    if (!fs::is_regular_file(fs::status(path, error))) {
      return fail(ErrorKind::usage, "the output is no regular file", path, "a file of its own", "Name a new file.");
    }
    if (!is_picture(path)) return fail(would_destroy(path, "a file that is no picture of an arena"));
  }
  if (call.has("svg") && call.has("write") && is_same_path(call.text("svg"), call.text("write"))) {
    return fail(would_destroy(call.text("svg"), "the copy of the model"));
  }
  return {};
}

Result<void> draw(const std::string& path, PlanAnswer& answer) {
  const std::string svg = KG_TRY(inspect::arena_svg(*answer.model, answer.plans.front()));
  KG_CHECK(write_file(path, view_of(svg)));
  answer.picture = path;
  return {};
}

// The copy is read and planned again: what is written is what was promised.
Result<void> check_copy(ByteView copy, const ModelFile& file, const inspect::Optimisations::Copy& promised,
                        const PlanTarget& target) {
  const auto read = KG_TRY(ingest::read(copy, file.place, {kMostCopyBytes}));
  const MemoryPlan planned = KG_TRY(inspect::plan(std::get<domain::Model>(read.content), target));
  if (planned.arena && planned.arena->minimum.best == promised.need.minimum_bytes) return {};
  return fail(ErrorKind::internal, "the copy does not need what was found for it; nothing was written", file.place);
}

Result<void> write_copy(const std::string& path, const ModelFile& file, PlanAnswer& answer) {
  const auto promised = answer.smaller->best_copy();
  if (!promised.changes()) return {};
  Bytes copy = *file.bytes;
  if (!promised.orders.empty()) copy = KG_TRY(ingest::with_operator_order(copy, promised.orders, {kMostCopyBytes}));
  if (!promised.words.empty()) {
    copy = KG_TRY(ingest::with_metadata(copy, inspect::kOfflinePlanName, inspect::metadata_bytes(promised.words),
                                        {kMostCopyBytes}));
  }
  KG_CHECK(check_copy(copy, file, promised, answer.plans.front().target));
  KG_CHECK(write_file(path, copy));
  answer.copy = path;
  return {};
}

Result<void> shrink(const Call& call, const ModelFile& file, PlanAnswer& answer) {
  auto found = inspect::optimise(*file.model, answer.plans.front().target);
  if (!found) return fail(std::move(found).error().in(file.place));
  answer.smaller = std::move(*found);
  if (call.has("write")) KG_CHECK(write_copy(call.text("write"), file, answer));
  return {};
}

}  // namespace

std::optional<RoomLeft> room_left(const BoardFit& board, const MemoryPlan& plan) {
  if (!board.region || !plan.arena) return {};
  const auto available = static_cast<std::int64_t>(board.region->bytes);
  RoomLeft left{.margin_bytes = available - static_cast<std::int64_t>(plan.arena->minimum.high)};
  if (left.margin_bytes >= 0 && board.region->is_free) left.fits = true;
  if (board.region->most_bytes < plan.arena->minimum.low) left.fits = false;
  return left;
}

Result<Answer> plan(const Call& call, Desk& desk) {
  const ModelFile file = KG_TRY(find_model_file(desk, call.text("name")));
  KG_CHECK(check_outputs(call, file));
  PlanAnswer answer{.id = file.id, .name = file.name, .model = file.model, .plans = {}};
  KG_CHECK(call.has("device") ? plan_for_board(call, desk, file, answer) : plan_for_targets(call, file, answer));
  answer.is_refused = wants_one(call) && !answer.plans.front().arena;
  if (answer.is_refused) return answer;
  if (call.has("code")) answer.code = KG_TRY(inspect::program_text(*file.model, answer.plans.front()));
  if (call.has("optimise") || call.has("write")) KG_CHECK(shrink(call, file, answer));
  if (call.has("svg")) KG_CHECK(draw(call.text("svg"), answer));
  return answer;
}

}  // namespace kilograph::reply
