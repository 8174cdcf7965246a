// Statements that two entities are one, worked out where a change may have made them so. An entity that
// is only known second-hand (derived from RDF kept as it came, or a model under an IRI that is not its
// digest's) is compared with those that have a file or a description of their own.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "domain/spelling.hpp"
#include "knowledge/catalogue/evidence.hpp"
#include "knowledge/catalogue/state.hpp"
#include "knowledge/intake.hpp"
#include "knowledge/record.hpp"

namespace kilograph::knowledge {
namespace {

using domain::SameStatement;

bool is_ours(const Document& statement) { return statement.source.by.starts_with("kilograph "); }

// Removed while both its entities stayed, or at least did not go later: somebody took it back.
struct Removals {
  std::map<std::string, std::int64_t> last;  // entity: of its last removal

  std::int64_t of(const std::string& entity) const {
    const auto found = last.find(entity);
    return found == last.end() ? 0 : found->second;
  }
  bool took_back(const std::string& statement, const std::string& one, const std::string& other) const {
    return of(statement) > std::max(of(one), of(other));
  }
};

template <class F>
class Search {
 public:
  using Entity = domain::Entity<F>;
  static constexpr bool kIsModel = std::is_same_v<F, domain::ModelFacts>;
  static constexpr domain::EntityKind kKind = kIsModel ? domain::EntityKind::model : domain::EntityKind::device;

  explicit Search(ledger::Ledger& ledger) : ledger_(ledger) {}

  // Lists what may be of second hand among all. Nothing to do where there is none.
  Result<bool> begin() {
    others_ = KG_TRY(ledger_.documents.derived(kKind));
    if constexpr (kIsModel) {
      for (std::string& id : KG_TRY(ledger_.documents.models_outside(std::string(domain::kIdBase) + "model/"))) {
        others_.push_back(std::move(id));
      }
    } else {
      boards_ = KG_TRY(ledger_.documents.devices_within(board_folder()));
    }
    listed_.insert(others_.begin(), others_.end());
    listed_.insert(boards_.begin(), boards_.end());
    return !listed_.empty();
  }

  // Compares the entity that a change has touched with whatever it may be the same as. Board definitions are many, and
  // read only for a class of devices: no other entity is one of them.
  Result<void> touch(const std::string& id) {
    if (listed_.contains(id)) {
      KG_CHECK(read({id}));
      if (second_.contains(id)) {
        touched_second_.insert(id);
        return {};
      }
    }
    const auto own = KG_TRY(load(id));
    if (!own) return {};
    KG_CHECK(read(std::exchange(others_, {})));
    if constexpr (!kIsModel) {
      if (is_class(*own)) KG_CHECK(read(std::exchange(boards_, {})));
    }
    for (const auto& [other, entity] : second_) compare(*own, entity);
    return {};
  }

  Result<void> finish() {
    if (touched_second_.empty()) return {};
    KG_CHECK(read(std::exchange(others_, {})));
    KG_CHECK(read(std::exchange(boards_, {})));
    if constexpr (kIsModel) {
      for (const std::string& id : touched_second_) KG_CHECK(compare_with_namesakes(second_.at(id)));
      return {};
    } else {
      return compare_with_all();
    }
  }

  Result<std::optional<Entity>> load(const std::string& id) {
    Entity entity{id, {}, {}, {}};
    const auto take = [&](ledger::StoredDocument stored) -> Result<void> {
      domain::Facts facts = KG_TRY(from_record(stored.head.kind, stored.facts, {}));
      if (auto* typed = std::get_if<F>(&facts)) {
        if (entity.name.empty()) entity.name = stored.head.name;
        if (stored.head.derived_from.empty()) first_hand_.insert(id);
        entity.documents.push_back({std::move(stored.head.source), std::move(*typed)});
      }
      return {};
    };
    KG_CHECK(ledger_.documents.each_of_entity(id, take));
    if (entity.documents.empty()) return std::nullopt;
    return entity;
  }

