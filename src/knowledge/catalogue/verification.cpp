// Reading everything, to find what is not as it should be.
#include <fmt/format.h>

#include <set>
#include <utility>

#include "knowledge/catalogue/agreement.hpp"
#include "knowledge/catalogue/state.hpp"
#include "knowledge/ledger/timestamp.hpp"
#include "knowledge/rdf/parser.hpp"
#include "knowledge/record.hpp"

namespace kilograph::knowledge {
namespace {

constexpr std::size_t kMostProblems = 1000;

class Verification {
 public:
  Verification(ledger::Ledger& ledger, const Remake& remake) : ledger_(ledger), remake_(remake) {}

  // SQLite's own checks, then ours. Damage becomes a problem; a disk that fails stays an error.
  Result<std::vector<std::string>> run() {
    const auto snapshot = KG_TRY(ledger::Transaction::begin(ledger_.connection(), ledger::Access::read));
    KG_CHECK(found(integrity()));
    KG_CHECK(found(references()));
    KG_CHECK(found(files()));
    KG_CHECK(found(log()));
    KG_CHECK(found(documents()));
    KG_CHECK(found(earlier()));
    if (remake_) KG_CHECK(found(agreement()));
    for (const Digest& unused : files_) problem("file " + unused.hex(), "no document is made from it");
    return std::move(problems_);
  }

 private:
  void problem(std::string_view where, std::string_view what) {
    if (problems_.size() < kMostProblems) problems_.push_back(fmt::format("{}: {}", where, what));
  }

  // Bytes that are wrong are what verify looks for.
  Result<void> found(Result<void> checked) {
    if (checked) return checked;
    if (checked.error().kind != ErrorKind::bad_input && checked.error().kind != ErrorKind::internal) return checked;
    problem("ledger.db", checked.error().to_text());
    return {};
  }

  Result<void> integrity() {
    auto statement = KG_TRY(ledger_.connection().prepare("PRAGMA integrity_check"));
    auto rows = KG_TRY(statement.start());
    while (KG_TRY(rows.next())) {
      if (rows.text(0) != "ok") problem("ledger.db", rows.text(0));
    }
    return {};
  }

  Result<void> references() {
    auto statement = KG_TRY(ledger_.connection().prepare("PRAGMA foreign_key_check"));
    auto rows = KG_TRY(statement.start());
    while (KG_TRY(rows.next())) {
      problem("ledger.db", fmt::format("row {} of {} refers to a row of {} that is not there", rows.number(1),
                                       rows.text(0), rows.text(2)));
    }
    return {};
  }

  Result<void> files() {
    return ledger_.files.each([&](const Digest& digest, const ledger::Packed& packed) -> Result<void> {
      files_.insert(digest);
      const auto bytes = ledger_.packer.unpack(packed.bytes, packed.unpacked_bytes);
      if (!bytes) {
        problem("file " + digest.hex(), "its bytes do not unpack");
      } else if (sha256(*bytes) != digest) {
        problem("file " + digest.hex(), "its bytes have another digest");
      }
      return {};
    });
  }

  Result<void> log() {
    return ledger_.log.each(0, [&](const LogEntry& entry) -> Result<void> {
      if (!ledger::is_timestamp(entry.time)) problem(fmt::format("log entry {}", entry.seq), "its time is no time");
      return {};
    });
  }

  Result<void> documents() {
    auto statement = KG_TRY(ledger_.connection().prepare(
        "SELECT d.iri FROM documents d LEFT JOIN log l ON l.seq = d.seq AND l.document = d.iri AND l.entity = d.entity"
        " AND l.digest = d.file AND l.action <> 'remove' WHERE l.seq IS NULL"));
    auto rows = KG_TRY(statement.start());
    while (KG_TRY(rows.next())) problem(rows.text(0), "no log entry put it here");
    return ledger_.documents.each([&](ledger::StoredDocument stored) { return document(std::move(stored)); });
  }

  Result<void> earlier() {
    return ledger_.earlier.each([&](const ledger::StoredDocument& stored) -> Result<void> {
      const auto facts = from_record(stored.head.kind, stored.facts, {});
      if (!facts)
        problem(fmt::format("{}, as log entry {} put it here", stored.head.iri, stored.seq), facts.error().to_text());
      return {};
    });
  }

  Result<void> document(ledger::StoredDocument stored) {
    const std::string iri = stored.head.iri;
    const Digest file = stored.head.file;
    if (!KG_TRY(ledger_.files.has(file))) problem(iri, "its file is not kept");
    files_.erase(file);
    const auto whole = ledger::unpack(ledger_.packer, std::move(stored));
    if (!whole) {
      problem(iri, whole.error().to_text());
      return {};
    }
    rdf::ParseOptions options;
    options.max_bytes = whole->triples.size();
    const auto graph = rdf::parse_triples(view_of(whole->triples), rdf::Syntax::ntriples, options);
    if (!graph) problem(iri, graph.error().to_text());
    return {};
  }

  Result<void> agreement() {
    const auto differs = [&](const ledger::StoredDocument& kept, const std::string& why, const Document*) {
      problem(kept.head.iri,
              fmt::format("{} ({}). Add the file again, or remove {}", why, kept.head.source.place, kept.head.entity));
      return Result<void>{};
    };
    return Agreement(ledger_, remake_, differs).check();
  }

  ledger::Ledger& ledger_;
  const Remake& remake_;
  std::set<Digest> files_;  // that no document has been found for
  std::vector<std::string> problems_;
};

}  // namespace

Result<std::vector<std::string>> Catalogue::verify(const Remake& remake) const {
  return Verification(state_->ledger, remake).run();
}

}  // namespace kilograph::knowledge
