// Everything in, from a folder that export_to wrote: in one transaction, so that it is seen whole
// or not at all.
#include <fmt/format.h>

#include <utility>

#include "knowledge/catalogue/agreement.hpp"
#include "knowledge/catalogue/exchange.hpp"
#include "knowledge/catalogue/import_folder.hpp"
#include "knowledge/catalogue/state.hpp"
#include "knowledge/ledger/limits.hpp"
#include "knowledge/ledger/nquads.hpp"
#include "knowledge/ledger/timestamp.hpp"
#include "knowledge/rdf/parser.hpp"

namespace kilograph::knowledge {
namespace {

using exchange::DocumentLine, exchange::ImportFolder, exchange::LineFile, exchange::Manifest;

tl::unexpected<Error> wrong(std::string message, std::string where) {
  return fail(ErrorKind::bad_input, std::move(message), std::move(where), {},
              "Nothing was kept. Export the catalogue again.");
}

Error at(const LineFile& file, Error error) { return std::move(error).in(file.where()); }

class Import {
 public:
  Import(ledger::Ledger& ledger, const ImportFolder& folder, const Remake& remake, Disagreement handling)
      : ledger_(ledger), folder_(folder), remake_(remake), handling_(handling) {}

  Result<TransferCounts> run(std::string_view actor) {
    auto transaction = KG_TRY(ledger::Transaction::begin(ledger_.connection(), ledger::Access::write));
    if (KG_TRY(ledger_.log.count()) + KG_TRY(ledger_.documents.count()) > 0) {
      return fail(ErrorKind::conflict, "the catalogue is not empty", {}, "an empty catalogue",
                  "Make a new one with `kilograph init`, and import there.");
    }
    std::string text;
    const Manifest manifest = KG_TRY(read_manifest(text));
    KG_CHECK(read_log(manifest));
    KG_CHECK(read_documents(manifest));
    KG_CHECK(check_counts(manifest));
    if (remake_) KG_CHECK(check_agreement());
    KG_CHECK(ledger_.note_import(actor, ledger::timestamp_now(), sha256(view_of(text))));
    KG_CHECK(transaction.commit());
    return TransferCounts{manifest.entities, manifest.documents, manifest.files, remade_};
  }

 private:
  Result<Manifest> read_manifest(std::string& text) {
    LineFile file = KG_TRY(folder_.lines(exchange::kManifestName, exchange::kMaxManifestBytes));
    std::string_view line;
    if (!KG_TRY(file.next(line))) return wrong("is empty", std::string(exchange::kManifestName));
    text = line;
    auto manifest = exchange::manifest_from(line);
    if (!manifest) return fail(at(file, std::move(manifest).error()));
    if (KG_TRY(file.next(line))) return wrong("has more than one line", std::string(exchange::kManifestName));
    return manifest;
  }

  Result<void> read_log(const Manifest& manifest) {
    LineFile file = KG_TRY(folder_.lines(exchange::kLogName, exchange::kMaxLogLineBytes));
    std::int64_t last = 0;
    std::string_view line;
    while (KG_TRY(file.next(line))) {
      auto entry = exchange::log_entry_from(line);
      if (!entry) return fail(at(file, std::move(entry).error()));
      if (entry->seq <= last) return wrong("the sequence numbers do not rise", file.where());
      last = entry->seq;
      KG_CHECK(ledger_.log.restore(*entry));
    }
    return check_digest(file, exchange::kLogName, manifest.log_sha256);
  }

  Result<void> read_documents(const Manifest& manifest) {
    LineFile lines = KG_TRY(folder_.lines(exchange::kDocumentsName, exchange::kMaxDocumentLineBytes));
    LineFile quads = KG_TRY(folder_.lines(exchange::kQuadsName, exchange::kMaxQuadLineBytes));
    std::string last;
    std::string_view line;
    while (KG_TRY(lines.next(line))) {
      auto read = exchange::document_from(line);
      if (!read) return fail(at(lines, std::move(read).error()));
      if (read->document.head.iri <= last) return wrong("the documents' IRIs do not rise", lines.where());
      last = read->document.head.iri;
      auto kept = keep(std::move(*read), quads);
      if (!kept) return fail(at(lines, std::move(kept).error()));
    }
    KG_CHECK(check_digest(lines, exchange::kDocumentsName, manifest.documents_sha256));
    if (KG_TRY(quads.next(line))) return wrong("has quads of no document", quads.where());
    return check_digest(quads, exchange::kQuadsName, manifest.quads_sha256);
  }

