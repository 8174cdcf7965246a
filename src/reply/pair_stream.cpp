#include "reply/pair_stream.hpp"

#include <unordered_map>

#include "match/columns/profile.hpp"
#include "reply/limits.hpp"

namespace kilograph::reply {
namespace {

using domain::Verdict;
namespace columns = match::columns;

constexpr std::size_t kMostKept = 1 << 15;         // verdicts
constexpr std::size_t kMostClasses = 1 << 16;      // of models, whose keys are kept
constexpr std::uint64_t kPairsAStep = 1 << 16;     // after which progress is told

// What a line of the stream shows of a verdict.
Verdict brief(const Verdict& whole) {
  Verdict verdict{.model = {},
                  .device = {},
                  .model_name = {},
                  .device_name = {},
                  .answer = whole.answer,
                  .runtime = whole.runtime,
                  .runtime_assumed = whole.runtime_assumed,
                  .lines = {}};
  const domain::RequirementLine* worst = whole.worst();
  if (!worst) return verdict;
  verdict.lines.push_back({.kind = worst->kind,
                           .required = worst->required,
                           .required_bytes = worst->required_bytes,
                           .margin_bytes = worst->margin_bytes,
                           .status = worst->status});
  return verdict;
}

// Equal keys have equal numbers, as long as there is room for keys; after that each is new.
class KeyNumbers {
 public:
  explicit KeyNumbers(std::size_t most) : most_(most) {}

  std::uint32_t of(std::string key) {
    if (numbers_.size() >= most_) numbers_.clear();
    const auto [found, is_new] = numbers_.try_emplace(std::move(key), next_);
    if (is_new) ++next_;
    return found->second;
  }

 private:
  std::size_t most_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::uint32_t next_ = 0;
};

class Verdicts {
 public:
  Verdicts(const Sides& sides, const match::Judge& judge) : sides_(sides), judge_(judge), classes_(kMostClasses) {
    KeyNumbers profiles(SIZE_MAX);
    for (const auto& kind : sides.devices.kinds) {
      profile_of_.push_back(profiles.of(columns::key_of(columns::capability_of(kind, judge))));
    }
  }

  void begin(const domain::ModelEntity& model) {
    model_ = &model;
    class_ = classes_.of(columns::key_of(columns::requirement_of(model, judge_)));
  }

  const Verdict& of(std::uint32_t kind) {
    const std::uint64_t key = std::uint64_t{class_} << 32 | profile_of_[kind];
    if (const auto found = kept_.find(key); found != kept_.end()) return found->second;
    if (kept_.size() >= kMostKept) kept_.clear();
    return kept_.emplace(key, brief(match::judge(*model_, sides_.devices.kinds[kind], judge_))).first->second;
  }

 private:
  const Sides& sides_;
  const match::Judge& judge_;
  KeyNumbers classes_;
  std::vector<std::uint32_t> profile_of_;  // of each kind
  const domain::ModelEntity* model_ = nullptr;
  std::uint32_t class_ = 0;
  std::unordered_map<std::uint64_t, Verdict> kept_;
};

}  // namespace

PairStreamAnswer stream_pairs(const Sides& sides, match::Judge judge, std::uint64_t most, const Desk& desk) {
  judge.limits.observed_on = observed_on(sides.models, judge.limits);
  PairStreamAnswer answer{.models = sides.models.size(),
                          .devices = sides.devices.of.size(),
                          .pairs = {},
                          .left_out = sides.pairs(),
                          .selection = sides.selection,
                          .notes = sides.notes};
  if (!sides.notes.empty()) {
    for (const auto& model : sides.models) answer.names.push_back(named(model));
  }
  Verdicts verdicts(sides, judge);
  std::uint64_t given = 0;
  for (std::size_t at = 0; at < sides.models.size() && given < most; ++at) {
    const Named name = named(sides.models[at]);
    const std::string note = sides.note(at);
    verdicts.begin(sides.models[at]);
    for (std::size_t device = 0; device < answer.devices && given < most; ++device) {
      const Verdict& verdict = verdicts.of(sides.devices.of[device]);
      if (!desk.paired({name, sides.devices.names[device], verdict, note})) return answer;
      ++answer.pairs[static_cast<std::size_t>(verdict.answer)];
      --answer.left_out;
      if (++given % kPairsAStep == 0 && desk.progress && !desk.is_terminal) desk.progress({given, most, name.name});
    }
  }
  return answer;
}

}  // namespace kilograph::reply