  struct Finding {
    SameStatement statement;
    std::string name;
  };
  // One statement for each entity of second hand, where exactly one other can be meant.
  std::vector<Finding> findings(std::vector<std::string>& warnings) const {
    std::vector<Finding> findings;
    for (const auto& [id, found] : matches_) {
      const std::string& name = second_.at(id).name;
      if (found.size() > 1) {
        warnings.push_back(
            fmt::format("'{}' ({}) may be any of {} entities of the same facts; none is stated to be the same", name,
                        id, found.size()));
        continue;
      }
      const auto& [own, evidence] = *found.begin();
      const auto status = evidence.is_proof ? SameStatement::Status::accepted : SameStatement::Status::proposed;
      findings.push_back({{kKind, own, id, status, evidence.sentences}, "same:" + (name.empty() ? id : name)});
    }
    return findings;
  }

 private:
  // Of these the ones that are of second hand.
  Result<void> read(const std::vector<std::string>& ids) {
    for (const std::string& id : ids) {
      if (second_.contains(id)) continue;
      auto entity = KG_TRY(load(id));
      if (entity && is_second_hand(*entity)) second_.emplace(id, std::move(*entity));
    }
    return {};
  }

  bool is_second_hand(const Entity& entity) const {
    if (!first_hand_.contains(entity.id)) return true;
    if constexpr (kIsModel) return !entity.id.starts_with(std::string(domain::kIdBase) + "model/");
    return is_board_definition(entity.id);
  }

  void compare(const Entity& own, const Entity& second) {
    if constexpr (!kIsModel) {
      // Of a fleet's devices none is the board itself.
      if (is_board_definition(second.id) && !is_class(own)) return;
    }
    Evidence evidence = evidence_of(own, second);
    if (evidence.agrees) matches_[second.id].emplace(own.id, std::move(evidence));
  }

  Result<void> compare_with_namesakes(const Entity& second) {
    std::set<std::string> ids;
    if constexpr (kIsModel) {
      if (const auto digest = second.counted(&F::sha256)) ids.insert(domain::model_iri(*digest->value));
    }
    if (!second.name.empty()) {
      KG_CHECK(ledger_.documents.each_head_named(second.name, [&](ledger::StoredDocument stored) -> Result<void> {
        ids.insert(std::move(stored.head.entity));
        return {};
      }));
    }
    for (const std::string& id : ids) {
      if (second_.contains(id)) continue;
      if (const auto own = KG_TRY(load(id))) compare(*own, second);
    }
    return {};
  }

  // Titles differ in writing, so that all have to be read.
  Result<void> compare_with_all() {
    std::set<std::string> ids;
    KG_CHECK(ledger_.documents.each_of_kind(kKind, [&](ledger::StoredDocument stored) -> Result<void> {
      if (!second_.contains(stored.head.entity)) ids.insert(std::move(stored.head.entity));
      return {};
    }));
    for (const std::string& id : ids) {
      const auto own = KG_TRY(load(id));
      if (!own) continue;
      for (const std::string& second : touched_second_) compare(*own, second_.at(second));
    }
    return {};
  }

  ledger::Ledger& ledger_;
  std::vector<std::string> others_, boards_;  // that may be of second hand and are not read yet
  std::set<std::string> listed_;              // all of these
  std::map<std::string, Entity> second_;
  std::set<std::string> first_hand_, touched_second_;
  std::map<std::string, std::map<std::string, Evidence>> matches_;  // of second hand: the others
};

class Proposing {
 public:
  Proposing(const Catalogue& catalogue, ledger::Ledger& ledger) : catalogue_(catalogue), ledger_(ledger) {}

  Result<SameProposals> run(std::int64_t since) {
    KG_CHECK(search<domain::ModelFacts>(since));
    KG_CHECK(search<domain::DeviceFacts>(since));
    return std::move(proposals_);
  }