  Result<void> keep(DocumentLine line, LineFile& quads) {
    Document document = std::move(line.document.head);
    document.triples = KG_TRY(read_triples(document.iri, line.triples, quads));
    const auto entry = KG_TRY(ledger_.log.find(line.document.seq));
    if (!entry || entry->document != document.iri || entry->entity != document.entity || entry->action == "remove" ||
        entry->digest != document.file.hex()) {
      return wrong("no log entry put the document here", document.iri);
    }
    if (!KG_TRY(ledger_.documents.displaced_by(document)).empty()) {
      return wrong("another document is of the same entity and source", document.iri);
    }
    if (!KG_TRY(ledger_.files.has(document.file))) {
      const Bytes bytes = KG_TRY(folder_.original(document.file, ledger::kMaxFileBytes));
      KG_CHECK(ledger_.files.insert(document.file, ledger_.packer.pack(bytes)));
    }
    auto stored = ledger::pack(ledger_.packer, std::move(document));
    if (!stored && stored.error().kind == ErrorKind::internal) return wrong(stored.error().message, {});
    if (!stored) return fail(stored.error());
    stored->seq = line.document.seq;
    return ledger_.documents.insert(*stored);
  }

  // The document's share of catalogue.nq, as N-Triples that parse.
  Result<std::string> read_triples(const std::string& iri, std::uint64_t count, LineFile& quads) {
    std::string triples;
    std::string_view line;
    for (std::uint64_t i = 0; i < count; ++i) {
      if (!KG_TRY(quads.next(line))) return wrong("ends before the triples of " + iri, quads.where());
      const auto triple = ledger::triple_line(line, iri);
      if (!triple) return wrong("is no quad of the graph " + iri, quads.where());
      triples += *triple;
      if (triples.size() > ledger::kMaxTriplesBytes) {
        return fail(ErrorKind::too_large, "the document's graph is too large", quads.where());
      }
    }
    rdf::ParseOptions options;
    options.max_bytes = ledger::kMaxTriplesBytes;
    auto graph = rdf::parse_triples(view_of(triples), rdf::Syntax::ntriples, options);
    if (!graph) return fail(std::move(graph).error().in(exchange::kQuadsName));
    if (graph->size() != count) return wrong("a line is not one statement", quads.where());
    return triples;
  }

  static Result<void> check_digest(LineFile& file, std::string_view name, const Digest& stated) {
    if (file.finish() == stated) return {};
    return wrong("has another digest than the manifest states", std::string(name));
  }

  Result<void> check_counts(const Manifest& manifest) {
    const bool same = KG_TRY(ledger_.documents.count()) == manifest.documents &&
                      KG_TRY(ledger_.documents.count_entities()) == manifest.entities &&
                      KG_TRY(ledger_.files.count()) == manifest.files &&
                      KG_TRY(ledger_.log.count()) == manifest.log_entries;
    if (same) return {};
    return wrong("states other counts than the folder holds", std::string(exchange::kManifestName));
  }

  // Last, when all documents are there to be compared with: what an export claims is not taken on trust.
  Result<void> check_agreement() {
    return Agreement(ledger_, remake_,
                     [this](const auto& kept, const std::string& why, const Document* remade) {
                       return handling_ == Disagreement::remake && remade != nullptr ? replace(kept, *remade)
                                                                                     : refuse(kept, why);
                     })
        .check();
  }

  static Result<void> refuse(const ledger::StoredDocument& kept, const std::string& why) {
    return fail(ErrorKind::bad_input, why + " (" + kept.head.source.place + ")",
                std::string(exchange::kDocumentsName) + ": " + kept.head.iri, "what the file itself shows",
                "Nothing was kept. An export by another version of Kilograph may differ rightly: with --remake such "
                "documents are made anew from their files.");
  }

  Result<void> replace(const ledger::StoredDocument& kept, Document remade) {
    ledger::StoredDocument stored = KG_TRY(ledger::pack(ledger_.packer, std::move(remade)));
    stored.seq = kept.seq;
    const auto standing = KG_TRY(ledger_.documents.standing(kept.head.iri));
    if (standing) KG_CHECK(ledger_.documents.erase(*standing));
    ++remade_;
    return ledger_.documents.insert(stored);
  }

  ledger::Ledger& ledger_;
  const ImportFolder& folder_;
  const Remake& remake_;
  Disagreement handling_;
  std::uint64_t remade_ = 0;
};

}  // namespace

Result<TransferCounts> Catalogue::import_from(const std::filesystem::path& folder, std::string_view actor,
                                              const Remake& remake, Disagreement handling) {
  KG_CHECK(check_writable(state_->access));
  KG_CHECK(check_actor(actor));
  const ImportFolder opened = KG_TRY(ImportFolder::open(folder));
  return Import(state_->ledger, opened, remake, handling).run(actor);
}

}  // namespace kilograph::knowledge
