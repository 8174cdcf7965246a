// A catalogue: a folder with one ledger in it, and what can be asked of it. The only door of
// this room to the rooms below.
//
// A Catalogue and its Batch belong to one thread. Any number of processes (or threads, each with a
// Catalogue of its own) may read one folder while one writes; a second writer waits up to five
// seconds for the first one's commit, then its call fails (io).
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "domain/entity.hpp"
#include "knowledge/document.hpp"
#include "knowledge/entity_changes.hpp"
#include "knowledge/index/sparql_index.hpp"
#include "knowledge/log_entry.hpp"
#include "knowledge/remaking.hpp"

namespace kilograph::knowledge {

struct Acknowledgement {
  std::string entity;
  domain::EntityKind kind = domain::EntityKind::graph;
  std::string name;
  std::string place;       // the source, as people find it again
  std::string document;
  Change change = Change::unchanged;
  bool entity_is_new = false;  // no document of it was kept before this one came
};

struct EntityRef {
  std::string id;
  domain::EntityKind kind = domain::EntityKind::graph;
  std::string name;
};

// What some document calls an entity.
struct EntityName {
  std::string entity, name;
  domain::EntityKind kind = domain::EntityKind::graph;
};

struct Counts {
  std::uint64_t models = 0, devices = 0, graphs = 0, documents = 0, files = 0, log_entries = 0;
};

struct TransferCounts {
  std::uint64_t entities = 0, documents = 0, files = 0;
  std::uint64_t remade = 0;  // documents that did not agree with their files
};

// What to do with a document of an export that does not say what its file shows.
enum class Disagreement { refuse, remake };

// A file whose bytes several documents come from: kept once, by digest.
using KeptFile = std::shared_ptr<const Bytes>;

// Statements that two entities are one, each a file and its document, to be added; and what could not be
// decided, a sentence each.
struct SameProposals {
  struct Statement {
    KeptFile original;
    Document document;
  };
  std::vector<Statement> statements;
  std::vector<std::string> warnings;
};

// A JSON-LD context that a user gave.
struct GivenContext {
  std::string url;    // as documents name it
  std::string place;  // of its file, as people find it again
  Digest digest;
  KeptFile file;
};

// The documents of a kept file as they are now; `head` is one of those that it gave.
using Reread = std::function<Result<std::vector<Document>>(const KeptFile& original, const Document& head)>;

// What a context that came or went did.
struct Remapping {
  Change change = Change::unchanged;  // of the context itself
  std::uint64_t changed = 0;          // documents that were made anew and differ
  std::vector<std::string> refused{}; // files that cannot be read so, with the reason; their documents stay
};

class Catalogue {
 public:
  enum class Access { read, write };

  // Makes the folder and an empty ledger. Errors: conflict when one is there already; io.
  static Result<Catalogue> create(const std::filesystem::path& folder);
  // Errors: not_found with advice (`kilograph init`); bad_input when the file is no ledger of ours
  // or of a newer version; io.
  static Result<Catalogue> open(const std::filesystem::path& folder, Access access);

  Catalogue(Catalogue&&) noexcept;
  Catalogue& operator=(Catalogue&&) noexcept;
  ~Catalogue();

  // --- writing: all that one `Batch` stages becomes durable together, in groups of up to 256
  // entities or 100 ms; `acknowledged` is called after the commit that holds it, in order.
  class Batch;
  using Acknowledge = std::function<void(const Acknowledgement&)>;
  Result<Batch> begin(std::string actor, Acknowledge acknowledged);

  // Drops every document of the entity, and the statements that it is the same as another, and leaves
  // tombstones in the log. Errors: not_found.
  Result<void> remove(std::string_view id, std::string_view actor);
  // All of them, or none where one is not there or the machine fails.
  Result<void> remove_all(const std::vector<std::string>& ids, std::string_view actor);

  // --- JSON-LD contexts that a user gave (context_document.hpp). Every kept file that names the context is read
  // anew in the same transaction, so that its documents mean what they would if it were added now.
  Result<std::vector<GivenContext>> contexts() const;  // by address
  Result<Remapping> put_context(const KeptFile& original, Document context, const Reread& reread,
                                std::string_view actor);
  // Errors: not_found.
  Result<Remapping> remove_context(const std::string& url, const Reread& reread, std::string_view actor);

  // --- sameness: entities that a kept statement calls the same are one in models(), devices(), model(),
  // device() and find(), under the statement's preferred id; everything else goes by the single id.
  Result<std::vector<EntityRef>> same(std::string_view id) const;  // all that are one with it, the preferred first
  // What the changes after `since` give reason to state (catalogue/evidence.hpp has the rules), but for what
  // is stated already and what somebody has taken back.
  Result<SameProposals> same_proposals(std::int64_t since) const;
  Result<std::int64_t> last_change() const;  // sequence number of the log's last entry; 0 where there is none

