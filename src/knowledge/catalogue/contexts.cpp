// Contexts that a user gave, and the documents that they give another meaning.
#include <algorithm>

#include "knowledge/catalogue/state.hpp"
#include "knowledge/context_document.hpp"
#include "knowledge/ledger/timestamp.hpp"

namespace kilograph::knowledge {
namespace {

// As JSON may write it, with and without escaped slashes.
bool names(std::string_view text, const std::string& url) {
  if (text.find(url) != std::string_view::npos) return true;
  std::string escaped;
  for (const char c : url) escaped += c == '/' ? "\\/" : std::string(1, c);
  return text.find(escaped) != std::string_view::npos;
}

class Remapper {
 public:
  Remapper(ledger::Ledger& ledger, const Reread& reread, std::string_view actor, std::string_view now)
      : ledger_(ledger), reread_(reread), actor_(actor), now_(now) {}

  // A document uses a context too where one that it names uses it.
  Result<Remapping> run(std::vector<std::string> urls, const std::vector<GivenContext>& given) {
    for (std::size_t i = 0; i < urls.size(); ++i) {
      for (const GivenContext& context : given) {
        const bool is_new = std::ranges::find(urls, context.url) == urls.end();
        if (is_new && names(text_of(*context.file), urls[i])) urls.push_back(context.url);
      }
    }
    for (const Digest& file : KG_TRY(linked_data())) {
      const auto packed = KG_TRY(ledger_.files.find(file));
      if (!packed) continue;
      auto bytes = KG_TRY(ledger_.packer.unpack(packed->bytes, packed->unpacked_bytes));
      const auto is_named = [&](const std::string& url) { return names(text_of(bytes), url); };
      if (std::ranges::any_of(urls, is_named)) KG_CHECK(take(file, std::make_shared<const Bytes>(std::move(bytes))));
    }
    return std::move(done_);
  }

 private:
  Result<std::vector<Digest>> linked_data() {
    auto statement = KG_TRY(ledger_.connection().prepare(
        "SELECT DISTINCT file FROM documents WHERE media_type IN ('application/td+json', 'application/rdf')"));
    auto rows = KG_TRY(statement.start());
    std::vector<Digest> files;
    while (KG_TRY(rows.next())) files.push_back(KG_TRY(rows.digest(0)));
    return files;
  }

  Result<std::vector<Document>> heads_of(const Digest& file) {
    std::vector<Document> heads;
    KG_CHECK(ledger_.documents.each_head_of_file(file, [&](ledger::StoredDocument kept) -> Result<void> {
      heads.push_back(std::move(kept.head));
      return {};
    }));
    return heads;
  }

  Result<void> take(const Digest& file, const KeptFile& original) {
    const std::vector<Document> heads = KG_TRY(heads_of(file));
    if (heads.empty()) return {};
    auto documents = reread_(original, heads.front());
    if (!documents) {
      done_.refused.push_back(heads.front().source.place + ": " + documents.error().to_text());
      return {};
    }
    const auto stays = [&](const Document& head) {
      return head.kind == domain::EntityKind::model ||
             std::ranges::any_of(*documents, [&](const Document& document) { return document.entity == head.entity; });
    };
    const std::vector<Document> gone = without(heads, stays);
    for (Document& document : *documents) {
      auto stored = KG_TRY(ledger::pack(ledger_.packer, std::move(document)));
      const Change change = KG_TRY(ledger_.put(std::move(stored), *original, actor_, now_));
      done_.changed += change == Change::unchanged ? 0 : 1;
    }
    for (const Document& head : gone) {
      const auto standing = KG_TRY(ledger_.documents.standing(head.iri));
      if (standing) KG_CHECK(ledger_.drop(*standing, actor_, now_));
    }
    return {};
  }

  template <class Stays>
  static std::vector<Document> without(const std::vector<Document>& heads, const Stays& stays) {
    std::vector<Document> gone;
    std::ranges::copy_if(heads, std::back_inserter(gone), [&](const Document& head) { return !stays(head); });
    return gone;
  }

  ledger::Ledger& ledger_;
  const Reread& reread_;
  std::string_view actor_, now_;
  Remapping done_;
};

}  // namespace

Result<std::vector<GivenContext>> Catalogue::contexts() const {
  ledger::Ledger& ledger = state_->ledger;
  auto statement = KG_TRY(ledger.connection().prepare(
      "SELECT base, place, file FROM documents WHERE kind = 'graph' AND media_type = ? ORDER BY base"));
  auto rows = KG_TRY(statement.start(kContextMediaType));
  std::vector<GivenContext> given;
  while (KG_TRY(rows.next())) {
    GivenContext context{std::string(rows.text(0)), std::string(rows.text(1)), KG_TRY(rows.digest(2)), nullptr};
    auto bytes = KG_TRY(file(context.digest));
    if (!bytes) return fail(ErrorKind::internal, "the file of a context is not kept", context.url);
    context.file = std::make_shared<const Bytes>(std::move(*bytes));
    given.push_back(std::move(context));
  }
  return given;
}

Result<Remapping> Catalogue::put_context(const KeptFile& original, Document context, const Reread& reread,
                                         std::string_view actor) {
  KG_CHECK(check_writable(state_->access));
  KG_CHECK(check_actor(actor));
  ledger::Ledger& ledger = state_->ledger;
  auto transaction = KG_TRY(ledger::Transaction::begin(ledger.connection(), ledger::Access::write));
  const std::string now = ledger::timestamp_now();
  const std::string url = context.base;
  auto stored = KG_TRY(ledger::pack(ledger.packer, std::move(context)));
  const Change change = KG_TRY(ledger.put(std::move(stored), *original, actor, now));
  const std::vector<GivenContext> given = KG_TRY(contexts());
  Remapping done = KG_TRY(Remapper(ledger, reread, actor, now).run({url}, given));
  done.change = change;
  KG_CHECK(transaction.commit());
  return done;
}

Result<Remapping> Catalogue::remove_context(const std::string& url, const Reread& reread, std::string_view actor) {
  KG_CHECK(check_writable(state_->access));
  KG_CHECK(check_actor(actor));
  ledger::Ledger& ledger = state_->ledger;
  auto transaction = KG_TRY(ledger::Transaction::begin(ledger.connection(), ledger::Access::write));
  const std::string now = ledger::timestamp_now();
  const auto standings = KG_TRY(ledger.documents.standings(context_entity(url)));
  if (standings.empty()) {
    return fail(ErrorKind::not_found, "no context was given for <" + url + ">", {}, {},
                "`kilograph context list` shows those that were.");
  }
  for (const auto& standing : standings) KG_CHECK(ledger.drop(standing, actor, now));
  const std::vector<GivenContext> given = KG_TRY(contexts());
  Remapping done = KG_TRY(Remapper(ledger, reread, actor, now).run({url}, given));
  KG_CHECK(transaction.commit());
  return done;
}

}  // namespace kilograph::knowledge