 private:
  template <class F>
  Result<void> search(std::int64_t since) {
    Search<F> search(ledger_);
    if (!KG_TRY(search.begin())) return {};
    std::set<std::string> touched;
    KG_CHECK(ledger_.log.each(since, [&](LogEntry entry) -> Result<void> {
      touched.insert(std::move(entry.entity));
      return {};
    }));
    for (const std::string& id : touched) KG_CHECK(search.touch(id));
    KG_CHECK(search.finish());
    const auto findings = search.findings(proposals_.warnings);
    for (const auto& finding : findings) KG_CHECK(propose(finding.statement, finding.name));
    return report_contradicted<F>(touched);
  }

  Result<void> propose(const SameStatement& statement, const std::string& name) {
    const std::string iri = domain::statement_iri(statement.preferred, statement.other);
    StatementIntake intake = KG_TRY(document_from_statement(statement, name));
    for (const Document& kept : KG_TRY(catalogue_.documents(iri))) {
      const auto* stated = std::get_if<SameStatement>(&kept.facts);
      const bool is_confirmed = stated && stated->status == SameStatement::Status::accepted;
      if (kept.file == intake.document.file || is_confirmed || !is_ours(kept)) return {};
    }
    if (KG_TRY(removals()).took_back(iri, statement.preferred, statement.other)) return {};
    proposals_.statements.push_back(
        {std::make_shared<const Bytes>(std::move(intake.bytes)), std::move(intake.document)});
    return {};
  }

  // A statement of ours whose entities have changed so that they no longer agree.
  template <class F>
  Result<void> report_contradicted(const std::set<std::string>& touched) {
    std::vector<Document> ours;
    const auto take = [&](const ledger::StoredDocument& stored) -> Result<void> {
      Document document = stored.head;
      document.facts = KG_TRY(from_record(stored.head.kind, stored.facts, {}));
      const auto* statement = std::get_if<SameStatement>(&document.facts);
      const bool concerns = statement && statement->of == Search<F>::kKind && is_ours(document) &&
                            (touched.contains(statement->preferred) || touched.contains(statement->other));
      if (concerns) ours.push_back(std::move(document));
      return {};
    };
    KG_CHECK(ledger_.documents.each_of_kind(domain::EntityKind::statement, take));
    for (const Document& document : ours) KG_CHECK((report_one<F>(document)));
    return {};
  }

  template <class F>
  Result<void> report_one(const Document& document) {
    const auto& statement = std::get<SameStatement>(document.facts);
    Search<F> reader(ledger_);
    const auto one = KG_TRY(reader.load(statement.preferred)), other = KG_TRY(reader.load(statement.other));
    if (!one || !other) return {};
    const Evidence evidence = evidence_of(*one, *other);
    if (evidence.agrees) return {};
    std::string reasons;
    for (const std::string& sentence : evidence.sentences) reasons += (reasons.empty() ? "" : "; ") + sentence;
    proposals_.warnings.push_back(
        fmt::format("'{}' no longer rests on facts that agree{}{}. `kilograph remove {}` takes it back.", document.name,
                    reasons.empty() ? "" : ": ", reasons, document.name));
    return {};
  }

  // Read at most once, and only where there is something to propose.
  Result<Removals> removals() {
    if (removals_) return *removals_;
    removals_.emplace();
    KG_CHECK(ledger_.log.each(0, [&](LogEntry entry) -> Result<void> {
      if (entry.action == "remove") removals_->last[entry.entity] = entry.seq;
      return {};
    }));
    return *removals_;
  }

  const Catalogue& catalogue_;
  ledger::Ledger& ledger_;
  SameProposals proposals_;
  std::optional<Removals> removals_{};
};

}  // namespace

Result<SameProposals> Catalogue::same_proposals(std::int64_t since) const {
  return Proposing(*this, state_->ledger).run(since);
}

Result<std::int64_t> Catalogue::last_change() const { return state_->ledger.log.last_seq(); }

}  // namespace kilograph::knowledge