  // --- reading
  Result<Counts> counts() const;
  Result<std::vector<domain::ModelEntity>> models() const;    // without layers; ordered by name, then id
  Result<std::vector<domain::DeviceEntity>> devices() const;  // ordered by name, then id
  Result<domain::ModelEntity> model(std::string_view id) const;  // with layers
  Result<domain::DeviceEntity> device(std::string_view id) const;
  // Gives a device that may not be kept here the bases that are (domain::Entity::bases), as devices() and device() do.
  Result<void> inherit(domain::DeviceEntity& device) const;
  // By id, or by name (case-insensitive), or by a unique beginning of the SHA-256 in a model's id. Where several are
  // called so, those of the wanted kind are meant; where none is of that kind, any.
  // Errors: not_found naming the nearest names (of that kind); ambiguous naming all ids.
  Result<EntityRef> find(std::string_view name_or_id, std::optional<domain::EntityKind> wanted = std::nullopt) const;
  Result<std::vector<EntityRef>> entities() const;            // every entity, ordered by kind, name, id
  // Every name that a document gives its entity, in order of entity.
  Result<void> each_name(const std::function<void(EntityName)>& visit) const;
  // Entities of which a document has this source key, once each.
  Result<std::vector<std::string>> entities_of_source(std::string_view source_key) const;
  Result<bool> has(std::string_view entity) const;
  // What the document of this IRI calls its entity; nothing where it is not kept.
  Result<std::optional<std::string>> name_in(std::string_view document) const;
  Result<std::vector<Document>> documents(std::string_view entity) const;  // current ones, with triples and facts
  // Likewise without triples and facts, the newest first; and of all entities, in no order.
  Result<std::vector<Document>> heads(std::string_view entity) const;
  Result<void> each_head(const std::function<void(Document)>& visit) const;
  Result<std::optional<Bytes>> file(const Digest& digest) const;           // bytes kept, if they are
  Result<std::vector<LogEntry>> log(std::int64_t since) const;             // entries with seq > since
  // Of one moment. Whole where the mark is not of this log, where a statement of sameness came or went, and where so
  // much changed that all is read as quickly; then the devices go to `take_whole` where there is one.
  Result<EntityChanges> changes_after(const LogMark& mark, const Dependents& dependents,
                                      const TakeDevice& take_whole = {}) const;

  // --- then: what was known after an entry of the log (0: before the first), by the records that the ledger keeps of
  // documents that were replaced or removed. Models are without layers. Ask only from complete_since() on: of older
  // states the ledger may lack documents, because an earlier version kept none, or an import brought none.
  Result<std::int64_t> change_at(
      std::string_view time) const;  // the last entry at or before; "2026-11-21T10:15:30.123Z"
  Result<std::int64_t> complete_since() const;
  Result<std::vector<domain::ModelEntity>> models_after(std::int64_t change) const;
  Result<std::vector<domain::DeviceEntity>> devices_after(std::int64_t change) const;
  // Nothing where it was not there.
  Result<std::optional<domain::ModelEntity>> model_after(std::int64_t change, std::string_view id) const;
  Result<std::optional<domain::DeviceEntity>> device_after(std::int64_t change, std::string_view id) const;

  // SPARQL over all documents and the ontologies; opens the index at the first call, and brings it
  // up to the ledger's last sequence number at each later one.
  Result<index::QueryAnswer> query(std::string_view text, const index::QueryOptions& options);
  // The index at the ledger's last sequence number, for queries of other threads; it may be asked while this catalogue
  // brings it further.
  Result<std::shared_ptr<const index::SparqlIndex>> current_index();

  // Problems found by reading everything: digests against bytes, triples that parse, records that
  // decode, documents without file, SQLite's own integrity check; with `remake` also documents that do
  // not say what their files show. Empty when clean.
  Result<std::vector<std::string>> verify(const Remake& remake = {}) const;

  // --- moving
  // Writes a folder: catalogue.nq (all documents' graphs), documents.json (a line a document),
  // log.json (a line a change), files/<sha256>, and manifest.json last (docs/formats/export.md). Two
  // exports of the same catalogue are equal byte for byte. Errors: conflict when the folder is
  // neither absent nor empty; io.
  Result<TransferCounts> export_to(const std::filesystem::path& folder) const;
  // Errors: conflict when this catalogue is not empty; bad_input naming the first file that is not
  // what it says, then nothing is kept. With `remake` every document is made anew from its file, and one
  // that differs is refused likewise (bad_input), or replaced by the new one.
  Result<TransferCounts> import_from(const std::filesystem::path& folder, std::string_view actor,
                                     const Remake& remake = {}, Disagreement handling = Disagreement::refuse);

 private:
  struct State;
  explicit Catalogue(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// The Catalogue must outlive its Batch, and stay where it is or be moved, not be assigned to.
class Catalogue::Batch {
 public:
  Batch(Batch&&) noexcept;
  Batch& operator=(Batch&&) noexcept;
  ~Batch();  // what was staged and not committed is dropped

  // Stages one file's documents: all of them or none become durable. A document equal to the one
  // kept (same iri, triples and facts) is `unchanged`; one with the same iri, or the same entity and
  // place, replaces it. Commits when the group is full: a caller that will wait for its next file
  // calls commit() first, because nothing commits by itself.
  // Errors: too_large (over the ledger's limits; the file is not staged, the batch goes on);
  // internal (documents that are not of this file); those of commit().
  Result<void> add(const KeptFile& original, std::vector<Document> documents);
  // Commits what is staged. Must be called at the end. After an error nothing of the group is
  // acknowledged or kept; it stays staged, and commit() may be tried again (the disk has room
  // again, the other writer is done). Until then add() returns the same error.
  Result<void> commit();

 private:
  friend class Catalogue;
  struct State;
  explicit Batch(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace kilograph::knowledge
