// Which entities differ since a mark, read anew in one transaction.
#include <algorithm>
#include <set>

#include "base/digest.hpp"
#include "knowledge/catalogue/gathering.hpp"
#include "knowledge/catalogue/state.hpp"

namespace kilograph::knowledge {
namespace {

constexpr std::uint64_t kLeastWhole = 1000;  // so many changed entities are read one by one in any case
constexpr std::uint64_t kWholeShare = 8;     // above it, one in so many entities is as much work as all of them

std::string digest_of(const LogEntry& entry) {
  RunningDigest digest;
  for (const std::string* text :
       {&entry.time, &entry.actor, &entry.action, &entry.entity, &entry.document, &entry.digest, &entry.replaced}) {
    const std::string length = std::to_string(text->size()) + ":";
    digest.add(view_of(length));
    digest.add(view_of(*text));
  }
  return digest.finish().hex();
}

Result<LogMark> newest_mark(ledger::Ledger& ledger) {
  const std::int64_t seq = KG_TRY(ledger.log.last_seq());
  const auto entry = KG_TRY(ledger.log.find(seq));
  return entry ? LogMark{seq, digest_of(*entry)} : LogMark{};
}

Result<bool> is_in(ledger::Ledger& ledger, const LogMark& mark) {
  if (mark.seq == 0) return mark.digest.empty();
  const auto entry = KG_TRY(ledger.log.find(mark.seq));
  return entry && digest_of(*entry) == mark.digest;
}

class Following {
 public:
  Following(ledger::Ledger& ledger, const Dependents& dependents, const TakeDevice& take_whole)
      : ledger_(ledger), dependents_(dependents), take_whole_(take_whole) {}

  Result<EntityChanges> after(const LogMark& mark) {
    sameness_ = KG_TRY(Sameness::read(ledger_));
    changes_.mark = KG_TRY(newest_mark(ledger_));
    if (changes_.mark == mark) return std::move(changes_);
    changes_.is_other_log = !KG_TRY(is_in(ledger_, mark));
    bool is_whole = mark.seq == 0 || changes_.is_other_log;
    if (!is_whole) is_whole = !KG_TRY(note_touched(mark.seq));
    KG_CHECK(is_whole ? read_all() : read_touched());
    return std::move(changes_);
  }

 private:
  // False where all is to be read.
  Result<bool> note_touched(std::int64_t since) {
    bool has_statement = false;
    const std::string statements = std::string(domain::kIdBase) + "same/";
    KG_CHECK(ledger_.log.each(since, [&](LogEntry entry) -> Result<void> {
      has_statement = has_statement || entry.entity.starts_with(statements);
      touch(entry.entity);
      return {};
    }));
    if (has_statement) return false;
    const std::uint64_t entities = KG_TRY(ledger_.documents.count_entities());
    return touched_.size() <= std::max(kLeastWhole, entities / kWholeShare);
  }

  void touch(const std::string& id) {
    std::vector<std::string> waiting{id};
    while (!waiting.empty()) {
      const std::string one = std::move(waiting.back());
      waiting.pop_back();
      for (const std::string& member : sameness_.members(one)) {
        if (!touched_.insert(member).second || !dependents_) continue;
        for (std::string& other : dependents_(member)) waiting.push_back(std::move(other));
      }
    }
  }

  Result<void> read_all() {
    changes_.is_whole = true;
    changes_.models = KG_TRY(gather_all<domain::ModelFacts>(ledger_, sameness_));
    if (take_whole_) return each_device(ledger_, sameness_, take_whole_);
    changes_.devices = KG_TRY(gather_all<domain::DeviceFacts>(ledger_, sameness_));
    return {};
  }

  Result<void> read_touched() {
    Inheritance inheritance = inheritance_in(ledger_, sameness_);
    for (const std::string& id : touched_) {
      bool is_there = false;
      if (sameness_.preferred(id) == id) {
        auto model = KG_TRY(gather_one<domain::ModelFacts>(ledger_, sameness_, id));
        auto device = KG_TRY(gather_one<domain::DeviceFacts>(ledger_, sameness_, id));
        is_there = model || device;
        if (model) take(*std::move(model));
        if (device) {
          KG_CHECK(inheritance.complete(*device));
          changes_.devices.push_back(*std::move(device));
        }
      }
      if (!is_there) changes_.gone.push_back(id);
    }
    return {};
  }

  void take(domain::ModelEntity model) {
    for (auto& document : model.documents) document.facts.layers.clear();
    changes_.models.push_back(std::move(model));
  }

  ledger::Ledger& ledger_;
  const Dependents& dependents_;
  const TakeDevice& take_whole_;
  Sameness sameness_{};
  std::set<std::string> touched_;
  EntityChanges changes_{};
};

}  // namespace

Result<EntityChanges> Catalogue::changes_after(const LogMark& mark, const Dependents& dependents,
                                               const TakeDevice& take_whole) const {
  ledger::Ledger& ledger = state_->ledger;
  const auto snapshot = KG_TRY(ledger::Transaction::begin(ledger.connection(), ledger::Access::read));
  return Following(ledger, dependents, take_whole).after(mark);
}

}  // namespace kilograph::knowledge
