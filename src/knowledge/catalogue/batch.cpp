// Group commit: files wait in memory until their group is full or old, then go down together.
#include <chrono>
#include <utility>

#include "knowledge/catalogue/state.hpp"
#include "knowledge/ledger/limits.hpp"
#include "knowledge/ledger/timestamp.hpp"

namespace kilograph::knowledge {
namespace {

constexpr std::size_t kGroupDocuments = 256;
constexpr std::chrono::milliseconds kGroupAge{100};
constexpr std::uint64_t kGroupBytes = 32ull << 20;  // so that large files do not pile up in memory

struct StagedFile {
  KeptFile original;
  std::vector<ledger::StoredDocument> documents;
};

Result<void> check_file(const KeptFile& original, const std::vector<Document>& documents) {
  if (!original) return {};
  if (original->size() > ledger::kMaxFileBytes) {
    return fail(ErrorKind::too_large, "the file takes " + human_bytes(original->size()), {},
                "at most " + human_bytes(ledger::kMaxFileBytes));
  }
  const Digest digest = sha256(*original);
  for (const Document& document : documents) {
    if (document.file != digest) {
      return fail(ErrorKind::internal, "a document does not belong to the file it came with", document.source.place);
    }
  }
  return {};
}

}  // namespace

struct Catalogue::Batch::State {
  Catalogue::State* catalogue = nullptr;
  std::string actor;
  Acknowledge acknowledged;

  std::vector<StagedFile> staged{};
  std::size_t documents = 0;      // staged
  std::uint64_t bytes = 0;        // staged
  std::chrono::steady_clock::time_point oldest{};
  std::optional<Error> failure{};  // of the last commit

  bool is_due() const {
    return documents >= kGroupDocuments || bytes >= kGroupBytes ||
           std::chrono::steady_clock::now() - oldest >= kGroupAge;
  }
  Result<std::vector<Acknowledgement>> write();
  Result<void> commit();
};

Result<std::vector<Acknowledgement>> Catalogue::Batch::State::write() {
  ledger::Ledger& ledger = catalogue->ledger;
  auto transaction = KG_TRY(ledger::Transaction::begin(ledger.connection(), ledger::Access::write));
  const std::string now = ledger::timestamp_now();
  std::vector<Acknowledgement> done;
  for (const StagedFile& file : staged) {
    const ByteView original = file.original ? ByteView(*file.original) : ByteView();
    for (const ledger::StoredDocument& document : file.documents) {
      const Document& head = document.head;
      const bool is_new = KG_TRY(ledger.documents.standings(head.entity)).empty();
      const Change change = KG_TRY(ledger.put(document, original, actor, now));
      done.push_back({head.entity, head.kind, head.name, head.source.place, head.iri, change, is_new});
    }
  }
  KG_CHECK(transaction.commit());
  return done;
}

Result<void> Catalogue::Batch::State::commit() {
  if (staged.empty()) return {};
  const auto done = write();
  if (!done) {
    failure = done.error();
    return fail(done.error());
  }
  failure.reset();
  staged.clear();
  documents = 0;
  bytes = 0;
  if (acknowledged) {
    for (const Acknowledgement& acknowledgement : *done) acknowledged(acknowledgement);
  }
  return {};
}

Catalogue::Batch::Batch(std::unique_ptr<State> state) : state_(std::move(state)) {}
Catalogue::Batch::Batch(Batch&&) noexcept = default;
Catalogue::Batch& Catalogue::Batch::operator=(Batch&&) noexcept = default;
Catalogue::Batch::~Batch() = default;

Result<Catalogue::Batch> Catalogue::begin(std::string actor, Acknowledge acknowledged) {
  KG_CHECK(check_writable(state_->access));
  KG_CHECK(check_actor(actor));
  auto batch = std::make_unique<Batch::State>();
  batch->catalogue = state_.get();
  batch->actor = std::move(actor);
  batch->acknowledged = std::move(acknowledged);
  return Batch(std::move(batch));
}

Result<void> Catalogue::Batch::add(const KeptFile& original, std::vector<Document> documents) {
  if (state_->failure) return fail(*state_->failure);
  if (documents.empty()) return {};
  KG_CHECK(check_file(original, documents));
  StagedFile file{original, {}};
  std::uint64_t bytes = original ? original->size() : 0;
  for (Document& document : documents) {
    ledger::StoredDocument stored = KG_TRY(ledger::pack(state_->catalogue->ledger.packer, std::move(document)));
    bytes += stored.triples.bytes.size() + stored.detail.bytes.size() + stored.facts.size();
    file.documents.push_back(std::move(stored));
  }
  if (state_->staged.empty()) state_->oldest = std::chrono::steady_clock::now();
  state_->documents += file.documents.size();
  state_->bytes += bytes;
  state_->staged.push_back(std::move(file));
  return state_->is_due() ? state_->commit() : Result<void>{};
}

Result<void> Catalogue::Batch::commit() { return state_->commit(); }

}  // namespace kilograph::knowledge
